"""Who said what, in the manner of many newsrooms: each text with its statements marked in it.

`[content]{speaker>relay}` marks a statement and its chain; `[content]{}` words that may be found or not. A blank line
or a line that begins with "#" parts the texts. A text without marks says nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.records import Article, Block

MARK = re.compile(r"\[(.*?)\]\{(.*?)\}", re.DOTALL)
FILE = Path(__file__).parent / "cases" / "statements_newsroom.txt"
TEXTS = [part.strip() for part in re.split(r"\n\s*\n|(?m:^#.*\n?)", FILE.read_text("utf-8")) if part.strip()]


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


@pytest.mark.parametrize("marked", TEXTS, ids=[MARK.sub(r"\1", text)[:70] for text in TEXTS])
def test_newsroom(marked: str) -> None:
    wanted = {(words(m[1]), m[2]) for m in MARK.finditer(marked) if m[2]}
    allowed = {words(m[1]) for m in MARK.finditer(marked) if not m[2]}
    text = MARK.sub(r"\1", marked)
    blocks = tuple(Block("paragraph", *match.span()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text))
    article = Article("a-1", "case.txt", text, blocks)
    parse = parse_article(article, load_model())
    mentions, _ = find_mentions(article, parse)
    statements = find_statements(article, parse, mentions, attitudes=False)
    outer = {statement.within for statement in statements}
    found = {
        (words(" ".join(article.words(span) for span in s.content)), ">".join(link.name for link in s.chain)): s.id
        for s in statements
    }
    assert wanted <= set(found), found
    extra = {key for key, own in found.items() if key not in wanted and key[0] not in allowed and own not in outer}
    assert not extra
