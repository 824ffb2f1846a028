"""The referee's tablet: what it begins with (`page`, `sight`), what goes up (`socket`, `by_post`) and what comes
back (`catching_up`).

Each message is of a kind that `messages` shows, and asks `admission` first; `answering` weighs what it holds. `work_numbers`
stands between a tablet and the logbook where stations are not known. `leases`, `presence`, `devices`: who holds which tablet;
`signatures`, `practice`, `selftest`: pages beside it.
"""
