"""Measures what the design promises, on this machine, now: `make bench`, or `python -m tests.bench [name ...]`."""
