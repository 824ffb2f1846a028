"""What is contested: seasons, events, their stages, marking schemes and officials. Knows no competitor and no mark.

The year of an event is one table: `stages`. Who may do what in it: `duties`, `presets`, `officials`, `referees`, `handing_over`.
Its scheme: `schemes`, read from `scheme_sources`, edited in `editing/`, with `ready/` trades to begin from.
"""
