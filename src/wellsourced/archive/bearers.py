"""Which identities of several stories are one.

Inside a story identities are told by its articles. Over stories only a name can tell, and it does where it is a
person's full name or holds a word that is no general one: "Transport Ministry" may be any country's and "Venn" anybody,
so these stay with their story. What people decided to be the same, or to part, holds here too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, select, update

from ..countries import known_name
from ..frequency import share
from ..names import key, parts, word_classes
from ..records import Decision, Identity, make_id
from .schema import identities

GENERAL = 1e-5  # of all words of English, from which on a word of a longer name tells no one body: "Supreme Court"
BODIES = ("organisation", "group", "facility")


def stands_alone(identity: Identity) -> bool:
    """Whether a name may be another's in another story.

    >>> stands_alone(Identity("i", "Transport Ministry", "organisation", (), (), ()))
    True
    >>> stands_alone(Identity("i", "Orla Venn", "person", (), (), ()))
    False
    """
    words = parts(identity.name)
    if identity.kind == "person":
        return len(words) < 2 or len(words[0]) < 2
    if known_name(identity.name):
        return False
    classes = word_classes()
    telling = [word for word in words if not classes.get(word) and (len(words) == 1 or share(word) < GENERAL)]
    return identity.kind not in BODIES or not telling


def bearer_key(name: str) -> str:
    """One string for all spellings of a name, and for all names of one that every reader knows."""
    return key(known_name(name) or name)


def person_id(identity: str, kind: str, name: str, alone: bool) -> str:
    """The id over all stories of an identity with a `bearer_key`."""
    return make_id("who", identity) if alone else make_id("who", "body" if kind in BODIES else kind, name)


def assign_people(connection: Connection, decided: Sequence[Decision], touched: Collection[str] = ()) -> None:
    """Make one of those who were decided to be, over all stories. `touched`: names of decisions that no longer hold."""
    roots, parted = _roots(decided)
    wanted = sorted({*roots, *parted, *map(bearer_key, touched)})
    changed = []
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        for row in connection.execute(select(identities).where(identities.c.key.in_(some))):
            alone = row.alone or row.key in parted
            person = person_id(row.id, row.kind, roots.get(row.key, row.key), alone)
            if person != row.person:
                changed.append({"at": row.id, "person": person})
    if changed:
        one = update(identities).where(identities.c.id == bindparam("at")).values(person=bindparam("person"))
        connection.execute(one, changed)


def _roots(decided: Sequence[Decision]) -> tuple[dict[str, str], set[str]]:
    """Each name -> the first of those decided to be the same, and the names that are several bearers'."""
    at: dict[str, set[str]] = {}
    parted = set()
    for one in decided:
        left, right = bearer_key(one.left), bearer_key(one.right)
        if one.verdict == "split" or left == right:
            parted.add(left)
        elif one.verdict == "same":
            both = at.get(left, {left}) | at.get(right, {right})
            at |= dict.fromkeys(both, both)
    return {name: min(names) for name, names in at.items()}, parted
