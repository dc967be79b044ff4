"""Readings and identities -> positions: who holds what on which issue, and nothing where nobody says so."""

import datetime
from pathlib import Path

import pytest

from wellsourced.compare.identities import resolve_identities
from wellsourced.compare.positions import _needs, find_positions
from wellsourced.pipeline import read_article
from wellsourced.read.language import load_model
from wellsourced.records import Article, Block, Dated, Interval, Position, Reading

LINES = (Path(__file__).parent / "cases" / "positions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]
DAY = datetime.date(2024, 3, 13)  # a Wednesday


def read(text: str, address: str = "a") -> Reading:
    block = Block("paragraph", 0, len(text))
    article = Article(address, f"{address}.txt", text, (block,), published=Dated(DAY, DAY, "day", "given by the test"))
    return read_article(article, load_model())


def positions_of(*texts: str) -> tuple[Position, ...]:
    readings = [read(text, f"a{i}") for i, text in enumerate(texts)]
    return find_positions(readings, resolve_identities(readings, ()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_positions(row: list[str]) -> None:
    text, holder, *rest = row
    found = [(position.holder_text, position.stance, position.issue) for position in positions_of(text)]
    assert found == ([] if holder == "-" else [(holder, *rest)])


def test_a_holder_is_the_identity_that_bears_the_name() -> None:
    first, second = positions_of(
        "The Harbour Union opposes the sale.", "The Harbour Union said on Tuesday it would welcome the sale."
    )
    assert first.holder is not None
    assert first.holder == second.holder
    assert (first.stance, second.stance) == ("oppose", "support")


def test_a_position_is_dated_by_when_it_was_told() -> None:
    (position,) = positions_of("Arlen Voss opposed the sale on Monday.")
    assert position.when == Interval(datetime.date(2024, 3, 11), datetime.date(2024, 3, 11))
    (position,) = positions_of("Arlen Voss opposes the sale.")
    assert position.when == Interval(DAY, DAY)


def test_every_position_rests_on_a_statement_or_event_of_its_article() -> None:
    for row in ROWS:
        reading = read(row[0])
        known = {record.id for record in (*reading.statements, *reading.events)}
        for position in find_positions([reading], resolve_identities([reading], ())):
            assert position.rests_on in known
            assert reading.article.words(position.span)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("(?:is|was) not the (?:right )?(?:time|way) to", (" not the ",)),
        ("(?:wants?|wanted) (?=talks|cuts?)", ("want", "wanted")),
        ("(?:left (?:it|this)|spoke) (?:up|out)", ("up", "out")),  # a group in a group is left alone
        ("(?:firmly )?against", ("against",)),
        ("for|against", ("",)),
        (r"\w+ for", ("",)),
    ],
)
def test_words_without_which_a_phrase_cannot_match(phrase: str, words: tuple[str, ...]) -> None:
    assert _needs(phrase) == words
