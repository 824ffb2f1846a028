"""Judging: what officials decide, one line each of a round's logbook. Knows labels; who bears one, only doors that may say so.

A decision comes in by `socket` or `decisions_by_post` (`admission`: may this tablet?), is answered by `answering`, weighed and
kept by `scorekeeper/`, the only writer of `logbook`. Who may decide what is one table: `authority`. What comes of the lines:
`standings`, `clocks`, `ties`; `opening` and `sessions` say when marking begins and ends. Whom a line reaches: `audience`,
`sight`.

Doors by whom they face: the referee's `tablet`, with `signatures`, `practice`, `selftest`; the chief's `desk/` and `what_if/`;
the floor's `check_in/`; the coding referee's `coding/`; clerks' `paper/`; the organiser's `theory/`; other programs' `schema`.
"""
