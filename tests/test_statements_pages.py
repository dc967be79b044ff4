"""Statements from a page to the reading: block quotes, speech over several paragraphs, odd and hostile texts."""

from __future__ import annotations

import pytest

from wellsourced.pipeline import read_article, read_pages
from wellsourced.read.language import load_model
from wellsourced.read.statements.quotes import find_quotations
from wellsourced.records import Page, Reading

BEFORE = ("<p>The ferry between Corrin and Sedlo was stopped on Sunday after a cable broke in high wind, and several "
          "hundred people had to spend the night in a school hall on the island.</p>")  # fmt: skip
AFTER = ("<p>It is the third time this winter that the line has been shut, and shops on the island have begun to run "
         "short of fresh food and fuel.</p>")  # fmt: skip


def read(body: str) -> Reading:
    page = f"<html><body><article><h1>Ferry stopped</h1>{BEFORE}{body}{AFTER}</article></body></html>"
    (article,), _ = read_pages([Page("https://star.example/ferry", page, "html", date="2024-03-13")])
    return read_article(article, load_model())


def said(reading: Reading) -> list[tuple[str, str, str]]:
    words = reading.article.words
    return [(s.kind, s.source.name, " … ".join(map(words, s.content))) for s in reading.statements]


OLD, WROTE = "The cable was old", "We wrote to the council in 2019"
PAGES = [
    ("a block quote after a colon", f"<p>Oda Renn, the harbour master, wrote:</p><blockquote>{WROTE}.</blockquote>",
     [("direct", "Oda Renn", WROTE)]),
    ("of two paragraphs", f"<p>Oda Renn, the harbour master, wrote:</p><blockquote><p>{OLD}.</p><p>{WROTE}.</p>"
     "</blockquote><p>The operator was silent.</p>", [("direct", "Oda Renn", OLD), ("direct", "Oda Renn", WROTE)]),
    ("with marks", f"<p>In a letter, Oda Renn said:</p><blockquote>“{WROTE}.”</blockquote>",
     [("direct", "Oda Renn", WROTE)]),
    ("with its own reporting words", f"<blockquote>“{WROTE},” said Oda Renn.</blockquote>",
     [("direct", "Oda Renn", WROTE)]),
    ("nobody's block quote", f"<p>The cable broke at noon.</p><blockquote>{WROTE}.</blockquote>", []),
    ("pasted with marks", f"<p>The Corrin Post reported:</p><p>“{OLD}.”</p>", [("direct", "Corrin Post", OLD)]),
    ("pasted without", f"<p>The Corrin Post reported:</p><p>{OLD}.</p>", [("indirect", "Corrin Post", OLD)]),
    ("over three paragraphs", f"<p>“{OLD},” Oda Renn said. “We knew it.</p><p>“{WROTE}.</p><p>“Then it broke.”</p>",
     [("direct", "Oda Renn", words) for words in (OLD, "We knew it", WROTE, "Then it broke")]),
    ("trailing over sentences", "<p>The cable had been inspected in January, the ministry said in a statement. "
     "No fault was found, it said. A new one would be bought, the statement said.</p>",
     [("indirect", "ministry", words) for words in
      ("The cable had been inspected in January", "No fault was found", "A new one would be bought")]),
    ("guillemets", f"<p>«{OLD}», said Oda Renn. «{WROTE}.»</p>",
     [("direct", "Oda Renn", OLD), ("direct", "Oda Renn", WROTE)]),
    ("a mark forgotten", f"<p>“{OLD}, said Oda Renn, the harbour master.</p>", [("direct", "Oda Renn", OLD)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "wanted"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_page(body: str, wanted: list[tuple[str, str, str]]) -> None:
    assert said(read(body)) == wanted


def test_speech_of_several_paragraphs_needs_no_repair_and_a_forgotten_mark_does() -> None:
    assert not read(f"<p>“{OLD},” Oda Renn said. “We knew it.</p><p>“{WROTE}.”</p>").repairs
    (repair,) = read(f"<p>“{OLD}, said Oda Renn, the harbour master.</p>").repairs
    assert repair.why.startswith("opened and never closed")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("The bridge was closed for a week. " * 40, 0),
        ("“We left at night.” " * 60, 0),
        ("“" * 400, 0),
        ('"' * 400, 0),
        ("b” " * 400, 0),
        ("“‘" * 200 + "no" + "’”" * 200, 0),
        ("he said " * 400, 64),
        ("Renn said: " * 200, 200),
        ("a" * 4_000, 0),
    ],
    ids=lambda value: str(value)[:12],
)
def test_odd_texts_get_an_answer(text: str, most: int) -> None:
    assert len(read(f"<p>{text}</p>").statements) <= most


def test_ten_thousand_quotations_in_one_another_are_one() -> None:
    text = "“‘" * 5_000 + "no" + "’”" * 5_000
    ((quotation,),) = find_quotations([text])
    assert (quotation.start, quotation.end) == (0, len(text))
