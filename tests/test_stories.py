"""Articles -> stories: one event together, two events apart, whatever the order."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.stories import group_stories, group_texts
from wellsourced.records import Article, Block, make_id

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
]
STORIES = sorted({case["story"] for case in CASES})


def article(text: str) -> Article:
    return Article(make_id("a", text), "case", text, (Block("paragraph", 0, len(text)),) if text else ())


def texts(*stories: str) -> list[str]:
    return [case["text"] for case in CASES if case["story"] in stories]


@pytest.mark.parametrize("story", STORIES)
def test_the_articles_on_one_event_are_one_story(story: str) -> None:
    assert len(group_stories([article(text) for text in texts(story)])) == 1


def test_look_alike_events_and_another_topic_are_stories_of_their_own() -> None:
    found = group_stories([article(text) for text in texts(*STORIES)])
    assert {frozenset(a.text for a in group) for group in found} == {frozenset(texts(story)) for story in STORIES}


@pytest.mark.parametrize("story", STORIES)
def test_a_stray_article_is_a_story_of_its_own(story: str) -> None:
    for other in STORIES:
        if other != story:
            groups = group_texts([*texts(story), texts(other)[0]])
            assert [len(group) for group in groups] == [len(texts(story)), 1], other


@given(st.permutations([case["text"] for case in CASES]))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_articles_does_not_matter(shuffled: list[str]) -> None:
    assert group_stories([article(t) for t in shuffled]) == group_stories([article(t) for t in texts(*STORIES)])


def test_articles_without_words_are_each_a_story() -> None:
    blank = Article("a-1", "blank", "…", (Block("paragraph", 0, 1),))
    assert group_stories([blank, Article("a-2", "empty", "", ())]) == ((blank,), (Article("a-2", "empty", "", ()),))


def test_no_article_no_story() -> None:
    assert group_stories([]) == ()


def test_furniture_takes_no_part() -> None:
    menu = "Saint Berta Ostra Hallin Noord Lines Ludo Verner rudder coast guard ferry passengers"
    text = f"{menu}\n{texts('budget')[0]}"
    about = Article(
        "a-menu", "case", text, (Block("navigation", 0, len(menu)), Block("paragraph", len(menu) + 1, len(text)))
    )
    assert len(group_stories([about, *(article(t) for t in texts("ferry Ostra"))])) == 2
