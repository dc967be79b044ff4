"""Titles and headings: what they attribute, and to whom; cases as lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.records import Article, Block, Statement

LINES = (Path(__file__).parent / "cases" / "headlines.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def read(headline: str, body: str) -> tuple[Article, tuple[Statement, ...]]:
    text = f"{headline}\n\n{body}"
    blocks = [Block("title", 0, len(headline))]
    if body:
        blocks.append(Block("paragraph", len(headline) + 2, len(text)))
    article = Article("a-1", "case.txt", text, tuple(blocks), title=headline)
    parse = parse_article(article, load_model())
    mentions, _ = find_mentions(article, parse)
    return article, find_statements(article, parse, mentions)


@pytest.mark.parametrize(("headline", "body", "who", "what"), CASES, ids=[case[0] for case in CASES])
def test_headline(headline: str, body: str, who: str, what: str) -> None:
    article, statements = read(headline, body)
    own = [(s.source.text, " … ".join(map(article.words, s.content))) for s in statements if s.place == "heading"]
    below = [(s.source.text, article.words(span)) for s in statements for span in s.headings]
    if what == "-":
        assert not own + below
    elif own:
        assert own == [(who, what)]
    else:
        assert [said for _, said in below] == [what]


def test_a_headline_that_the_text_repeats_is_no_second_statement() -> None:
    article, (statement,) = read(
        "Minister: bridge will reopen by June",
        "The bridge in Corrin would reopen before the end of June, Transport Minister Ana Dorn said.",
    )
    assert (statement.place, statement.source.name) == ("body", "Ana Dorn")
    assert [article.words(span) for span in statement.headings] == ["bridge will reopen by June"]


def test_a_headline_that_the_text_does_not_repeat_is_a_statement_of_the_one_it_means() -> None:
    _, (headline, body) = read(
        "Minister: bridge was never safe", "“I cannot tell you more today,” Transport Minister Ana Dorn said."
    )
    assert (headline.place, headline.source.name, headline.headings) == ("heading", "Ana Dorn", ())
    assert (body.place, body.headings) == ("body", ())


def test_where_two_in_the_text_may_be_meant_none_is_chosen() -> None:
    _, (headline, *_) = read(
        "Minister: bridge was never safe",
        "Transport Minister Ana Dorn said she was sorry. Justice Minister Piet Vell said he was not.",
    )
    assert headline.source.candidates == ("Ana Dorn", "Piet Vell")
