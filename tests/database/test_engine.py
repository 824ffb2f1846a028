"""The engine of all tables: no address until its pool opens, and one sentence where it cannot."""

import asyncio
import subprocess
import sys
from urllib.parse import quote

import pytest
from asyncpg import ForeignKeyViolationError

from competition.database import DB, DatabaseUnavailable, close_pool, open_pool, url
from competition.people.tables import Employer
from tests.database.clusters import ask


def test_importing_it_connects_to_nothing_and_says_nothing() -> None:
    tables = "import competition.database, competition.judging.tables"
    done = subprocess.run([sys.executable, "-W", "error", "-c", tables], capture_output=True, text=True, check=True, env={})
    assert done.stdout + done.stderr == ""


async def test_without_an_address_a_query_is_a_mistake_and_goes_nowhere() -> None:
    with pytest.raises(RuntimeError, match="no address"):
        await Employer.count()
    with pytest.raises(RuntimeError, match="no address"):
        url()


async def test_opening_it_twice_is_a_mistake(database: str) -> None:
    assert url() == database
    with pytest.raises(RuntimeError, match="open already"):
        await open_pool(database)
    assert await Employer.count() == 0


def test_it_opens_again_in_the_next_loop_even_if_the_last_one_never_closed_it(database_url: str) -> None:
    async def write(name: str) -> None:
        await open_pool(database_url)
        await Employer.insert(Employer(name=name))
        await close_pool()

    async def leave() -> None:
        await open_pool(database_url, connections=1)
        assert DB.pool is not None
        DB.pool.terminate()

    asyncio.run(write("甲"))
    asyncio.run(leave())
    asyncio.run(write("乙"))
    assert asyncio.run(ask(database_url, "select count(*) from employer")) == 2


async def test_times_come_back_in_utc(database: str) -> None:
    assert DB.pool is not None
    assert await DB.pool.fetchval("show timezone") == "UTC"


async def test_a_commit_that_fails_gives_its_connection_back(database_url: str) -> None:
    await open_pool(database_url, connections=1)
    assert DB.pool is not None
    await DB.pool.execute("create table a (id int primary key)")
    await DB.pool.execute("create table b (a int references a deferrable initially deferred)")
    for _ in range(2):
        with pytest.raises(ForeignKeyViolationError):
            async with DB.transaction():
                await Employer.raw("insert into b values (7)")
    async with asyncio.timeout(5):
        assert await Employer.count() == 0
    await close_pool()


async def write_and_fail() -> None:
    async with DB.transaction(), DB.transaction():
        await Employer.insert(Employer(name="甲"))
        raise ZeroDivisionError


async def test_a_transaction_that_fails_leaves_nothing_behind(database: str) -> None:
    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await Employer.count() == 0


async def test_a_database_that_is_not_there_is_one_sentence(database_url: str) -> None:
    with pytest.raises(DatabaseUnavailable) as said:
        await open_pool(database_url.replace("/test_", "/none_"))
    assert "没有数据库" in str(said.value)
    with pytest.raises(RuntimeError, match="no address"):
        url()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://me:geheim@127.0.0.1:1/x", "连不上数据库“postgresql://127.0.0.1:1/x”"),
        ("mysql://me:geheim@127.0.0.1/x", "写得不对"),
        ("postgresql://me:geheim@127.0.0.1:many/x", "写得不对"),
    ],
)
async def test_a_wrong_address_is_one_sentence_that_keeps_the_password(address: str, says: str) -> None:
    with pytest.raises(DatabaseUnavailable) as said:
        await open_pool(address)
    assert says in str(said.value)
    assert "geheim" not in str(said.value)
    assert "DATABASE_URL" in str(said.value)


async def test_a_database_that_cannot_keep_chinese_is_refused(database_url: str, database_server: str) -> None:
    name = "latin"
    await ask(database_server, f"create database {name} template template0 encoding latin1 locale 'C'")
    with pytest.raises(DatabaseUnavailable, match="LATIN1"):
        await open_pool(database_url.replace(database_url.split("/")[3].split("?")[0], name))
    await ask(database_server, f"drop database {name}")


async def test_another_encoding_of_the_address_is_the_same_address(database_url: str) -> None:
    base, _, sockets = database_url.partition("?host=")
    await open_pool(f"{base}?host={quote(sockets, safe='')}")
    assert await Employer.count() == 0
    await close_pool()


async def test_it_counts_what_this_process_writes_and_a_transaction_when_others_see_it(database: str) -> None:
    before = DB.writes
    await Employer.select(Employer.name)
    assert DB.writes == before
    await Employer.insert(Employer(name="青梧机电公司"))
    assert DB.writes == before + 1
    async with DB.transaction():
        await Employer.delete(force=True)
        inside = DB.writes
    assert inside == before + 2
    assert DB.writes == before + 3
