"""Words of very many articles -> pairs worth comparing."""

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.flow.candidates import CandidateSearch
from wellsourced.flow.fingerprints import RUN, WINDOW, winnow, word_hash, word_hashes


def words(seed: int, count: int) -> list[str]:
    pick = random.Random(seed)
    return [f"w{pick.randrange(5_000)}" for _ in range(count)]


def pairs(articles: list[list[str]], **options: int) -> list[tuple[int, int]]:
    with CandidateSearch() as search:
        search.add(articles[:2])  # in parts, as a corpus comes
        search.add(articles[2:])
        return [(candidate.one, candidate.other) for candidate in search.candidates(**options)]


TEXT = words(1, 120)
CASES = [
    ("a copy", [TEXT, TEXT], [(0, 1)]),
    ("copied in the middle of another text", [TEXT, words(2, 90) + TEXT[30:80] + words(3, 90)], [(0, 1)]),
    ("cut from the bottom", [words(4, 80), TEXT, TEXT[:50]], [(1, 2)]),
    ("every fifteenth word another", [[f"x{k}" if k % 15 == 0 else w for k, w in enumerate(TEXT)], TEXT], [(0, 1)]),
    ("three carriers", [TEXT, TEXT, TEXT[20:]], [(0, 1), (0, 2), (1, 2)]),
    ("the same words in another order", [TEXT, sorted(TEXT)], []),
    ("other texts", [words(seed, 300) for seed in range(5, 12)], []),
    ("no words", [[], [], ["one"], ["one"]], []),
    ("nothing", [], []),
]


@pytest.mark.parametrize(("articles", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_candidates(articles: list[list[str]], expected: list[tuple[int, int]]) -> None:
    assert pairs(articles) == expected


def test_very_many_copies_hang_together_by_the_first() -> None:
    found = pairs([words(9, 50), *[TEXT] * 60], cut=20)
    assert found == [(1, other) for other in range(2, 61)]


def test_the_foot_of_every_page_pairs_none() -> None:
    foot = words(7, 30)
    assert pairs([words(100 + number, 40) + foot for number in range(30)], cut=5, most=20) == []


@given(st.integers(0, 40), st.integers(0, 60), st.integers(0, 60), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_words_running_in_common_always_share_a_fingerprint(at: int, before: int, after: int, seed: int) -> None:
    shared = TEXT[at : at + RUN + WINDOW - 1]
    other = words(seed, before) + shared + words(seed + 1, after)
    _, ours = winnow([word_hashes(TEXT)])
    _, theirs = winnow([word_hashes(other)])
    assert np.intersect1d(ours, theirs).size


@given(st.lists(st.integers(0, 40), max_size=6))
def test_fingerprints_do_not_depend_on_the_articles_beside(sizes: list[int]) -> None:
    articles = [word_hashes(words(seed, size)) for seed, size in enumerate(sizes)]
    numbers, hashes = winnow(articles)
    for number, article in enumerate(articles):
        assert np.array_equal(hashes[numbers == number], winnow([article])[1])


def test_word_hashes_are_the_same_on_every_run() -> None:
    assert word_hash("dam") == 5976015015312233804


def test_nothing_else_loads_the_database() -> None:
    code = "import sys, wellsourced.cli, wellsourced.pipeline; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
