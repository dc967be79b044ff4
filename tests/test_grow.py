"""Coverages with known lineage: what is grown is what is known of it."""

import datetime
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))

import grow
from lineage import STEPS, judge

from wellsourced.compare.lineage import infer_lineage
from wellsourced.compare.passages import find_passages
from wellsourced.read.credits import find_credits
from wellsourced.records import Reading

DAY = datetime.date(2031, 3, 5)  # a Wednesday
EDITS = [  # (edit, words, what they become; None: the edit does not fit)
    (grow.make_date, "The weir broke on Monday.", "The weir broke on March 3."),
    (grow.make_date, "It will open on Friday.", "It will open on March 7."),
    (grow.make_date, "The weir broke.", None),
    (grow.make_date, '"We met on Monday," she said.', None),
    (grow.drop_day, "The weir broke on Monday morning, she said.", "The weir broke, she said."),
    (grow.move_attribution, "The weir broke, the county said.", "The county said the weir broke."),
    (grow.move_attribution, "Orla Venn, the warden, broke down, the county said.",
     "The county said Orla Venn, the warden, broke down."),
    (grow.move_attribution, '"It broke," Orla Venn said.', 'Orla Venn said: "It broke."'),
    (grow.front_time, "The old weir of Tarn gave way at last after it had rained for days.",
     "After it had rained for days, the old weir of Tarn gave way at last."),
    (grow.split_sentence, "The weir broke, and the mill stood in water.", "The weir broke. The mill stood in water."),
    (grow.split_sentence, "The weir broke.", None),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "words", "expected"), EDITS)
def test_edits(edit, words, expected):
    made = edit(random.Random(1), words, DAY)
    if expected is None:
        assert made is None
    else:
        # "split": the article may stand before any name
        assert made.replace("The the", "The") == expected


@pytest.fixture(scope="module")
def coverages():
    return [grow.grow(number) for number in range(13)]


def test_a_number_names_a_coverage(coverages):
    assert grow.grow(3) == coverages[3]


def test_what_is_known_holds_together(coverages):
    for coverage in coverages:
        assert len(coverage.articles) >= 1
        assert {article.id for article in coverage.articles} == set(coverage.texts)
        for text in coverage.tree.values():
            assert all(parent in coverage.tree for parent in text.parents)
            assert text.name not in coverage.ancestors(text)
            assert text.roots == frozenset().union(*(coverage.tree[p].roots for p in text.parents)) | (
                text.roots if not text.parents else frozenset()
            )
        for article in coverage.articles:
            for block in article.blocks:
                assert article.text[block.start : block.end].strip()


def test_there_are_deleted_sources_splices_retellings_and_two_origins():
    many = [grow.grow(number) for number in range(65)]
    texts = [text for coverage in many for text in coverage.texts.values()]
    gone = [name for coverage in many for name in set(coverage.tree) - {t.name for t in coverage.texts.values()}]
    inner = [t for coverage in many for t in coverage.tree.values() if any(t.name in o.parents for o in coverage.tree.values())]  # noqa: E501  # fmt: skip
    assert 0.35 < len(gone) / len(inner) < 0.65
    assert any(len(text.parents) > 1 for text in texts)
    assert any(text.retold for text in texts)
    assert any(len(frozenset().union(*(t.roots for t in c.texts.values()))) > 1 for c in many)


def test_no_pair_of_one_origin_is_told_apart_and_directions_are_right(coverages):
    """Without the language model, so with the credits of lines around the text and of its own words only."""
    said = []
    for coverage in coverages:
        readings = [Reading(article, credits=find_credits(article, ())) for article in coverage.articles]
        said += judge(coverage, infer_lineage(readings, find_passages(coverage.articles)))
    assert not [one for one in said if one.truth != "apart" and one.said == "apart"]
    told = [one for one in said if one.said in ("descends", "reversed") and one.evidence >= STEPS[-2][1]]
    assert sum(one.truth == one.said for one in told) / len(told) >= 0.9
