"""Quotation marks: paired, repaired, and never slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.read.statements.quotes import find_quotations

MARKS = "\"“”„‟«»'‘’‚‛‹›"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“A b,” he said. “C d.”", ["“A b,”", "“C d.”"]),
        ("«A b», said Orm, «c d»", ["«A b»", "«c d»"]),
        ("„Es regnet,“ sagte er.", ["„Es regnet,“"]),
        ("”Hej då,” sade hon.", ["”Hej då,”"]),
        ("»So ist es«, sagte er.", ["»So ist es«"]),
        ("''Well,'' he said", ["''Well,''"]),
        ("‘We are the workers’ union,’ he said. ‘No.’", ["‘We are the workers’ union,’", "‘No.’"]),
        ("the workers’ union of ’98 and Bo’s dog", []),
        ("rock 'n' roll in the '90s", []),
        ("He said \"a 'b' c.\"", ["\"a 'b' c.\""]),
        ('"They say, \'It rains,\'" said Orm. "It does."', ["\"They say, 'It rains,'\"", '"It does."']),
        # repaired: closed too early, closed too often, never opened, never closed
        ("“We told them” ‘if you are serious, go’,” he said.", ["“We told them” ‘if you are serious, go’,”"]),
        ('there was no evidence" yet', []),
        ("He said: “It rains and rains.", ["“It rains and rains."]),
    ],
)
def test_quotations_of_a_paragraph(text: str, wanted: list[str]) -> None:
    (found,) = find_quotations([text])
    assert [text[q.start : q.end] for q in found] == wanted


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    first, second = find_quotations(["“A b.", "“C d,” he said."])
    assert not first[0].closed
    assert second[0].resumes
    assert second[0].closed


@given(st.lists(st.text(alphabet=MARKS + "ab s.,\n", max_size=60), max_size=4))
def test_quotations_are_in_order_and_apart(paragraphs: list[str]) -> None:
    for text, found in zip(paragraphs, find_quotations(paragraphs), strict=True):
        at = 0
        for quotation in found:
            assert at <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
            at = quotation.end


@pytest.mark.parametrize("unit", ["“‘", '"', "“", "’", "“a” ", " '", "“a ‘b’ c” 'd "])
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        text, start = unit * count, time.perf_counter()
        find_quotations([text])
        return time.perf_counter() - start

    seconds(1_000)
    # ten times the text takes ten times as long; a hundred times would be the square
    assert seconds(50_000) < 40 * max(seconds(5_000), 0.005)
