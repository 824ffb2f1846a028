"""One PostgreSQL for everything that is kept: the engine of every table, and the pool that it speaks through.

Must not know what is kept in it.
"""

from competition.database.engine import DB, close_pool, open_pool, url
from competition.database.unavailable import DatabaseUnavailable

__all__ = ["DB", "DatabaseUnavailable", "close_pool", "open_pool", "url"]
