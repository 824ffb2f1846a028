"""Results: from the last mark to the public: recheck, signature, unsealing, notice, release, papers; and the hall's display.

`recheck`, `signing`, `unsealing`, `publication` follow one another; `errata` is the way back in after a signature, `rounds`
the way on to a further round. What is shown comes from the signed snapshot; whose a label is, from `names` alone.
The hall: `projection` makes frames for all boards of an event, `reveal/` goes through a result step by step.
"""
