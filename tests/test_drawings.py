"""The drawings: well-formed, escaped, the same each time, and laid out so that nothing covers another."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from wellsourced.tell.drawings import Arrow, Box, draw_lineage

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing):
    """The drawing as a tree: it must be well-formed XML by itself."""
    return etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>')


def boxes_of(tree):
    return [
        tuple(float(rect.get(key)) for key in ("x", "y", "width", "height"))
        for rect in tree.iter(f"{SVG}rect")
        if "box" in rect.get("class", "")
    ]


def agency(takers, kind="copies"):
    """One unseen report and so many articles that took from it."""
    boxes = [Box("n", "unseen", "An agency report", "not in this coverage", True, "#n")]
    boxes += [Box(f"a{n}", "article", f"Outlet {n}", "1 May 2024", False, f"#a{n}") for n in range(takers)]
    return boxes, [Arrow("n", f"a{n}", kind, 0.9, "because", f"#e{n}") for n in range(takers)]


def test_every_arrow_leads_to_its_evidence():
    tree = parsed(draw_lineage("d", *agency(3)))
    flows = [a for a in tree.iter(f"{SVG}a") if a.get("class") == "flow"]
    assert [a.get("href") for a in flows] == ["#e0", "#e1", "#e2"]
    assert next(a.get("aria-label") for a in flows) == "Outlet 0 copies An agency report: because"


def test_it_says_in_words_what_it_shows():
    tree = parsed(draw_lineage("d", *agency(3)))
    told = tree.find(f"{SVG}svg/{SVG}desc").text
    assert told == "A drawing of 3 articles and of 1 text or voice behind them. An agency report: behind 3 articles."


def test_nothing_to_draw():
    assert draw_lineage("d", [Box("a", "article", "Only one")], []) == ""


def test_what_is_behind_stands_left_of_what_is_an_article():
    boxes = [Box("u", "unseen", "Behind"), *(Box(i, "article", i) for i in ("root", "child", "taker"))]
    arrows = [Arrow("root", "child", "copies", 1, ""), Arrow("u", "taker", "credits", 0.5, "")]
    tree = parsed(draw_lineage("d", boxes, arrows))
    at = {text.text: float(text.get("x")) for text in tree.iter(f"{SVG}text")}
    assert at["Behind"] < at["root"] == at["taker"] < at["child"]


@pytest.mark.parametrize("takers", [1, 5, 14, 100])
def test_few_and_many(takers):
    drawing = draw_lineage("d", *agency(takers))
    tree = parsed(drawing)
    assert float(tree[0].get("height")) < 1000
    assert all(f"#a{n}" in [a.get("href") for a in tree.iter(f"{SVG}a")] for n in range(takers))


def test_words_are_escaped_and_nothing_is_styled_inline():
    hostile = '"><script>alert(1)</script>\u202e\x00'
    drawing = draw_lineage(
        "d",
        [Box("a", "article", hostile, hostile), Box("b", "unseen", hostile)],
        [Arrow("b", "a", "copies", 1, hostile)],
    )
    assert "<script" not in drawing
    assert "\u202e" not in drawing
    assert "\x00" not in drawing
    assert not re.search(r"\sstyle=|<style|\son\w+=", drawing)
    parsed(drawing)


KINDS = st.sampled_from(["article", "unseen", "document", "speaker"])


@st.composite
def graphs(draw):
    count = draw(st.integers(2, 24))
    boxes = [Box(f"n{n}", draw(KINDS), "word " * draw(st.integers(1, 9)), "note" * n, n % 3 == 0) for n in range(count)]
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    kind = st.sampled_from(["copies", "rewrites", "credits", "quotes"])
    return boxes, [Arrow(f"n{a}", f"n{b}", draw(kind), 0.5, "why") for a, b in pairs]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_any_graph_is_drawn_with_no_box_over_another_and_the_same_twice(graph):
    drawing = draw_lineage("d", *graph)
    assert drawing == draw_lineage("d", *graph)
    tree = parsed(drawing)
    width, height = float(tree[0].get("width")), float(tree[0].get("height"))
    found = boxes_of(tree)
    for x, y, w, h in found:
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(found, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
