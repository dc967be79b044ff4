"""What carriers of a shared text leave out of it. Places are told as article:start-end."""

from __future__ import annotations

import pytest

from wellsourced.compare.omissions import find_omissions
from wellsourced.records import (
    Claim,
    Disagreement,
    Edge,
    Lineage,
    Node,
    Omission,
    Passage,
    Range,
    Rewrite,
    Span,
    Support,
)


def span(place: str) -> Span:
    article, _, stretch = place.partition(":")
    start, end = stretch.split("-")
    return Span(article, int(start), int(end))


def spans(places: str) -> tuple[Span, ...]:
    return tuple(span(place) for place in places.split())


def passage(name: str, places: str) -> Passage:
    return Passage(name, spans(places), 90.0)


def claim(name: str, places: str) -> Claim:
    supports = tuple(Support(one, "wire") for one in spans(places))
    return Claim(name, "statement", name, supports, len(supports), (), Range(1, 1), Range(1, 1), "single origin")


def lineage(*carriers: str, source: str = "wire") -> Lineage:
    nodes = tuple(Node(name, "unseen" if name == "wire" else "article", name) for name in (*carriers, source))
    edges = tuple(Edge(name, source, "copies", 0.9, spans(f"{name}:0-400"), "shared") for name in carriers)
    return Lineage(nodes, edges, (), (), Range(1, 1))


ALL = lineage("a", "b", "c")
PARAGRAPH = passage("p", "a:100-300 b:120-320")
PASSAGES = [
    ("two of three have it", (PARAGRAPH,), (), (), ["c"]),
    ("all have it", (passage("p", "a:100-300 b:120-320 c:90-290"),), (), (), []),
    ("a turn of phrase", (passage("p", "a:100-140 b:120-160"),), (), (), []),
    ("the third has most of it", (PARAGRAPH, passage("q", "a:120-290 c:50-220")), (), (), []),
    ("the third has a scrap of it", (PARAGRAPH, passage("q", "a:100-130 c:50-80")), (), (), ["c"]),
    ("the third tells it in other words", (PARAGRAPH,), (Rewrite("r", (span("b:100-330"), span("c:0-200")), 80),), (),
     []),
    ("the third makes the same claim", (PARAGRAPH,), (), (claim("k", "a:150-200 c:10-60"),), []),
    ("the third makes another claim", (PARAGRAPH,), (), (claim("k", "a:350-400 c:10-60"),), ["c"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "passages", "rewrites", "claims", "expected"), PASSAGES, ids=[c for c, *_ in PASSAGES]
)
def test_paragraphs(case, passages, rewrites, claims, expected) -> None:
    found = find_omissions(passages, rewrites, ALL, claims, ())
    assert [one.article for one in found] == expected
    assert all(one.kind == "passage" and one.origin == "wire" for one in found)


def test_of_two_carriers_either_may_have_added() -> None:
    assert find_omissions((passage("p", "a:0-200 d:0-200"),), (), lineage("a", "b"), (), ()) == ()


def test_the_article_that_others_copy_leaves_nothing_out() -> None:
    copied = lineage("a", "b", source="d")
    assert find_omissions((PARAGRAPH,), (), copied, (), ()) == ()
    found = find_omissions((passage("p", "a:100-300 d:120-320"),), (), copied, (), ())
    assert [one.article for one in found] == ["b"]


def dispute(kind: str) -> Disagreement:
    return Disagreement("d", kind, "who opened the gate", (("said",), ("denied",)), "one denies it")  # type: ignore[arg-type]


def test_a_denial_that_another_carrier_prints() -> None:
    claims = (claim("said", "a:0-50 b:0-50"), claim("denied", "a:60-90"))
    (found,) = find_omissions((), (), ALL, claims, (dispute("denied"),))
    assert (found.kind, found.article, found.spans) == ("denial", "b", (span("a:60-90"),))


def test_the_other_side_and_what_was_never_in_the_shared_text() -> None:
    claims = (claim("said", "a:0-50 b:0-50"), claim("denied", "a:60-90"))
    (found,) = find_omissions((), (), ALL, claims, (dispute("figure"),))
    assert found.kind == "other side"
    apart = (claim("said", "a:0-50"), claim("denied", "b:60-90"))
    assert find_omissions((), (), ALL, apart, (dispute("denied"),)) == ()


def test_a_record_without_words_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="words left out"):
        Omission("passage", "a", (), "wire", "none")
