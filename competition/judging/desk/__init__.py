"""The chief referee's desk: where every form stands, what needs him, what he decides, and the logbook as a story."""
