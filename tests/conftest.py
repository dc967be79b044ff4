"""What the tests of several stages share: the language model, loaded once, and articles built from lines of text."""

from __future__ import annotations

from typing import get_args

import pytest

from wellsourced.records import Article, Block, BlockKind, make_id


@pytest.fixture(scope="session")
def model():
    from wellsourced.read.language import load_model

    return load_model()


KINDS = frozenset(get_args(BlockKind))


def build_article(*blocks: str, outlet: str | None = None, address: str = "case.txt", **facts: object) -> Article:
    """An article of paragraphs, or of blocks whose text begins with their kind and two colons ("byline:: By Orla")."""
    text, found = "", []
    for written in blocks:
        kind, mark, words = written.partition(":: ")
        kind, words = (kind, words) if mark and kind in KINDS else ("paragraph", written)
        text += "\n\n" * bool(text) + words
        found.append(Block(kind, len(text) - len(words), len(text)))  # type: ignore[arg-type]
    return Article(make_id("a", text, outlet or ""), address, text, tuple(found), outlet=outlet, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def article_of():
    return build_article
