"""Readings and decisions -> stories in their place: each story is compared once for what it rests on.

Only pools that another article changed are grouped anew (`neighbours`). A comparison is kept under a hash of what was
compared: its topic, its readings, and the decisions on names that its articles have. So a new article, and a decision,
cost the comparison of the stories that they touch and of no other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, replace

from sqlalchemy import Connection, delete, insert, select

from ..decisions import last_of_each
from ..names import key
from ..pipeline import Group, compare_story, group_pool, in_order
from ..records import Article, Comparison, Decision, Reading, make_id
from .bearers import assign_people
from .codec import decode, digest, encode
from .index import index_story
from .neighbours import batches, kept_pools, pools_now, put_in_pools, renew
from .schema import articles, comparisons, decisions, identities, members, names, said, stories, words
from .store import Archive

UNDATED = "9999"  # what `in_order` gives for an article without a day
OF_A_STORY = ((stories, stories.c.id), (members, members.c.story), (words, words.c.story),
              (identities, identities.c.story), (said, said.c.story))  # fmt: skip


def in_force(connection: Connection) -> tuple[Decision, ...]:
    """What people decided about names: of several decisions about the same ones the last."""
    rows = connection.execute(select(decisions).order_by(decisions.c.id))
    return last_of_each(Decision(row.verdict, row.left, row.right, row.note) for row in rows)


def compare_stories(archive: Archive) -> int:
    """Group the articles of pools that changed, compare what no kept comparison covers, and put the new stories in the
    old ones' place; how many were compared. Begins again where another process added or decided something meanwhile."""
    compared = 0
    while True:
        with archive.writing() as connection:
            renew(connection)
        with archive.reading() as connection:
            basis = (_digests(connection), in_force(connection))
            groups, changed = _groups_now(connection, basis[0])
        of = _names_of(archive, groups, *basis)
        compared += _compare_missing(archive, groups, of, basis[1])
        with archive.writing() as connection:
            if (_digests(connection), in_force(connection)) == basis:
                _put_all_in_place(connection, groups, of)
                put_in_pools(connection, changed)
                assign_people(connection, basis[1])
                return compared


def _groups_now(connection: Connection, read: Collection[str]) -> tuple[list[Group], dict[str, tuple[str, ...]]]:
    """The stories of all articles that are read, and the pools that changed: stories of others are as they were."""
    known = {article: pool for article, pool in kept_pools(connection).items() if article in read}
    pools = {make_id("pool", *ids): ids for ids in pools_now(connection, known)}
    changed = {name: ids for name, ids in pools.items() if any(known[article] != name for article in ids)}
    moved = {article for ids in changed.values() for article in ids}
    groups = [
        one for one in _kept_groups(connection) if known.keys() >= set(one.articles) and moved.isdisjoint(one.articles)
    ]
    for _, ids in sorted(changed.items()):
        found: list[Article] = []
        for some in batches(ids):
            rows = connection.execute(select(articles.c.article).where(articles.c.id.in_(some))).scalars()
            found += [decode(Article, row) for row in rows]
        groups += group_pool(found)
    return groups, changed


def compare_decided(archive: Archive) -> tuple[str, ...]:
    """Compare the stories anew that decisions touch; their ids. What an `add` that was stopped left to do stays."""
    while True:
        with archive.reading() as connection:
            digests, decided = _digests(connection), in_force(connection)
            old = _kept_names(connection)
            groups = [one for one in _kept_groups(connection) if digests.keys() >= set(one.articles)]
        of = _names_of(archive, groups, digests, decided)
        touched = [one for one in groups if of[one.id] != old[one.id]]
        _compare_missing(archive, touched, of, decided)
        with archive.writing() as connection:
            if (_kept_names(connection), in_force(connection)) == (old, decided):
                for one in touched:
                    place = connection.execute(select(stories.c.place).where(stories.c.id == one.id)).scalar_one()
                    _drop(connection, [one.id])
                    _put_in_place(connection, one, of[one.id], place)
                assign_people(connection, decided)
                _drop_unused(connection)
                return tuple(one.id for one in touched)


# ---- what is kept -----------------------------------------------------------------------------


def _digests(connection: Connection) -> dict[str, str]:
    """Article that is read -> the hash of its reading."""
    rows = connection.execute(select(articles.c.id, articles.c.digest).where(articles.c.reading.is_not(None)))
    return {row.id: row.digest for row in rows}


def _kept_names(connection: Connection) -> dict[str, str]:
    """Story -> the hash of what was compared for it."""
    return {row.id: row.digest for row in connection.execute(select(stories.c.id, stories.c.digest))}


def _kept_groups(connection: Connection) -> list[Group]:
    of = defaultdict(list)
    for row in connection.execute(select(members).order_by(members.c.article)):
        of[row.story].append(row.article)
    rows = connection.execute(select(stories.c.id, stories.c.topic).order_by(stories.c.place))
    return [Group(row.id, row.topic, tuple(of[row.id])) for row in rows]


# ---- what there is to compare -----------------------------------------------------------------


def _names_of(
    archive: Archive, groups: Sequence[Group], digests: Mapping[str, str], decided: Sequence[Decision]
) -> dict[str, str]:
    """Story -> the hash of what is to be compared for it."""
    touching = _touching(archive, decided)
    of = {}
    for one in groups:
        keys = set().union(*(touching.get(article, ()) for article in one.articles))
        notes = [json.dumps(astuple(decision)) for decision in _relevant(decided, keys)]
        of[one.id] = digest(one.topic, *(digests[article] for article in one.articles), *notes)
    return of


def _touching(archive: Archive, decided: Sequence[Decision]) -> dict[str, set[str]]:
    """Article -> those of its names that decisions are about."""
    wanted = sorted({key(name) for one in decided for name in (one.left, one.right) if name})
    found: dict[str, set[str]] = defaultdict(set)
    with archive.reading() as connection:
        for some in batches(wanted):
            for row in connection.execute(select(names).where(names.c.key.in_(some))):
                found[row.article].add(row.key)
    return found


def _relevant(decided: Iterable[Decision], keys: set[str]) -> list[Decision]:
    """The decisions that can change anything in a story with these names: those whose names it has, all of them."""
    return [one for one in decided if {key(one.left), key(one.right or one.left)} <= keys]


def _compare_missing(
    archive: Archive, groups: Sequence[Group], of: Mapping[str, str], decided: Sequence[Decision]
) -> int:
    """Compare the stories that no kept comparison covers, and keep each as soon as it is there; how many there were."""
    with archive.reading() as connection:
        kept = set(connection.execute(select(comparisons.c.digest)).scalars())
    missing = [one for one in groups if of[one.id] not in kept]
    for one in missing:
        with archive.reading() as connection:
            readings = _readings(connection, one)
        comparison = compare_story(readings, decided)
        comparison = replace(comparison, story=replace(comparison.story, topic=one.topic))
        with archive.writing() as connection:
            connection.execute(delete(comparisons).where(comparisons.c.digest == of[one.id]))
            connection.execute(insert(comparisons).values(digest=of[one.id], comparison=encode(comparison)))
    return len(missing)


def _readings(connection: Connection, one: Group) -> list[Reading]:
    rows = connection.execute(select(articles.c.id, articles.c.reading).where(articles.c.id.in_(one.articles)))
    at = {row.id: row.reading for row in rows}
    return [decode(Reading, at[article]) for article in one.articles]


# ---- the stories in their place ---------------------------------------------------------------


def _put_all_in_place(connection: Connection, groups: Sequence[Group], of: Mapping[str, str]) -> None:
    """The stories as they are now, all at once; what only earlier ones needed is dropped."""
    old = _kept_names(connection)
    _drop(connection, sorted(name for name, digest in old.items() if of.get(name) != digest))
    topics: dict[str, str] = {}  # the first article of each
    for one in groups:
        topics[one.topic] = min(one.articles[0], topics.get(one.topic, one.articles[0]))
    for one in groups:
        if old.get(one.id) != of[one.id]:
            _put_in_place(connection, one, of[one.id], f"{topics[one.topic]} {one.articles[0]}")
    _drop_unused(connection)


def _put_in_place(connection: Connection, one: Group, name: str, place: str) -> None:
    record = connection.execute(select(comparisons.c.comparison).where(comparisons.c.digest == name)).scalar_one()
    comparison, readings = decode(Comparison, record), _readings(connection, one)
    story = comparison.story
    told = sorted(day for reading in readings if (day := in_order(reading.article)[0]) != UNDATED)
    connection.execute(insert(stories).values(
        id=one.id, topic=one.topic, title=story.title, place=place, digest=name,
        first_day=told[0] if told else None, last_day=told[-1] if told else None,
        articles=len(one.articles), outlets=story.outlets, origins_low=story.origins.low,
        origins_high=story.origins.high, disagreements=len(comparison.disagreements),
    ))  # fmt: skip
    connection.execute(insert(members), [{"article": article, "story": one.id} for article in one.articles])
    index_story(connection, comparison, readings)


def _drop(connection: Connection, gone: Sequence[str]) -> None:
    for some in batches(gone):
        for table, column in OF_A_STORY:
            connection.execute(delete(table).where(column.in_(some)))


def _drop_unused(connection: Connection) -> None:
    connection.execute(delete(comparisons).where(comparisons.c.digest.not_in(select(stories.c.digest))))
