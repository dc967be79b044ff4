"""Stories of plain text -> the quotations that their articles share, and what was done to them."""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wellsourced.compare.quotations import find_quotations
from wellsourced.compare.quotations.changes import find_changes
from wellsourced.compare.quotations.stretches import _words, spelled
from wellsourced.pipeline import compare_story, read_article
from wellsourced.read.language import load_model
from wellsourced.records import Article, Block, Comparison, Dated, Dossier, Reading
from wellsourced.tell.dossier import as_json
from wellsourced.tell.html.page import render

FILE = Path(__file__).parent / "cases" / "quotations.txt"


@dataclass
class Case:
    name: str
    articles: list[Article] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def readings(self) -> list[Reading]:
        return [read_article(article, load_model()) for article in self.articles]


def story_cases(path: Path) -> list[Case]:
    """Cases of plain text: "# name", then articles headed "== id | outlet | day", then "expect:" lines."""
    found = []
    for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, *lines = part.splitlines()
        case, texts = Case(name), []
        for line in lines:
            if line.startswith("== "):
                texts.append((line[3:], []))
            elif line.startswith("expect:"):
                case.expected.append(line[7:].strip())
            elif line.strip():
                texts[-1][1].append(line)
        case.articles = [article_of(head, "\n\n".join(body)) for head, body in texts]
        found.append(case)
    return found


def article_of(head: str, text: str) -> Article:
    """`head`: id, outlet and day; a first line that begins with "title:" is the headline."""
    address, outlet, day = (part.strip() for part in head.split("|"))
    published = datetime.date.fromisoformat(day)
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        marked = match.group().startswith("title: ")
        blocks.append(Block("title" if marked else "paragraph", match.start() + 7 * marked, match.end()))
    title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    dated = Dated(published, published, "day", "by hand")
    return Article(address, f"{address}.txt", text, tuple(blocks), title, outlet or None, published=dated)


CASES = story_cases(FILE)
COMPARED: dict[str, Comparison] = {}


def compared(case: Case) -> Comparison:
    if case.name not in COMPARED:
        COMPARED[case.name] = compare_story(case.readings())
    return COMPARED[case.name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotations(case: Case) -> None:
    comparison = compared(case)
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
    readings, identities = case.readings(), compared(case).identities
    for order in itertools.permutations(readings):
        assert find_quotations(order, identities) == compared(case).quotations


def test_every_reading_points_to_its_words() -> None:
    for case in CASES:
        texts = {article.id: article.text for article in case.articles}
        for quotation in compared(case).quotations:
            assert quotation.readings[0].changes == ()
            for reading in quotation.readings:
                assert {span.article for span in reading.spans} == set(reading.articles)
                assert any(reading.text.startswith(texts[s.article][s.start : s.end][:20]) for s in reading.spans)


def test_an_altered_quotation_is_in_the_dossier_and_on_the_page() -> None:
    case = next(case for case in CASES if case.name == "Another number")
    data = as_json(Dossier(tuple(case.readings()), (compared(case),)))
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
