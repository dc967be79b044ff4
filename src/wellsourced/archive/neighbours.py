"""Articles -> their marks, their near pairs and the pools these give: kept, and brought up to date by what is new.

What a near pair is stands in `compare.stories.pools`. Of every article the nearest others are kept (`near`); a pair
counts if either has the other. A new article changes its own list, and those of the articles it is nearest to. A mark
that comes to be in too many articles of a period (`crowded`) changes the lists of those that have it. So an `add` costs
what it touches, and the pairs are those that all articles at once would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, text, update

from ..records import Article
from .codec import decode
from .schema import articles, crowded, marks, near, neighbourhoods

if TYPE_CHECKING:
    from ..compare.stories import Marked

T = TypeVar("T")
AT_ONCE = 500  # values in one condition: SQLite took 999 in all until 2020
ROWS = 10_000  # fetched at once
NO_DAY = -1  # what stands for the day of an article without one, and for "in all" where a period would stand
Keys = set[tuple[str, int]]  # marks in a period, or in all
Lists = dict[str, dict[str, int]]  # article -> those beside it, and how near they are

# Of some articles, how near each is to any other: of dated ones to dated ones, and of an undated one and any
_SUM = "SELECT a.article AS one, b.article AS other, sum(a.weight * b.weight) AS weight FROM marks AS a "
_OF = "WHERE a.article IN :wanted AND a.article <> b.article "
_ENOUGH = "GROUP BY a.article, b.article HAVING sum(a.weight * b.weight) >= :near"
_FREE = "AND NOT EXISTS (SELECT 1 FROM crowded AS c WHERE c.mark = a.mark AND c.period = {period}) "
_IN_PERIODS = "".join(_FREE.format(period=f"{one}.day / :days * :days") for one in "ab")  # of whole numbers
_IN_ALL = _FREE.format(period=NO_DAY)
SUMS = tuple(
    text(query).bindparams(bindparam("wanted", expanding=True))
    for query in (
        f"{_SUM}JOIN marks AS b ON b.mark = a.mark AND b.day BETWEEN a.day - :days AND a.day + :days AND b.day >= 0 "
        f"{_OF}AND a.day >= 0 {_IN_PERIODS}{_ENOUGH}",
        f"{_SUM}JOIN marks AS b ON b.mark = a.mark {_OF}AND a.day < 0 {_IN_ALL}{_ENOUGH}",
        f"{_SUM}JOIN marks AS b ON b.mark = a.mark AND b.day = {NO_DAY} {_OF}AND a.day >= 0 {_IN_ALL}{_ENOUGH}",
    )
)


def renew(connection: Connection) -> None:
    """Find the neighbours of all articles that have none yet: those that are new, or were merged anew."""
    from ..compare.stories import mark

    missing = (
        select(articles.c.id)
        .outerjoin(neighbourhoods, neighbourhoods.c.article == articles.c.id)
        .where(articles.c.reading.is_not(None), neighbourhoods.c.article.is_(None))
        .order_by(articles.c.id)
    )
    for ids in batches(connection.execute(missing).scalars().all()):
        records = connection.execute(select(articles.c.article).where(articles.c.id.in_(ids))).scalars()
        _renew(connection, [mark(decode(Article, record)) for record in records])


def _renew(connection: Connection, new: Sequence[Marked]) -> None:
    ids = {one.id for one in new}
    old = select(marks.c.article, marks.c.mark, marks.c.day).where(marks.c.article.in_(ids))
    before = {(row.mark, row.day) for row in connection.execute(old)}
    touched = ids | set(connection.execute(select(near.c.article).where(near.c.neighbour.in_(ids))).scalars())
    connection.execute(delete(marks).where(marks.c.article.in_(ids)))
    connection.execute(delete(near).where(near.c.article.in_(ids)))
    rows = [
        {"article": one.id, "mark": word, "day": _day(one), "weight": weight}
        for one in new
        for word, weight in one.marks
    ]
    if rows:
        connection.execute(insert(marks), rows)
    connection.execute(insert(neighbourhoods), [{"article": one} for one in sorted(ids)])
    touched |= _crowd(connection, before | {(word, _day(one)) for one in new for word, _ in one.marks})
    _find(connection, touched)


def _day(one: Marked) -> int:
    return NO_DAY if one.day is None else one.day


def _crowd(connection: Connection, changed: Collection[tuple[str, int]]) -> set[str]:
    """Note which of some marks, on the days of articles that came or went, are in too many articles and which are not;
    the articles whose neighbours that may change."""
    from ..compare.stories.pools import DAYS, MOST

    periods = {(word, day - day % DAYS if day >= 0 else NO_DAY) for word, day in changed}
    keys = {key for key in periods if key[1] != NO_DAY} | {(word, NO_DAY) for word, _ in periods}
    counts: dict[tuple[str, int], int] = defaultdict(int)
    was: Keys = set()
    for some in batches(sorted({word for word, _ in keys})):
        period = case((marks.c.day < 0, NO_DAY), else_=marks.c.day - marks.c.day % DAYS).label("period")
        # named before it is grouped by: PostgreSQL does not take two expressions with parameters for the same
        held = select(marks.c.mark, period).where(marks.c.mark.in_(some)).subquery()
        counted = select(held.c.mark, held.c.period, func.count()).group_by(held.c.mark, held.c.period)
        for word, start, count in connection.execute(counted):
            if start != NO_DAY:
                counts[word, start] += count
            counts[word, NO_DAY] += count
        was.update(
            (row.mark, row.period) for row in connection.execute(select(crowded).where(crowded.c.mark.in_(some)))
        )
    now = {key for key in keys if counts[key] > MOST}
    was &= keys
    for word, start in sorted(was - now):
        connection.execute(delete(crowded).where(crowded.c.mark == word, crowded.c.period == start))
    if now - was:
        connection.execute(insert(crowded), [{"mark": word, "period": start} for word, start in sorted(now - was)])
    found: set[str] = set()
    for word, start in sorted(was ^ now):
        found |= _with(connection, word, start, DAYS)
    return found


def _with(connection: Connection, word: str, period: int, days: int) -> set[str]:
    """The articles that a mark in a period brings near others: all that have it then or a period before or after; in
    all, those without a day, and those that have one of them beside them."""
    having = select(marks.c.article).where(marks.c.mark == word)
    if period != NO_DAY:
        return set(connection.execute(having.where(marks.c.day.between(period - days, period + 2 * days))).scalars())
    undated = having.where(marks.c.day == NO_DAY)
    beside = select(near.c.article).where(near.c.neighbour.in_(undated), near.c.article.in_(having))
    return {*connection.execute(undated).scalars(), *connection.execute(beside).scalars()}


def _find(connection: Connection, touched: set[str]) -> None:
    """Find the neighbours of some articles anew, and put these among the neighbours of others where they belong."""
    from ..compare.stories.pools import DAYS, NEAR, NEIGHBOURS

    lists: Lists = {one: {} for one in touched}
    others: Lists = defaultdict(dict)
    for some in batches(sorted(touched)):
        for query in SUMS:
            for one, other, weight in connection.execute(query, {"wanted": some, "near": NEAR, "days": DAYS}):
                lists[one][other] = int(weight)
                if other not in touched:
                    others[other][one] = int(weight)
    kept: Lists = defaultdict(dict)
    for some in batches(sorted(others)):
        for row in connection.execute(select(near).where(near.c.article.in_(some))):
            kept[row.article][row.neighbour] = row.weight
    for one, beside in others.items():
        lists[one] = kept[one] | beside
    lists = {one: _nearest(beside, NEIGHBOURS) for one, beside in lists.items()}
    changed = sorted(one for one, beside in lists.items() if one in touched or beside != kept[one])
    for some in batches(changed):
        connection.execute(delete(near).where(near.c.article.in_(some)))
        rows = [{"article": one, "neighbour": o, "weight": w} for one in some for o, w in lists[one].items()]
        if rows:
            connection.execute(insert(near), rows)


def _nearest(beside: dict[str, int], most: int) -> dict[str, int]:
    return dict(sorted(beside.items(), key=lambda one: (-one[1], one[0]))[:most])


# ---- pools ------------------------------------------------------------------------------------


def kept_pools(connection: Connection) -> dict[str, str | None]:
    """Article -> the pool in which its story was looked for; None: not yet."""
    rows = connection.execute(select(neighbourhoods.c.article, neighbourhoods.c.pool))
    return {row.article: row.pool for row in rows}


def pools_now(connection: Connection, ids: Iterable[str]) -> list[tuple[str, ...]]:
    """The pools that the near pairs of these articles give."""
    from ..compare import stories

    known = sorted(ids)
    if len(known) <= stories.LARGEST:
        return [tuple(known)] if known else []
    return stories.find_pools(known, _pairs(connection), stories.LARGEST)


def _pairs(connection: Connection) -> Iterator[tuple[str, str, int]]:
    found = connection.execute(select(near.c.article, near.c.neighbour, near.c.weight))
    while rows := found.fetchmany(ROWS):
        yield from ((row.article, row.neighbour, row.weight) for row in rows)


def put_in_pools(connection: Connection, pools: Mapping[str, Sequence[str]]) -> None:
    """Keep in which pools some articles are."""
    for name, ids in sorted(pools.items()):
        for some in batches(ids):
            connection.execute(update(neighbourhoods).where(neighbourhoods.c.article.in_(some)).values(pool=name))


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
