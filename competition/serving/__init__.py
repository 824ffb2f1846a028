"""Serving: the program as a process. Above every room; knows the database's life and the network, and no rule of the field."""
