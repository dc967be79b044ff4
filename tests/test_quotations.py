"""Stories of plain text -> the quotations that their articles share, and what was done to them."""

from __future__ import annotations

import itertools
import re

import pytest
from plain_stories import Case, plain_stories

from wellsourced.compare.quotations import find_quotations
from wellsourced.compare.quotations.changes import find_changes
from wellsourced.compare.quotations.stretches import _words, spelled
from wellsourced.records import Dossier
from wellsourced.tell.dossier import as_json
from wellsourced.tell.html.page import render

CASES = plain_stories("quotations.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotations(case: Case) -> None:
    comparison = case.compared()
    told = [d for d in comparison.disagreements if d.kind in ("altered quote", "paraphrase stronger")]
    for expected in case.expected:
        kind, _, rest = (part.strip() for part in expected.partition("|"))
        if kind == "one":
            (quotation,) = comparison.quotations
            assert {a for r in quotation.readings for a in r.articles} == {a.id for a in case.articles}
            changes = {change.kind for reading in quotation.readings for change in reading.changes}
            kinds = ["moved attribution"] if rest == "moved attribution" else re.findall(r"changed word|\w+", rest)
            assert changes == set(kinds), quotation
        elif kind == "none":
            assert comparison.quotations == ()
        elif kind == "fair":
            assert told == []
        else:
            assert [d.kind for d in told] == [{"altered": "altered quote", "stronger": "paraphrase stronger"}[kind]]
            assert rest in told[0].why


@pytest.mark.parametrize("case", CASES[:12], ids=lambda case: case.name)
def test_the_order_of_articles_does_not_matter(case: Case) -> None:
    readings, identities = case.readings(), case.compared().identities
    for order in itertools.permutations(readings):
        assert find_quotations(order, identities) == case.compared().quotations


def test_every_reading_points_to_its_words() -> None:
    for case in CASES:
        texts = {article.id: article.text for article in case.articles}
        for quotation in case.compared().quotations:
            assert quotation.readings[0].changes == ()
            for reading in quotation.readings:
                assert {span.article for span in reading.spans} == set(reading.articles)
                assert any(reading.text.startswith(texts[s.article][s.start : s.end][:20]) for s in reading.spans)


def test_an_altered_quotation_is_in_the_dossier_and_on_the_page() -> None:
    case = next(case for case in CASES if case.name == "Another number")
    data = as_json(Dossier(tuple(case.readings()), (case.compared(),)))
    (quotation,) = data["quotations"]  # type: ignore[misc]
    assert [reading["altered"] for reading in quotation["readings"]] == [False, True]
    assert quotation["readings"][1]["changes"] == [{"kind": "number", "left": "twelve", "right": "twenty"}]
    assert "other number: “twelve” is “twenty”" in render(data)


@pytest.mark.parametrize(
    ("left", "right", "kinds"),
    [
        ("the dam will hold", "the dam will hold", ""),
        ("The dam won’t hold", "the dam will not hold", ""),
        ("two thirds of the dam", "2 thirds of the dam", ""),
        ("the dam [at Tarn] held all night", "the dam held all night", "bracket"),
        ("the dam, an old one, held all night", "the dam … held all night", "ellipsis"),
        ("we can not hold the dam all night", "we can hold the dam all night", "negation"),
        ("we can hold 3 dams all night", "we can hold 4 dams all night", "number"),
        ("we may hold the dam all night", "we will hold the dam all night", "modal"),
        ("perhaps it will rain all night", "it will rain all night", "shortened"),
        ("the dam held", "the dam held and held", "shortened"),
    ],
)
def test_changes(left: str, right: str, kinds: str) -> None:
    found = find_changes(tuple(_words(left, "")), tuple(_words(right, "")))
    assert " ".join(change.kind for change in found) == kinds


@pytest.mark.parametrize(
    ("word", "expected"),
    [("colour", "color"), ("four", "four"), ("hour", "hour"), ("wise", "wise"), ("organised", "organized"),
     ("theatre", "theater"), ("there", "there"),
     ("controlled", "controled"), ("acre", "acre")],
)  # fmt: skip
def test_spelling(word: str, expected: str) -> None:
    assert spelled(word) == expected
