"""What is acknowledged is kept, once; of two at once one wins and the other is told; a bad line stops nobody else."""

import asyncio
from importlib import import_module

import asyncpg
import pytest

from competition.judging import scorekeeper
from competition.judging.logbook import Damaged, read
from competition.judging.scorekeeper import Scorekeeper
from competition.judging.tables import Line
from competition.pages.refusal import Refusal
from tests.judging.venue import LABELS, SCHEME, Venue, a_venue, mark, opening

# of each kind: a thousand pairs in all
PAIRS = 500


async def lines(venue: Venue) -> list[str]:
    return [line.body for line in await read(venue.round.id)]


async def test_an_acknowledged_mark_is_in_the_table(kept: Scorekeeper, venue: Venue, database: str) -> None:
    (answer,) = await kept.decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5.5", note="漏戴护目镜 -0.5")])

    link = await asyncpg.connect(database)
    kept_there = await link.fetch("select number, author, body from line where round = $1 order by number", venue.round.id)
    await link.close()
    assert answer.outcome == "entered"
    assert [row["number"] for row in kept_there] == [1, 2]
    assert answer.number == 2
    assert kept_there[1]["author"] == "DG-J1"
    assert kept_there[1]["body"] == '{"competitor":"01","aspect":"A1.2","judge":"*","value":"5.5","note":"漏戴护目镜 -0.5"}'


@pytest.mark.parametrize("times", [1, 2, 5])
async def test_a_retry_is_one_line_and_the_same_answer_also_after_a_restart(
    kept: Scorekeeper, venue: Venue, database: str, times: int
) -> None:
    entry = mark("01", "B1.1", "J1", "2")
    first = await kept.decide(venue.round.id, venue.referees[0], [entry])
    again = [await kept.decide(venue.round.id, venue.referees[0], [entry]) for _ in range(times)]
    restarted = Scorekeeper(database)
    await restarted.start()
    later = await restarted.decide(venue.round.id, venue.referees[0], [entry])
    await restarted.stop()

    assert [*again, later] == [first] * (times + 1)
    assert len(await lines(venue)) == 2


async def test_a_conflict_is_answered_the_same_after_a_restart(kept: Scorekeeper, venue: Venue, database: str) -> None:
    await kept.decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5", ref="first")])
    late = mark("01", "A1.2", "*", "4")
    told = await kept.decide(venue.round.id, venue.referees[0], [late])
    restarted = Scorekeeper(database)
    await restarted.start()

    assert await restarted.decide(venue.round.id, venue.referees[0], [late]) == told
    assert told[0].head is not None
    assert (told[0].head.ref, told[0].head.value) == ("first", "5")
    await restarted.stop()


async def test_who_waits_when_it_stops_is_told_to_send_it_again(
    venue: Venue, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module(Scorekeeper.__module__), "LAST_PATIENCE", 0.05)
    stopped, link = Scorekeeper(database), await asyncpg.connect(database)
    await stopped.start()
    await stopped.book(venue.round.id)
    # The disk thinks for ever: one batch is being written, the next gathers.
    await link.execute("begin; lock table line in access exclusive mode")
    asked = []
    for label in ("01", "02"):
        asked.append(asyncio.create_task(stopped.decide(venue.round.id, venue.referees[0], [mark(label, "A1.2", "*", "5")])))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    await stopped.stop()
    told = await asyncio.gather(*asked, return_exceptions=True)
    await link.close()

    assert [isinstance(one, Refusal) and one.status for one in told] == [503, 503]


async def test_the_same_ref_with_another_body_is_refused(kept: Scorekeeper, venue: Venue) -> None:
    await kept.decide(venue.round.id, venue.referees[0], [mark("01", "B1.1", "J1", "2", ref="one")])
    (answer,) = await kept.decide(venue.round.id, venue.referees[0], [mark("01", "B1.1", "J1", "3", ref="one")])

    assert answer.outcome == "refused"
    assert len(await lines(venue)) == 2


async def test_of_pairs_at_once_on_one_aspect_one_wins_and_one_is_told(kept: Scorekeeper) -> None:
    labels = tuple(f"{n:03d}" for n in range(1, PAIRS + 1))
    venue = await a_venue(labels=LABELS)
    await kept.decide(venue.round.id, venue.chief, [opening(venue, labels)])
    leader = venue.referees[0]
    pairs = [(mark(label, "A1.2", "*", "5"), mark(label, "A1.2", "*", "4")) for label in labels]

    answers = await asyncio.gather(*(kept.decide(venue.round.id, leader, [one]) for pair in pairs for one in pair))

    outcomes = [answer.outcome for (answer,) in answers]
    assert outcomes.count("entered") == PAIRS
    assert outcomes.count("conflict") == PAIRS
    book = await kept.book(venue.round.id)
    assert book.number == 2 * PAIRS + 1
    assert len(book.claims) == PAIRS
    assert book.tally is not None
    assert all(sheet.total == 5 for sheet in book.tally.sheets.values())


async def test_pairs_at_once_on_different_aspects_are_both_kept(kept: Scorekeeper) -> None:
    labels = tuple(f"{n:03d}" for n in range(1, PAIRS + 1))
    venue = await a_venue(labels=LABELS)
    await kept.decide(venue.round.id, venue.chief, [opening(venue, labels)])
    pairs = [(mark(label, "A1.1", "*", "yes"), mark(label, "A1.2", "*", "4")) for label in labels]

    answers = await asyncio.gather(*(kept.decide(venue.round.id, venue.referees[0], [one]) for pair in pairs for one in pair))

    assert {answer.outcome for (answer,) in answers} == {"entered"}
    book = await kept.book(venue.round.id)
    assert book.tally is not None
    assert all(sheet.total == 8 for sheet in book.tally.sheets.values())


async def test_one_bad_row_does_not_fail_the_others(kept: Scorekeeper, venue: Venue) -> None:
    await Line.raw("alter table line add constraint no_poison check (body not like '%poison%')")
    batch = [mark("01", "B1.1", "J1", "2"), mark("02", "B1.1", "J1", "2", note="poison"), mark("03", "B1.1", "J1", "2")]

    answers = await kept.decide(venue.round.id, venue.referees[0], batch)

    assert [answer.outcome for answer in answers] == ["entered", "refused", "entered"]
    assert [line.number for line in await read(venue.round.id)] == [1, 2, 3]
    assert (await kept.decide(venue.round.id, venue.referees[0], [mark("04", "B1.1", "J1", "1")]))[0].outcome == "entered"


async def test_a_disk_that_is_full_for_a_while_refuses_no_mark(kept: Scorekeeper, venue: Venue) -> None:
    await Line.raw("create sequence tries")
    await Line.raw("""
        create function full_disk() returns trigger language plpgsql as $$ begin
          if nextval('tries') < 4 then raise exception 'no space left on device' using errcode = '53100'; end if;
          return null; end $$""")
    await Line.raw("create trigger full_disk before insert on line for each statement execute function full_disk()")
    batch = [mark(label, "B1.1", "J1", "2") for label in ("01", "02", "03")]

    answers = await kept.decide(venue.round.id, venue.referees[0], batch)

    assert [answer.outcome for answer in answers] == ["entered"] * 3


async def test_the_writer_survives_killed_connections(kept: Scorekeeper, venue: Venue) -> None:
    ours, parent = "('competition scorekeeper', 'competition bell')", None
    for turn in range(20):
        entry = mark("02", "A1.2", "*", str(turn % 6), parent=parent)
        parent = entry.ref
        under_way = asyncio.create_task(kept.decide(venue.round.id, venue.referees[0], [entry]))
        await asyncio.sleep(0.002 * (turn % 5))
        await Line.raw(f"select pg_terminate_backend(pid) from pg_stat_activity where application_name in {ours}")
        answers = await asyncio.wait_for(under_way, 30)
        assert answers[0].outcome == "entered"
        assert await kept.decide(venue.round.id, venue.referees[0], [entry]) == answers
    assert len(await lines(venue)) == 21


async def test_lines_of_another_process_are_read_before_judging(kept: Scorekeeper, venue: Venue, database: str) -> None:
    other = Scorekeeper(database)
    await other.start()
    await other.decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "5", ref="theirs")])
    (mine,) = await kept.decide(venue.round.id, venue.referees[0], [mark("01", "A1.2", "*", "4")])
    assert mine.outcome == "conflict"
    assert mine.head is not None
    assert mine.head.ref == "theirs"

    both = await asyncio.gather(
        *(
            each.decide(venue.round.id, venue.referees[0], [mark(label, "B1.1", "J1", "2")])
            for label in LABELS
            for each in (kept, other)
        )
    )
    assert sorted(answer.outcome for (answer,) in both) == ["entered"] * 4 + ["same"] * 4
    shown = await other.shown.newer(venue.round.id, since=6, patience=10)
    assert shown is not None
    assert shown[1].number == 7
    await other.stop()


async def test_a_damaged_line_closes_its_round_only_and_is_named(kept: Scorekeeper, venue: Venue, database: str) -> None:
    await kept.decide(venue.round.id, venue.referees[0], [mark(label, "A1.2", "*", "5") for label in LABELS])
    sound = await a_venue("HG", scheme=SCHEME)
    await kept.decide(sound.round.id, sound.chief, [opening(sound)])
    await Line.raw("update line set body = replace(body, '\"5\"', '\"6\"') where round = {} and number = 3", venue.round.id)
    restarted = Scorekeeper(database)
    await restarted.start()

    with pytest.raises(Damaged) as told:
        await restarted.decide(venue.round.id, venue.referees[0], [mark("01", "A1.1", "*", "yes")])
    answers = await restarted.decide(sound.round.id, sound.referees[0], [mark("01", "A1.1", "*", "yes")])

    assert (told.value.round, told.value.number) == (venue.round.id, 3)
    assert answers[0].outcome == "entered"
    await restarted.stop()


async def test_a_line_that_is_gone_closes_its_round(kept: Scorekeeper, venue: Venue, database: str) -> None:
    await kept.decide(venue.round.id, venue.referees[0], [mark(label, "A1.2", "*", "5") for label in LABELS])
    await Line.raw("delete from line where round = {} and number = 3", venue.round.id)
    restarted = Scorekeeper(database)
    await restarted.start()

    with pytest.raises(Damaged, match="第 3 行"):
        await restarted.book(venue.round.id)
    await restarted.stop()


async def test_who_leaves_before_the_answer_has_decided_all_the_same(kept: Scorekeeper, venue: Venue) -> None:
    entry = mark("01", "B1.1", "J1", "2")
    leaving = asyncio.create_task(kept.decide(venue.round.id, venue.referees[0], [entry]))
    await asyncio.sleep(0)
    leaving.cancel()
    (answer,) = await kept.decide(venue.round.id, venue.referees[0], [entry])

    assert answer.outcome == "entered"
    assert answer.number == 2
    assert scorekeeper.keeper() is kept
