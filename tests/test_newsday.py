"""Generated days of news: as many articles as asked for, the same each time, in known stories and copies."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))

import newsday

from wellsourced.acquire.jsonl import HINTS


@pytest.fixture(scope="module")
def articles():
    return [json.loads(line) for line in newsday.lines(1200)]


def test_as_many_as_asked_for_and_the_same_each_time(articles):
    assert len(articles) == 1200
    assert [json.loads(line) for line in newsday.lines(1200)] == articles
    assert [json.loads(line) for line in newsday.lines(3, seed=1)] != [json.loads(line) for line in newsday.lines(3)]


def test_each_is_an_article_as_it_is_read(articles):
    assert all({"text", "title", "outlet", "url"} <= set(article) for article in articles)
    assert all(isinstance(article[name], str) for article in articles for name in HINTS if name in article)
    assert len({article["url"] for article in articles}) == len(articles)
    lengths = [len(article["text"].split()) for article in articles]
    assert min(lengths) > 60
    assert max(lengths) < 800
    assert 230 < sum(lengths) / len(lengths) < 300


def test_most_articles_stand_alone(articles):
    stories = Counter(article["story"] for article in articles)
    assert sum(size for size in stories.values() if size == 1) == round(newsday.ALONE * len(articles))
    assert 5 < max(stories.values()) <= newsday.LARGEST


def test_copies_share_the_words_of_their_report_and_others_do_not(articles):
    def runs(article):
        words = article["text"].split()
        return {tuple(words[n : n + 8]) for n in range(len(words) - 7)}

    report, copies = max(
        Counter(article["report"] for article in articles if article["report"]).items(), key=lambda item: item[1]
    )
    carried = [runs(article) for article in articles if article["report"] == report]
    assert copies > 3
    assert all(len(one & carried[0]) > 30 for one in carried)
    apart = list({a["outlet"]: a for a in articles if a["report"] is None}.values())[:60]
    apart = [runs(article) for article in {a["story"]: a for a in apart}.values()]
    # two foot lines may be the same
    assert all(len(one & other) < 16 for n, one in enumerate(apart) for other in apart[:n])


def test_a_story_has_its_people_and_places():
    rng = newsday.random.Random(1)
    event = newsday.make_event(rng, 0, newsday.START)
    told = [newsday.write_report(rng, event, "Alder Post") for _ in range(6)]
    for report in told:
        text = " ".join(report.paragraphs)
        assert any(town in text for town in event.towns)
        assert any(last in text for _, last, _ in event.people)
