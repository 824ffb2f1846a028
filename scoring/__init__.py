"""The rule book: pure values in, values out. No clock, no chance, no disk, no wire, no float.

From the ground up: `decisions` (what an official decides), `aspects` (what an entry comes to), `scheme` (the marking scheme),
`sheet` (one competitor), `tally` (a round), `ranking` (who stands where), and above it what follows from places.
"""
