"""Sets of bearers that refuse to put together what an article, a sentence or a person tells apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from ...names import is_chiefly_place, key
from ...records import Decision
from .bearers import Bearer


class Merger:
    """Disjoint sets of bearers that refuse to put together what an article tells apart."""

    def __init__(self, bearers: Sequence[Bearer], decisions: Sequence[Decision] = ()) -> None:
        self.bearers = bearers
        self.apart: dict[str, set[str]] = defaultdict(set)  # key -> keys that a person keeps apart from it
        for one in decisions:
            if one.verdict != "same":
                left, right = key(one.left), key(one.right or one.left)
                self.apart[left].add(right)
                self.apart[right].add(left)
        self.parent = list(range(len(bearers)))
        self.members = {index: [index] for index in range(len(bearers))}
        self.reasons: dict[int, list[str]] = {index: [] for index in range(len(bearers))}
        self.stated: set[frozenset[str]] = set()  # pairs of keys that an article states to be one

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            index = self.parent[index]
        return index

    def merge(self, a: int, b: int, why: str) -> bool:
        """Put the sets of two bearers together; False where they are told apart."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return True
        if self.told_apart(a, b):
            return False
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.reasons[a] += [*self.reasons.pop(b), why]
        return True

    def told_apart(self, a: int, b: int) -> bool:
        """Whether a person keeps the two apart, or an article uses two different names for them and none says that
        they are one."""
        if self.apart and self._kept_apart(a, b):
            return True
        if self._place_and_person(a, b) or self._man_and_woman(a, b) or self._of_two_countries(a, b):
            return True
        of = defaultdict(list)
        for index in self.members[b]:
            of[self.bearers[index].article].append(self.bearers[index])
        for index in self.members[a]:
            mine = self.bearers[index]
            for other in of.get(mine.article, ()):
                if mine.key != other.key and not self._stated_as_one(a, b, mine, other):
                    return True
        return False

    def _kept_apart(self, a: int, b: int) -> bool:
        theirs = {name for index in self.members[b] for name in self.bearers[index].keys}
        return any(
            self.apart.get(name, set()) & theirs for index in self.members[a] for name in self.bearers[index].keys
        )

    def _place_and_person(self, a: int, b: int) -> bool:
        """Whether sentences use one name as a place and the other as a person."""
        one, two = (sum((self.bearers[i].uses for i in self.members[x]), Counter()) for x in (a, b))
        return any(
            is_chiefly_place(x) and y["person"] > 0 and not is_chiefly_place(y) for x, y in ((one, two), (two, one))
        )

    def _of_two_countries(self, a: int, b: int) -> bool:
        """Whether words beside the names say that one office is one country's and the other another's."""
        one, two = ({o for i in self.members[x] if (o := self.bearers[i].owner)} for x in (a, b))
        return bool(one and two and not one & two)

    def of(self, index: int, what: Literal["roles", "genders"]) -> frozenset[str]:
        """What all bearers of a set are called: their roles or genders."""
        return frozenset().union(*(getattr(self.bearers[i], what) for i in self.members[self.find(index)]))

    def gender(self, index: int) -> str:
        """ "man" or "woman": by titles, else by the pronouns that follow, where three of four agree; "" if unknown."""
        told = self.of(index, "genders")
        if told:
            return next(iter(told)) if len(told) == 1 else ""
        counted = sum((self.bearers[i].pronouns for i in self.members[self.find(index)]), Counter[str]())
        gender = max(sorted(counted), key=lambda one: counted[one], default="")
        return gender if gender and counted[gender] * 4 >= 3 * counted.total() else ""

    def _man_and_woman(self, a: int, b: int) -> bool:
        """Whether titles say that one is a man and the other a woman."""
        one, two = self.of(a, "genders"), self.of(b, "genders")
        return bool(one and two and not one & two)

    def _stated_as_one(self, a: int, b: int, mine: Bearer, other: Bearer) -> bool:
        """Whether aliases lead from one name to the other, directly or over further names of the two sets."""
        names = {self.bearers[i].key for i in (*self.members[a], *self.members[b])}
        reached, todo = {mine.key}, [mine.key]
        while todo:
            name = todo.pop()
            for pair in self.stated:
                if name in pair:
                    todo += [n for n in pair if n not in reached and n in names]
                    reached |= pair & names
        return other.key in reached
