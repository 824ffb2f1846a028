"""People: who signs in, and who takes part. Knows no event.

Accounts: `accounts`, `passwords`, `pins`, `attempts`, `sessions`, `guards`. Persons: `persons`, `identity`, `sealed`, `masking`.
Doors: `sign_in`, `tablet_sign_in`, `accounts_page`.
"""
