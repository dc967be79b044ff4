"""Articles -> marks -> near pairs -> pools: whatever the order, and the same in Python and in SQL."""

import datetime
import json
import random
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.stories import Marked, find_pools, find_words, mark, near_pairs
from wellsourced.compare.stories import find_marks as marks_of_words
from wellsourced.compare.stories.marks import MARKS, WHOLE
from wellsourced.compare.stories.pools import DAYS, MOST, NEAR, NEIGHBOURS
from wellsourced.pipeline import group, group_pool
from wellsourced.records import Article, Block, Dated, make_id

FERRY = (
    "The ferry Sula struck the pier at Halvik on Monday and eleven passengers were hurt, the coast guard said. Its "
    "captain, Jorn Aske, was questioned."
)


def article(text: str, day: int | None = None) -> Article:
    when = None if day is None else datetime.date(2024, 1, 1) + datetime.timedelta(days=day)
    dated = Dated(when, when, "day", "told") if when else Dated(None, None, "unknown", "nothing tells")
    return Article(make_id("a", text, str(day)), "case", text, (Block("paragraph", 0, len(text)),), published=dated)


def find_marks(text: str) -> tuple[tuple[str, int], ...]:
    return marks_of_words(find_words(text))


# ---- marks --------------------------------------------------------------------------------------


def test_names_and_rare_words_are_the_marks_of_a_text() -> None:
    found = dict(find_marks(f"{FERRY} It was in 2024 that it was said that the"))
    heaviest = sorted(found, key=lambda word: (-found[word], word))[:5]
    assert heaviest == ["aske", "halvik", "jorn", "sula", "monday"]
    assert found["sula"] > found["2024"] > found["that"]


def test_marks_are_few_and_weigh_no_more_than_the_whole() -> None:
    many = find_marks(" ".join(f"{FERRY} word{n}x" for n in range(90)))
    assert len(many) == MARKS
    assert list(many) == sorted(many)
    assert sum(weight * weight for _, weight in find_marks(FERRY)) <= WHOLE * WHOLE * 1.01


@pytest.mark.parametrize("text", ["", "…", "1", "the"])
def test_a_text_of_hardly_a_word_has_hardly_a_mark(text: str) -> None:
    assert len(find_marks(text)) <= 1


@pytest.mark.parametrize(
    ("numbers", "more"), [(("1,234", "12"), True), (("12345", "123"), True), (("2019", "1357"), False)]
)
def test_a_long_number_tells_more_than_a_short_one_and_a_year_little(numbers: tuple[str, str], more: bool) -> None:
    found = dict(find_marks(f"There were {numbers[0]} of them and {numbers[1]} left."))
    assert (found[numbers[0]] > found[numbers[1]]) is more


def test_an_article_is_dated_where_its_day_is_known() -> None:
    assert mark(article(FERRY, 5)).day == datetime.date(2024, 1, 6).toordinal()
    assert mark(article(FERRY)).day is None


# ---- near pairs ---------------------------------------------------------------------------------

A_DAY = 700_000


def one(id: str, marks: str, day: int | None = A_DAY, weight: int = 400) -> Marked:
    return Marked(id, day, tuple((word, weight) for word in sorted(marks.split())))


CASES = [  # (case, articles, options, pairs)
    ("a mark in common", [one("a", "x y"), one("b", "x z")], {}, [("a", "b", 160_000)]),
    ("two in common add up", [one("a", "x y"), one("b", "x y")], {}, [("a", "b", 320_000)]),
    ("too little", [one("a", "x", weight=200), one("b", "x", weight=200)], {}, []),
    ("just enough", [one("a", "x", weight=250), one("b", "x")], {}, [("a", "b", 100_000)]),
    ("two months apart", [one("a", "x"), one("b", "x", A_DAY + DAYS)], {}, [("a", "b", 160_000)]),
    ("longer apart", [one("a", "x"), one("b", "x", A_DAY - DAYS - 1)], {}, []),
    ("one without a day", [one("a", "x"), one("b", "x", None)], {}, [("a", "b", 160_000)]),
    ("two without a day", [one("a", "x", None), one("b", "x", None)], {}, [("a", "b", 160_000)]),
    ("a mark of too many", [one(c, "x") for c in "abc"], {"most": 2}, []),
    ("of too many in another period", [one("a", "x"), one("b", "x"), *(one(c, "x", A_DAY + 3 * DAYS) for c in "cde")],
     {"most": 2}, [("a", "b", 160_000)]),
    ("of too many for one without a day", [one("a", "x"), one("b", "x"), one("c", "x", None)],
     {"most": 2}, [("a", "b", 160_000)]),
    ("the nearest only", [one("a", "x y"), one("b", "x y"), one("c", "x")], {"neighbours": 1},
     [("a", "b", 320_000), ("a", "c", 160_000)]),
    ("no marks", [one("a", ""), one("b", "")], {}, []),
    ("nothing", [], {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "options", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_near_pairs(articles: list[Marked], options: dict[str, int], expected: list[tuple[str, str, int]]) -> None:
    assert near_pairs(articles, **options) == near_pairs(articles[::-1], **options) == expected
    assert in_sql(articles, **options) == expected


def in_sql(articles: list[Marked], **options: int) -> list[tuple[str, str, int]]:
    defaults = {"near": NEAR, "days": DAYS, "most": MOST, "neighbours": NEIGHBOURS}
    rows = [(article.id, article.day, word, weight) for article in articles for word, weight in article.marks]
    with duckdb.connect() as database:
        database.execute("CREATE TABLE marks (article VARCHAR, day INTEGER, mark VARCHAR, weight INTEGER)")
        if rows:
            database.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", rows)
        query = files("wellsourced.flow").joinpath("near.sql").read_text(encoding="utf-8")
        return database.execute(query, defaults | options).fetchall()


def generated(seed: int, count: int) -> list[Marked]:
    rng = random.Random(seed)
    words = [f"w{n}" for n in range(60)]
    return [
        Marked(
            f"a{rng.randrange(10**9):09d}",
            rng.choice((None, *(A_DAY + rng.randrange(100) for _ in range(9)))),
            tuple((word, rng.randrange(1, 400)) for word in sorted(rng.sample(words, rng.randrange(24)))),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_same_in_sql_and_in_parts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"near": (10_000, 60_000, 150_000)[seed % 3], "most": (5, 20, 500)[seed // 2], "neighbours": 2 + seed}
    articles = generated(seed, 80)
    found = near_pairs(articles, **options)
    assert found == in_sql(articles, **options)
    monkeypatch.setattr("wellsourced.compare.stories.pools.AT_ONCE", 300)
    assert near_pairs(articles, **options) == found


# ---- pools --------------------------------------------------------------------------------------

POOLS = [  # (case, largest, pairs of a to f, pools)
    ("no more than one pool holds", 6, [], ["abcdef"]),
    ("no pairs", 2, [], ["a", "b", "c", "d", "e", "f"]),
    ("one after the other", 5, ["ab5", "bc4", "de3"], ["abc", "de", "f"]),
    ("the nearest first, until it is full", 3, ["ab5", "cd5", "bc4", "de3", "bf2"], ["abf", "cde"]),
    ("of equals the lower ids first", 2, ["bc5", "ab5", "cd5"], ["ab", "cd", "e", "f"]),
    ("what is refused is no border for others", 3, ["ab9", "cd8", "bd7", "ae1"], ["abe", "cd", "f"]),
]


@pytest.mark.parametrize(("largest", "told", "expected"), [c[1:] for c in POOLS], ids=[c[0] for c in POOLS])
def test_pools(largest: int, told: list[str], expected: list[str]) -> None:
    pairs = [(pair[0], pair[1], int(pair[2])) for pair in told]
    for shuffled in (pairs, pairs[::-1]):
        assert ["".join(pool) for pool in find_pools("fedcba", shuffled, largest)] == expected


@pytest.mark.parametrize(("weight", "found"), [(NEAR, 2), (2 * NEAR, 1)])
def test_a_weak_pair_does_not_join_two_large_neighbourhoods(weight: int, found: int) -> None:
    ids = [f"a{n:02d}" for n in range(68)]
    pairs = [(ids[n], ids[n + 1], weight if n == 33 else 9 * NEAR) for n in range(67)]
    assert len(find_pools([*ids, "b"], pairs, 68)) == found + 1


@given(st.integers(0, 10**6), st.integers(1, 60), st.randoms())
@settings(max_examples=30, deadline=None)
def test_every_article_is_in_one_pool_whatever_the_order(seed: int, largest: int, rng: random.Random) -> None:
    articles = generated(seed, 50)
    pairs = near_pairs(articles)
    found = find_pools([article.id for article in articles], pairs, largest)
    assert sorted(id for pool in found for id in pool) == sorted(article.id for article in articles)
    assert max(map(len, found)) <= max(largest, 1)
    rng.shuffle(articles)
    rng.shuffle(pairs)
    assert find_pools([article.id for article in articles], pairs, largest) == found


def test_stories_of_more_articles_than_a_pool_holds() -> None:
    lines = (Path(__file__).parent / "cases" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    told = [article(json.loads(line)["text"]) for line in lines]
    whole = group(told)
    assert whole == group_pool(told)
    parted = group(told, len(told) - 1)
    assert parted == group(told[::-1], len(told) - 1)
    assert sorted(one.articles for one in parted) == sorted(one.articles for one in whole)
