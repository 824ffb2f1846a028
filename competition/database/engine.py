"""The one engine of all tables, told its address only when the pool opens; importing it connects to nothing.

Must not know who runs the PostgreSQL behind the address, nor any table.
"""

import asyncio
from types import TracebackType
from typing import Any, Literal
from urllib.parse import urlsplit

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from competition.database.unavailable import DatabaseUnavailable
from competition.settings import N_

OLDEST = 15
POOL_CONNECTIONS = 12
OPENING_SECONDS = 15
CLOSING_SECONDS = 10


class ReturningTransaction(PostgresTransaction):
    """Piccolo keeps the connection for ever when COMMIT itself fails; after ten of those a pool is empty."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> Literal[False]:
        if self._parent is None:
            try:
                await super().__aexit__(kind, error, traceback)
            except BaseException:
                await self._give_back()
                raise
            finally:
                # What it wrote is seen by others from now on.
                DB.written()
        return False

    async def _give_back(self) -> None:
        self.engine.current_transaction.set(None)
        if self.engine.pool:
            await self.engine.pool.release(self.connection)
        else:
            await self.connection.close()


class Engine(PostgresEngine):
    """Piccolo's engine, which would otherwise connect to look at the version as soon as it is made.

    `writes` grows with everything that this process writes through it: who keeps what he read can tell whether it still holds.
    The logbook is written past it."""

    writes = 0

    def written(self) -> None:
        """Somebody wrote what may matter to who keeps what he read: this process, or another one that was heard."""
        self.writes += 1

    async def check_version(self) -> None:
        """Looked at when the pool opens."""

    async def prep_database(self) -> None:
        """No extensions are needed."""

    async def get_new_connection(self) -> Any:
        if not self.config:
            raise RuntimeError("open_pool(url) first: the engine has no address yet")
        return await super().get_new_connection()

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        if querystring.template.lstrip()[:6].lower() == "select":
            return await super().run_querystring(querystring, in_pool)
        try:
            return await super().run_querystring(querystring, in_pool)
        finally:
            self.written()

    def transaction(self, allow_nested: bool = True) -> ReturningTransaction:
        return ReturningTransaction(engine=self, allow_nested=allow_nested)


DB = Engine(config={}, extensions=())


def url() -> str:
    """The address that the pool was opened on."""
    if not DB.config:
        raise RuntimeError("open_pool(url) first: the engine has no address yet")
    return str(DB.config["dsn"])


async def open_pool(address: str, connections: int = POOL_CONNECTIONS) -> None:
    """Opens the pool in the running loop; a pool left by a loop that has ended is forgotten."""
    if DB.pool is not None:
        if _alive(DB.pool):
            raise RuntimeError(f"the pool is open already, on {without_password(url())}")
        DB.pool = None
    DB.config = {"dsn": address, "server_settings": {"application_name": "competition", "timezone": "UTC"}}
    try:
        await asyncio.wait_for(DB.start_connection_pool(min_size=1, max_size=connections, reset=_as_it_is), OPENING_SECONDS)
        await _check(DB.pool)
    except BaseException as error:
        await close_pool()
        if said := _said(error, address):
            raise said from error
        raise


async def close_pool() -> None:
    """Closes it in the loop that opened it; whoever still holds a connection loses it after ten seconds."""
    pool, DB.pool, DB.config = DB.pool, None, {}
    if pool is None or not _alive(pool):
        return
    try:
        await asyncio.wait_for(pool.close(), CLOSING_SECONDS)
    except TimeoutError:
        pool.terminate()


async def _as_it_is(_connection: object) -> None:
    """A transaction left open is rolled back by the pool; settings and locks of a session nobody makes: no word more to say."""


def _alive(pool: Any) -> bool:
    return not pool._loop.is_closed()


async def _check(pool: Any) -> None:
    major, encoding = await pool.fetchrow("select current_setting('server_version_num')::int / 10000, getdatabaseencoding()")
    if major < OLDEST:
        says = N_(
            "数据库是 PostgreSQL {found}，而本系统需要 {oldest} 或更新的版本；请升级，或去掉 DATABASE_URL 使用自带的数据库。"
        )
        raise DatabaseUnavailable(says, found=major, oldest=OLDEST)
    if encoding != "UTF8":
        says = N_("数据库的编码是 {found}，存不下汉字；请用 UTF8 编码另建一个数据库，并修改 DATABASE_URL。")
        raise DatabaseUnavailable(says, found=encoding)


def _said(error: BaseException, address: str) -> DatabaseUnavailable | None:
    place = without_password(address)
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return DatabaseUnavailable(N_("数据库“{place}”不接受该用户名或密码；请检查 DATABASE_URL。"), place=place)
    if isinstance(error, asyncpg.InvalidCatalogNameError):
        return DatabaseUnavailable(N_("服务器上没有数据库“{place}”；请先建立它，或检查 DATABASE_URL。"), place=place)
    if isinstance(error, asyncpg.TooManyConnectionsError):
        return DatabaseUnavailable(N_("数据库“{place}”的连接已用尽；请停掉多余的程序，或调大 max_connections。"), place=place)
    if isinstance(error, asyncpg.ClientConfigurationError | ValueError):
        says = N_("数据库地址“{place}”写得不对；应为 postgresql://用户:密码@主机:5432/数据库名，请检查 DATABASE_URL。")
        return DatabaseUnavailable(says, place=place)
    if isinstance(error, TimeoutError):
        says = N_("数据库“{place}”在 {seconds} 秒内没有回应；请确认它在运行，并检查 DATABASE_URL。")
        return DatabaseUnavailable(says, place=place, seconds=OPENING_SECONDS)
    if isinstance(error, OSError | asyncpg.PostgresError | asyncpg.InterfaceError):
        says = N_("连不上数据库“{place}”：{reason}；请确认它在运行，并检查 DATABASE_URL。")
        return DatabaseUnavailable(says, place=place, reason=str(error) or type(error).__name__)
    return None


def without_password(address: str) -> str:
    """What may be shown of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.split("@")[-1]
    return parts._replace(netloc=parts.netloc.split("@")[-1], query="").geturl()
