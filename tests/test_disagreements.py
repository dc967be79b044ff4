"""Claims -> where accounts part, and where they only seem to."""

import itertools

import pytest
from claims_by_hand import Case, cases

from wellsourced.records import Disagreement

CASES = cases("claims_apart.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_disagreements(case: Case) -> None:
    claims, disagreements, compatible = case.compared()
    carriers = {claim.id: {support.span.article for support in claim.supports} for claim in claims}

    def fits(one: Disagreement, kind: str, sides: list[str], why: str) -> bool:
        reached = [set().union(*(carriers[claim] for claim in side)) for side in one.sides]
        return one.kind == kind and why in one.why and [set(side.split()) for side in sides] in (reached, reached[::-1])

    for expected in case.expected:
        kind, *rest = (part.strip() for part in expected.split("|"))
        if kind == "nothing":
            assert disagreements == ()
        elif kind == "compatible":
            assert disagreements == ()
            assert any(rest[0] in one.why for one in compatible), compatible
        else:
            assert [one.kind for one in disagreements] == [kind], disagreements
            assert fits(disagreements[0], kind, rest[:2], rest[2]), (disagreements, carriers)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_disputed_is_no_longer_counted_as_sourced(case: Case) -> None:
    claims, disagreements, _ = case.compared()
    status = {claim.id: claim.status for claim in claims}
    assert [claim.id for claim in claims] == [claim.id for claim in case.claims()]
    for one in disagreements:
        sides = [{status[claim] for claim in side} for side in one.sides]
        if one.kind in ("figure", "denied", "participants", "time", "place"):
            assert set().union(*sides) == {"disputed"}
        elif one.kind == "position changed":
            assert sides[0] <= {"changed", "disputed"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_of_articles_does_not_matter(case: Case) -> None:
    found = case.compared()
    for readings in itertools.permutations(case.readings):
        case.readings = list(readings)
        assert case.compared() == found
