"""Quotation marks: paired, repaired, and never slow."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.statements import find_repairs, quotes
from wellsourced.read.statements.paragraphs import split_paragraphs
from wellsourced.read.statements.quotes import find_quotations
from wellsourced.records import Article, Block

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
        ("“It rains. “It pours,” he said. “Go.”", ["“It rains. “It pours,”", "“Go.”"]),
        ("“It rains, said Orm. “It pours.”", ["“It rains,", "“It pours.”"]),
        ("He said: “The “iron law” went on and on.", ["“The “iron law” went on and on."]),
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


def article(*paragraphs: str) -> Article:
    text, blocks = "\n\n".join(paragraphs), []
    for paragraph in paragraphs:
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Block("paragraph", start, start + len(paragraph)))
    return Article("a-1", "case.txt", text, tuple(blocks))


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        (["“A b,” he said. ‘C d’, the workers’ union said."], []),
        (["He said: “It rains and rains.", "The sun shone."], ["“ opened and never closed: taken to end"]),
        (["“It rains and rains.", "“It pours,” he said."], []),  # the convention for speech of several paragraphs
        (['there was no evidence" yet, he said.'], ['" closed and never opened: left alone']),
        (["“We told them” ‘if you are serious, go’,” he said."], ["” closed a second time: taken to go on to here"]),
        (["“A “b c,” he said."], ["“ opened twice and closed once: taken for one quotation"]),
        (["He said: “A “b” c d."], ["“ opened and never closed: taken to end"]),
        (["“It rains, said Orm."], ["“ opened and never closed: taken to end before the words"]),
        (["The end of the line “."], ["“ opened and never closed: left alone"]),
        (["It was 5' 2\" tall."], ['" closed and never opened: left alone']),
    ],
)
def test_repairs_are_told(paragraphs: list[str], wanted: list[str]) -> None:
    found = article(*paragraphs)
    told = [f"{found.words(repair.span)} {repair.why}" for repair in find_repairs(found)]
    assert [t[: len(w)] for t, w in zip(told, wanted, strict=True)] == wanted


def test_a_quotation_longer_than_what_is_parsed_at_once_is_one() -> None:
    long = "“" + "The water rose and nobody came. " * 200 + "We left,” said Oda Renn."
    found = article(long)
    pieces = split_paragraphs(found, parse_article(found, load_model()))
    assert len(pieces) == 3
    first, _, last = (piece.quotations for piece in pieces)
    assert [(q.opened, q.closed, q.resumes) for q in (*first, *last)] == [(True, False, False), (False, True, True)]
    assert last[0].end == len(pieces[-1].text) - len(" said Oda Renn.")
    assert not find_repairs(found)


@given(st.lists(st.text(alphabet=MARKS + "ab s.,\n", max_size=60), max_size=4))
def test_quotations_are_in_order_and_apart(paragraphs: list[str]) -> None:
    for text, found in zip(paragraphs, find_quotations(paragraphs), strict=True):
        at = 0
        for quotation in found:
            assert at <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
            at = quotation.end


class Watched(str):
    """A text that counts the characters that are cut out of it."""

    cut = 0

    def __getitem__(self, at: SupportsIndex | slice) -> str:
        piece = super().__getitem__(at)
        self.cut += len(piece)
        return piece


def work(text: str) -> int:
    """The lines of the program run through to find a text's quotations, and the characters looked at one by one."""
    lines = 0

    def count(frame: FrameType, event: str, _: object) -> Callable[..., object]:
        nonlocal lines
        lines += event == "line" and frame.f_code.co_filename == quotes.__file__
        return count

    watched, before = Watched(text), sys.gettrace()
    sys.settrace(count)
    try:
        find_quotations([watched])
    finally:
        sys.settrace(before)
    return lines + watched.cut


@pytest.mark.parametrize("unit", ["“‘", '"', "“", "’", "“a” ", " '", "“a ‘b’ c” 'd ", "b” "])
def test_work_is_linear(unit: str) -> None:
    # ten times the text takes ten times the work; a hundred times would be the square
    assert work(unit * 1_000) < 11 * work(unit * 100) + 100
