"""The floor: what is fixed before anyone decides: sessions, draws, stations, codes, the day's papers. Knows no mark.

A station's label is all that referees ever hear of a competitor; whose it is stands in `stations`, and a work's number in
`works`. `quick_start/` makes a whole event out of one page; `organise/` is the organiser's own list and pages of events.
"""
