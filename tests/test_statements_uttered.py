"""When something was said: cases as lines (day of writing, text with the content in brackets, days)."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.read.times import find_times
from wellsourced.records import UNDATED, Article, Block, Dated, Statement

LINES = (Path(__file__).parent / "cases" / "uttered.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def read(text: str, written: str) -> tuple[Article, tuple[Statement, ...]]:
    day = datetime.date.fromisoformat(written) if written else None
    published = Dated(day, day, "day", "given") if day else UNDATED
    article = Article("a-1", "case.txt", text, (Block("paragraph", 0, len(text)),), published=published)
    parse = parse_article(article, load_model())
    mentions, _ = find_mentions(article, parse)
    return article, find_statements(article, parse, mentions, find_times(article, parse))


@pytest.mark.parametrize(("written", "marked", "days"), CASES, ids=[marked for _, marked, _ in CASES])
def test_when_it_was_uttered(written: str, marked: str, days: str) -> None:
    wanted = re.search(r"\[(.*?)\]", marked)
    assert wanted
    article, statements = read(re.sub(r"[\[\]]", "", marked), written)
    found = {article.words(s.content[0]): s for s in statements}
    assert wanted[1] in found, list(found)
    when = found[wanted[1]].uttered
    told = "-" if when is None else f"{when.earliest}" if when.is_day else f"{when.earliest}/{when.latest}"
    assert told == days


def test_without_times_nothing_is_said_about_when() -> None:
    text = "The mayor said on Monday the ferry would sail again."
    article = Article("a-1", "case.txt", text, (Block("paragraph", 0, len(text)),))
    parse = parse_article(article, load_model())
    assert [s.uttered for s in find_statements(article, parse, ())] == [None]
