"""The small lists that events are sorted by: 行业 and 组别. What is in use is never taken away."""

from competition.events.tables import Category, Event, Industry
from competition.pages.language import N_
from competition.pages.refusal import Refusal

IN_USE = N_("“{name}”还有赛项在用，不能去掉。")


async def industries() -> list[str]:
    """By name."""
    return [row["name"] for row in await Industry.select(Industry.name).order_by(Industry.name)]


async def categories() -> list[str]:
    """In the order they came."""
    return [row["name"] for row in await Category.select(Category.name).order_by(Category.id)]


async def industry_named(name: str) -> int | None:
    """The industry of this name, made where there is none; none for an empty name."""
    short = name.strip()[:60]
    if not short:
        return None
    await Industry.insert(Industry(name=short)).on_conflict(target=Industry.name, action="DO NOTHING")
    row = await Industry.select(Industry.id).where(Industry.name == short).first()
    return int(row["id"]) if row else None


async def category_named(name: str) -> int | None:
    """The category of this name, made where there is none; none for an empty name."""
    short = name.strip()[:60]
    if not short:
        return None
    await Category.insert(Category(name=short)).on_conflict(target=Category.name, action="DO NOTHING")
    row = await Category.select(Category.id).where(Category.name == short).first()
    return int(row["id"]) if row else None


async def keep_industries(names: list[str]) -> None:
    """The list as it was typed: new ones are made, missing ones go unless an event is in them."""
    for name in set(await industries()) - set(names):
        if await Event.exists().where(Event.industry.name == name):
            raise Refusal(IN_USE, name=name)
        await Industry.delete().where(Industry.name == name)
    for name in names:
        await industry_named(name)


async def keep_categories(names: list[str]) -> None:
    """The list as it was typed: new ones are made, missing ones go unless an event is in them."""
    for name in set(await categories()) - set(names):
        if await Event.exists().where(Event.category.name == name):
            raise Refusal(IN_USE, name=name)
        await Category.delete().where(Category.name == name)
    for name in names:
        await category_named(name)
