"""Judging: what officials decide, one line each of a round's logbook. Knows labels; who bears one, only doors that may say so.

A decision comes in from a `tablet/` or from the chief's `desk/`, is weighed and kept by `scorekeeper/`, the only writer of
`logbook`. Who may decide what is one table: `authority`. What comes of the lines: `standings`, `clocks`, `ties`; `opening` and
`sessions` say when marking begins and ends. Whom a line reaches: `audience`.

Doors by whom they face: the referee's `tablet/`; the chief's `desk/` and `what_if/`; the floor's `check_in/`; the coding
referee's `coding/`; clerks' `paper/`; the organiser's `theory/`; other programs' `schema`.
"""
