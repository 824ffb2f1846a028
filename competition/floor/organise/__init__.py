"""The organiser's own pages: the season's events, and each event: where it stands, what can be done now, what it is."""
