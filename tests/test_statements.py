"""Who said what: cases as data (text -> records), and what must hold for any text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.records import Article, Block, Statement

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "statements.jsonl").read_text("utf-8").splitlines()
]
PIECES = ["“", "”", '"', "'", "«", "»", "‘", "’", ":", ",", ".", "\n\n", "said", "told", "according to", "that",
          "he", "Dorn", "the official", "the gates were shut", "denied", "citing", "Reuters", "who",
          "asked", "not"]  # fmt: skip


def read(text: str, outlet: str | None = None, attitudes: bool = True) -> tuple[Article, tuple[Statement, ...]]:
    blocks = tuple(Block("paragraph", *match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text))
    article = Article("a-1", "case.txt", text, blocks, outlet=outlet)
    parse = parse_article(article, load_model())
    mentions, _ = find_mentions(article, parse)
    return article, find_statements(article, parse, mentions, attitudes=attitudes)


def told(article: Article, statement: Statement) -> dict[str, Any]:
    spans = [article.words(span) for span in statement.content]
    return {
        "content": spans[0] if len(spans) == 1 else None,
        "spans": spans,
        "kind": statement.kind,
        "text": statement.source.text,
        "name": statement.source.name,
        "anonymous": statement.source.anonymous,
        "chain": [link.name for link in statement.chain],
        "addressee": statement.addressee,
        "medium": statement.medium,
        "within": statement.within is not None,
        "denied": statement.denied,
        "also": [source.name for source in statement.also],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    article, statements = read(case["text"], case.get("outlet"))
    found = [told(article, statement) for statement in statements]
    wanted = case["found"]
    assert [{k: f[k] for k in w} for w, f in zip(wanted, found, strict=False)] == wanted
    assert len(found) == len(wanted), found


def test_speech_alone_can_be_asked_for() -> None:
    text = "Dorn believed that the gates would hold. Vell said they would not."
    assert [s.manner for s in read(text)[1]] == ["attitude", "speech"]
    assert [s.manner for s in read(text, attitudes=False)[1]] == ["speech"]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Dorn wanted Vell to shut the gates.", "attitude"),
        ("Dorn wants Vell to shut the gates.", "speech"),  # known from what Dorn says
        ("The owners want to leave.", "attitude"),
        ("Dorn wants to leave.", "attitude"),
        ("Dorn would ask Vell to shut the gates.", "attitude"),  # not yet said
        ("The council will discuss the wall.", "attitude"),
        ("The yard has asked for a loan.", "attitude"),
        ("The union opposes the new toll.", "attitude"),
        ("Vell fears that the wall will give way.", "attitude"),
        ("Dorn's fear that the wall would give way grew.", "attitude"),
        ("Dorn's warning that the wall would give way went unheard.", "speech"),
        ("“The wall will give way,” Vell believes.", "speech"),  # quoted words were uttered
        ("The report found that the wall was cracked.", "speech"),  # documents say what they hold
        ("Divers found that the wall was cracked.", "attitude"),
        ("According to Dorn, the wall was cracked.", "speech"),
        ("Dorn denied that the wall was cracked.", "speech"),
    ],
)
def test_manner(text: str, manner: str) -> None:
    assert [s.manner for s in read(text)[1]] == [manner]


def test_an_attitude_is_reported_in_speech_and_passes_nothing_on() -> None:
    _, (outer, inner) = read("Dorn said that Vell wanted to shut the gates.")
    assert (outer.manner, inner.manner, inner.within) == ("speech", "attitude", outer.id)
    assert [link.name for link in inner.chain] == ["Vell", "Dorn"]
    _, found = read("Dorn believes that Vell said the gates were shut.")
    said = next(s for s in found if s.source.name == "Vell")
    assert (said.within, [link.name for link in said.chain]) == (None, ["Vell"])


def test_within_names_a_statement_that_exists_and_holds_it() -> None:
    _, statements = read("The Courier reported that Dorn said Vell had told her that the gates were shut.")
    at = {statement.id: statement for statement in statements}
    for statement in statements:
        if statement.within is not None:
            outer = at[statement.within]
            assert any(o.contains(s) for o in outer.content for s in statement.content)


def test_where_two_fit_none_is_chosen() -> None:
    _, statements = read("Ana Dorn met Piet Vell in the yard. Dorn said the gates were shut.")
    assert [s.source.name for s in statements] == ["Ana Dorn"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_span_lies_in_its_text(pieces: list[str]) -> None:
    article, statements = read(" ".join(pieces))
    ids = {statement.id for statement in statements}
    for statement in statements:
        assert statement.chain or not statement.source.name
        assert statement.within is None or statement.within in ids
        for span in (*statement.content, *statement.cue):
            assert span.end <= len(article.text)
            assert article.words(span).strip()
