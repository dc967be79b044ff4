"""Readings -> claims: what is put together, and on how many origins it rests at least and at most."""

import itertools

import pytest
from claims_by_hand import Case, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.claims.origins import Rooted, Roots, count_origins
from wellsourced.compare.speakers import Speaker
from wellsourced.compare.units import Unit
from wellsourced.compare.wording import concepts, sentences
from wellsourced.records import Article, Block, Claim, Lineage, Range, Span, make_id

CASES = cases("claims.txt")


def carriers(claim: Claim) -> set[str]:
    return {support.span.article for support in claim.supports}


def words(case: Case, claim: Claim) -> str:
    texts = {reading.article.id: reading.article for reading in case.readings}
    return " / ".join(texts[support.span.article].words(support.span) for support in claim.supports)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_claims(case: Case) -> None:
    claims = case.claims()
    for expected in case.expected:
        first, *rest = (part.strip() for part in expected.split("|"))
        if first == "not together":
            assert not any(all(part in words(case, claim) for part in rest) for claim in claims)
            continue
        origins, status, part = rest
        low, high = map(int, origins.split("-"))
        found = [claim for claim in claims if carriers(claim) == set(first.split()) and part in words(case, claim)]
        assert found, [words(case, claim) for claim in claims]
        assert [(c.origins.low, c.origins.high, c.status) for c in found][:1] == [(low, high, status)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_claim_is_worded_by_an_article(case: Case) -> None:
    for claim in case.claims():
        assert any(claim.text in reading.article.text for reading in case.readings)
        assert claim.origins.low <= claim.origins.high <= len(claim.supports)
        assert claim.origins.high <= max(claim.channels.high, claim.origins.high)
        assert len(carriers(claim)) == 1 or claim.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_of_articles_does_not_matter(case: Case) -> None:
    claims = case.claims()
    for readings in itertools.permutations(case.readings):
        case.readings = list(readings)
        assert case.claims() == claims


def test_no_articles_make_no_claims() -> None:
    assert Case("nothing").claims() == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No siren had sounded", "-siren -sound"),
        ("it never refused to negotiate", "-refus negotiate"),  # two negations
        ("Seventy-one people were killed", "#71 person kill"),
        ("the gates might not hold, but the dam did", "gat -hold dam"),
        ("the strike was called off", "strike cancel"),
        ("a harbour worker's defence", "harbor worker defenc"),
    ],
)
def test_concepts(text: str, expected: str) -> None:
    assert " ".join("-" * c.negated + c.key for c in concepts(text)) == expected


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_concepts_and_sentences_lie_in_their_text(text: str) -> None:
    for concept in concepts(text):
        assert 0 <= concept.start < concept.end <= len(text)
    found = sentences(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


def test_one_origin_by_two_ways_is_one_channel_at_most() -> None:
    """A wire whose own origins are known otherwise in each carrier: who shares its origin for certain may share it."""
    said = [by_hand_unit(outlet) for outlet in ("Tarn Post", "Ullen Mail")]
    rooted = [Rooted(unit, "wire", frozenset({root})) for unit, root in zip(said, ("a", "b"), strict=True)]
    _, channels = count_origins(rooted, Roots(Lineage((), (), (), (), Range(0, 0))))
    assert channels == Range(1, 1)


def by_hand_unit(outlet: str) -> Unit:
    text = "The weir at Tarn held."
    article = Article(make_id("a", text, outlet), outlet, text, (Block("paragraph", 0, len(text)),), outlet=outlet)
    return Unit(article.id, "statement", article, (Span(article.id, 0, len(text)),), (), Speaker("", "", None, False))
