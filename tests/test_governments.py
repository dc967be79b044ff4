"""Capitals that stand for governments, told by the sentence."""

import re
from pathlib import Path

import pytest

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.records import Article, Block, make_id

LINES = (Path(__file__).parent / "cases" / "governments.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("marked", "use"), CASES)
def test_the_sentence_tells_a_government_from_a_town(marked: str, use: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    article = Article(make_id("a", text), "case", text, (Block("paragraph", 0, len(text)),))
    mentions, _ = find_mentions(article, parse_article(article, load_model()))
    one = next(mention for mention in mentions if mention.span.start <= marked.index("[") < mention.span.end)
    assert ("government" if one.stands_for else "place") == use
