"""Registrations: who asks to compete, what the rules say of him, and what the review decides. Knows no station and no mark.

One by one: `fields` and `entry` mend what is typed, `entering` keeps it, `acceptance` makes a competitor of it.
Many at once: `summary/`. What an event demands: `conditions`, and `rules`, which look at one among the others.
"""
