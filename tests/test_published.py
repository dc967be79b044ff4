"""The day an article was published, or the bounds that can be proven, with where it comes from."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from wellsourced.acquire.files import find_pages
from wellsourced.read.article import read_page
from wellsourced.read.published import bound_by_story, date_article
from wellsourced.records import Article, Block, Dated, Page, make_id

Day = datetime.date
LINES = (Path(__file__).parent / "cases" / "published.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
SHARED = Path(__file__).parents[2] / "shared" / "coverage"


def article(words: str) -> Article:
    text, blocks = "", []
    for part in words.split("|"):
        start, kind = len(text), "dateline" if part.startswith("[") else "paragraph"
        text += part.strip("[]") + "\n"
        blocks.append(Block(kind, start, len(text) - 1))
    return Article(make_id("a", text), "case", text, tuple(blocks))


def written(dated: Dated) -> str:
    if dated.earliest is None and dated.latest is None:
        return "?"
    return str(dated.earliest) if dated.earliest == dated.latest else f"{dated.earliest or '..'}/{dated.latest or '..'}"


@pytest.mark.parametrize(("page", "words", "days", "how"), CASES)
def test_the_day_or_what_is_proven(page: str, words: str, days: str, how: str) -> None:
    candidates = [tuple(field.split("=", 1)) for field in page.split(" ;; ") if field]
    made = article(words)
    dated = date_article(made, candidates)
    assert written(dated) == days
    assert how in dated.how
    assert all(made.words(span).strip() for span in dated.evidence)


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("The Harbour Packet - Thursday, March 13th, 2025", "2025-03-13"),
        ("Flood | Harbour Packet | 13 March 2025", "2025-03-13"),
        ("What we know of the flood of 13 March 2025", "?"),
        ("Harbour Packet - 31 February 2025", "?"),
    ],
)
def test_a_title_that_holds_a_date_alone_tells_the_day(title: str, days: str) -> None:
    assert written(date_article(replace(article("The roof fell in."), title=title))) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Thursday 14 September 2023. Report: Ana Roth. Picture: the square.|The roof fell in.", "2023-09-14"),
        ("Est. 1884 · Thursday, March 13th, 2025 · 80 pence|The roof fell in.", "2025-03-13"),
        ("14 September 2023 was a dark day for Harrow.|The roof fell in.", "2023-09-14/.."),
        ("The roof fell in.|Visitors since 1999: 40,227", "?"),
        ("The roof fell in. On the 25th the board met.|Copyright 2012 Harrow Post", "?"),
    ],
)
def test_a_date_that_opens_a_line_above_the_text_tells_the_day(words: str, days: str) -> None:
    assert written(date_article(article(words))) == days


STORY = [Day(2024, 6, 3), Day(2024, 6, 4)]


def test_a_story_tells_the_year_of_what_an_undated_article_mentions() -> None:
    undated = article("The strike was called off. Members met on 3 June and will vote on 12 June.")
    assert written(bound_by_story(undated, (), STORY)) == "2024-06-03/2024-06-12"


def test_what_an_article_takes_was_published_before_it() -> None:
    undated = article("The strike was called off, the Herald reported.")
    dated = bound_by_story(undated, [(Day(2024, 6, 4), "it relays the Herald")], STORY)
    assert (written(dated), "it relays the Herald" in dated.how) == ("2024-06-04/..", True)


def test_a_dateline_without_a_year_is_of_the_days_of_its_story() -> None:
    assert written(bound_by_story(article("[PORT HARROW, June 5 –]|The strike is off."), (), STORY)) == "2024-06-05"


def test_a_story_without_dated_articles_proves_nothing() -> None:
    undated = article("The strike was called off.")
    assert bound_by_story(undated, (), ()) == undated.published


def test_a_dated_article_stays_as_it_is() -> None:
    dated = Dated(Day(2024, 6, 4), Day(2024, 6, 4), "day", "given")
    one = Article("a-1", "case", "Off.", (Block("paragraph", 0, 4),), published=dated)
    assert bound_by_story(one, [(Day(2024, 6, 5), "why")], STORY) == dated


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared coverages are not here")
@pytest.mark.parametrize("bundle", ["dam-breach", "iraq-2015", "lab-leak-denial", "port-strike"])
def test_the_coverages_are_dated_right_or_bounded(bundle: str) -> None:
    gold = json.loads((SHARED / bundle / "gold.json").read_text(encoding="utf-8"))
    for one in gold["articles"].values():
        page = next(iter(find_pages([str(SHARED / bundle / one["file"])], None)))
        assert isinstance(page, Page)
        found, facts = read_page(page)
        dated = date_article(found, facts.dates)
        if one["published"]:
            assert written(dated) == one["published"], one["file"]
        else:
            assert dated.earliest is None or str(dated.earliest) <= one["published_before"]
            assert dated.latest is None or str(dated.latest) >= one["published_after"]
            assert dated.earliest is None or dated.earliest != dated.latest
