"""Short coverages as newspapers write them: which names of several articles are one, and which stay apart."""

import itertools
from pathlib import Path

import pytest

from wellsourced.compare.identities import resolve_identities
from wellsourced.compare.passages import find_passages
from wellsourced.pipeline import read_article
from wellsourced.read.language import load_model
from wellsourced.records import Article, Block, make_id

CASES = Path(__file__).parent / "cases" / "identities_news.txt"


def coverages():
    """(name, [(outlet, lines)], [forms of one], [two that are apart]) for each coverage of the file."""
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line[3:], [], [], []))
        elif line.startswith("-- "):
            found[-1][1].append((line[3:], []))
        elif line.startswith(("= ", "! ")):
            found[-1][2 if line[0] == "=" else 3].append([form.strip() for form in line[2:].split("|")])
        elif found and found[-1][1] and line.strip():
            found[-1][1][-1][1].append(line)
    return found


def article(outlet, lines):
    text, blocks = "", []
    for number, line in enumerate(lines):
        blocks.append(Block("paragraph" if number else "title", len(text), len(text) + len(line)))
        text += line + "\n"
    return Article(make_id("a", outlet, text), f"{outlet}.txt", text, tuple(blocks), title=lines[0], outlet=outlet)


@pytest.mark.parametrize(("name", "articles", "one", "two"), coverages(), ids=[name for name, *_ in coverages()])
def test_names_of_a_coverage(name, articles, one, two):
    readings = [read_article(article(*written), load_model()) for written in articles]
    of_form = {}
    for identity in resolve_identities(readings, find_passages([reading.article for reading in readings])):
        for form in identity.forms:
            of_form.setdefault(form, set()).add(identity.id)
    apart = [p for forms in one for p in itertools.combinations(forms, 2) if not _share(of_form, *p)]
    assert not apart
    assert not [pair for pair in two if _share(of_form, *pair)]


def _share(of_form, left, right):
    return bool(of_form.get(left, set()) & of_form.get(right, set()))
