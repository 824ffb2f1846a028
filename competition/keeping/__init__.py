"""What outlives the machine: backups, the copy on a stick, restoring from either, and the recount of everything that is kept.

Above every room of the field, below the commands; serves no page.
"""
