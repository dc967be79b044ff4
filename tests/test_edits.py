"""Words around what two articles have in common: few cells are chained one by one, and give what the table gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.passages import edits
from wellsourced.compare.passages.edits import align_gap, are_spellings, best_prefix
from wellsourced.compare.passages.pairs import Cell, Pair
from wellsourced.compare.passages.words import split_words, weigh_words
from wellsourced.records import Article, Block, make_id

# few words, so that many alignments are as good as each other; spellings, and words written as one or as two
WORDS = st.lists(
    st.sampled_from(
        ["the", "of", "keeper", "keepers", "light", "house", "lighthouse", "gale", "gales", "…", "7", "lamp"]
    ),
    min_size=1,
    max_size=9,
)


def pair(left: list[str], right: list[str]) -> Pair:
    texts = []
    for name, words in (("left", left), ("right", right)):
        text = " ".join(words)
        texts.append(split_words(Article(make_id("a", name), name, text, (Block("paragraph", 0, len(text)),))))
    bits = weigh_words(texts)
    return Pair(texts[0], texts[1], *bits)


def in_words(two: Pair, cells: list[Cell]) -> list[str]:
    return [" ".join(two.left.norms[c.i : c.i_end]) + "=" + " ".join(two.right.norms[c.j : c.j_end]) for c in cells]


@pytest.mark.parametrize(
    ("left", "right", "cells", "why"),
    [
        ("a gale blew", "a gale blew", ["a=a", "gale=gale", "blew=blew"], "all in common"),
        ("the lamp burst", "the old lamp burst", ["the=the", "lamp=lamp", "burst=burst"], "a word put in"),
        ("keeper yelenic said", "keeper yelenich said", ["keeper=keeper", "yelenic=yelenich", "said=said"], "spelling"),
        ("light house keeper", "lighthouse keeper", ["light house=lighthouse", "keeper=keeper"], "written as one"),
        ("lighthouse keeper", "light house keeper", ["lighthouse=light house", "keeper=keeper"], "written as two"),
        ("gale", "lamp", [], "nothing in common"),
    ],
)
def test_words_in_common_between_two_places(left: str, right: str, cells: list[str], why: str) -> None:
    two = pair(left.split(), right.split())
    assert in_words(two, align_gap(two, (0, len(two.left)), (0, len(two.right)))) == cells, why


@given(WORDS, WORDS, st.sampled_from([0.0, 5.0, 20.0]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_windows_alike_and_chained_cells_give_those_of_the_table(
    left: list[str], right: list[str], least: float, turned: bool
) -> None:
    two = pair(left, right)
    rows, columns = range(len(two.left)), range(len(two.right))
    windows = (rows[::-1], columns[::-1]) if turned else (rows, columns)

    def both() -> tuple[list[Cell], list[Cell]]:
        return best_prefix(two, *windows, least), align_gap(two, (0, len(rows)), (0, len(columns)))

    chained = both()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edits, "FEW", -1)
        patch.setattr(edits, "_alike", lambda *windows: [])
        assert both() == chained


@given(st.text("abcdeilz", min_size=1, max_size=9), st.text("abcdeilz", min_size=1, max_size=9))
def test_spellings_differ_in_three_letters_of_ten_at_most(a: str, b: str) -> None:
    edits_of = list(range(len(b) + 1))
    for x, c in enumerate(a, 1):
        row = [x]
        for y, d in enumerate(b, 1):
            row.append(min(row[-1] + 1, edits_of[y] + 1, edits_of[y - 1] + (c != d)))
        edits_of = row
    near = edits_of[-1] <= (1 - edits.SIMILAR) * max(len(a), len(b))
    assert are_spellings(a, b) == (near and min(len(a), len(b)) >= 4 and (a[0] == b[0] or a[-1] == b[-1]))
