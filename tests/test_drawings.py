"""The drawings: well-formed, escaped, the same each time, and laid out so that nothing covers another."""

from __future__ import annotations

import datetime
import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from wellsourced.tell.drawings import (
    Arrow,
    Box,
    Mark,
    Place,
    Row,
    Stand,
    draw_lineage,
    draw_map,
    draw_positions,
    draw_timeline,
)
from wellsourced.tell.drawings.land import Window, borders_in, countries_in, land_in
from wellsourced.tell.drawings.scale import Scale, find_window

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
    count = draw(st.integers(2, 60))
    boxes = [Box(f"n{n}", draw(KINDS), "word " * draw(st.integers(1, 9)), "note" * n, n % 3 == 0) for n in range(count)]
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=160))
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


def test_a_large_drawing_leaves_out_what_other_arrows_tell():
    boxes, arrows = agency(20)
    arrows += [Arrow("a0", f"a{n}", "copies", 0.9, "", f"#f{n}") for n in range(1, 20)]
    tree = parsed(draw_lineage("d", boxes, arrows))
    flows = [a.get("href") for a in tree.iter(f"{SVG}a") if a.get("class") == "flow"]
    assert flows == ["#e0", "#f1"]
    assert "Not drawn, as others lead there or are stronger: 19 arrows." in tree.find(f"{SVG}svg/{SVG}desc").text


# ---- timeline ---------------------------------------------------------------------------------


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def marks(text):
    """Lines "first..last label"; a single day, or a side left empty, as in the records."""
    found = []
    for line in text.strip().splitlines():
        days, label = line.strip().split(" ", 1)
        first, _, last = days.partition("..")
        planned = label.startswith("planned ")
        found.append(Mark(day(first), day(last) if ".." in days else day(first), label, f"#{label}", planned))
    return found


WEEK = """
    2024-05-01 one
    2024-05-03 two
    2024-05-03 planned three
    2024-05-02..2024-05-05 four
    ..2024-05-02 five
    2024-05-04.. six
    2020-01-01..2020-12-31 seven
"""


def test_points_bars_and_what_lies_beyond():
    tree = parsed(draw_timeline("d", marks(WEEK)))
    hrefs = [a.get("href") for a in tree.iter(f"{SVG}a")]
    assert hrefs == ["#one", "#two", "#planned three", "#five", "#six", "#four"]
    assert [c.get("class") for c in tree.iter(f"{SVG}circle")] == ["dot", "dot", "dot planned"]
    assert "← 1 earlier" in [text.text for text in tree.iter(f"{SVG}text")]
    told = tree.find(f"{SVG}svg/{SVG}desc").text
    assert told.startswith("An axis from 1 May 2024 to 5 May 2024. Set on a day: 1 May 2024, 1; 3 May 2024, 2.")


def test_the_axis_is_to_scale():
    tree = parsed(draw_timeline("d", marks("2024-05-01 a\n2024-05-02 b\n2024-05-05 c")))
    a, b, c = (float(circle.get("cx")) for circle in tree.iter(f"{SVG}circle"))
    assert c - b == pytest.approx(3 * (b - a), abs=0.2)


def test_a_timeline_needs_two_days():
    assert draw_timeline("d", marks("2024-05-01 a\n2024-05-01 b\n2024-05-01..2024-06-01 c")) == ""


@pytest.mark.parametrize(
    ("days", "window"),
    [
        ("2024-05-01 2024-05-02 2024-06-01", "2024-05-01 2024-06-01"),  # few days are shown whole
        ("1990-01-01 2024-05-01 2024-05-02 2024-05-03 2024-05-09", "2024-05-01 2024-05-09"),
        ("2001-01-01 2009-01-01 2016-01-01 2024-01-01", "2001-01-01 2024-01-01"),  # evenly over years
    ],
)
def test_window(days, window):
    assert find_window([day(one) for one in days.split()]) == tuple(day(one) for one in window.split())


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2024-12-30", "2025-01-02", "30 Dec 2024|31|1 Jan 2025|2"),
        ("2024-05-01", "2024-05-15", "1 May 2024|3|5|7|9|11|13|15"),
        ("2024-01-20", "2024-12-10", "Feb 2024|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
        ("1995-03-01", "2024-12-10", "1996|2000|2004|2008|2012|2016|2020|2024"),
    ],
)
def test_ticks(first, last, labels):
    assert "|".join(label for _, label in Scale(day(first), day(last), 0, 800).ticks(12)) == labels


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS, st.text(max_size=30), st.booleans()), max_size=40))
def test_any_timeline_is_drawn_within_its_bounds(found):
    whole = [Mark(a, b, label, "#x", planned) for a, b, label, planned in found if not (a and b and b < a)]
    drawing = draw_timeline("d", whole, whole)
    assert drawing == draw_timeline("d", whole, whole)
    for shape in parsed(drawing).iter(f"{SVG}rect") if drawing else ():
        if "span" in shape.get("class", ""):
            assert -1 <= float(shape.get("x")) <= float(shape.get("x")) + float(shape.get("width")) <= 855


# ---- map --------------------------------------------------------------------------------------

PORTS = [
    Place("Rotterdam", 51.92, 4.48, 6, True, "#r", "Netherlands"),
    Place("Antwerp", 51.22, 4.4, 2, True, "#a"),
    Place("Hamburg", 53.55, 9.99, 1, True, "#h"),
]


def points(drawing):
    return {
        a.get("href"): (float(a[1].get("cx")), float(a[1].get("cy")), float(a[1].get("r")))
        for a in parsed(drawing).iter(f"{SVG}a")
    }


def test_a_map_points_the_right_way():
    found = points(draw_map("m", PORTS))
    assert found["#r"][0] < found["#h"][0]  # west of
    assert found["#h"][1] < found["#r"][1] < found["#a"][1]  # north of
    assert found["#r"][2] > found["#a"][2] > found["#h"][2]  # named more often


def test_a_map_is_true_to_scale():
    (x1, y1, _), (x2, y2, _) = (points(draw_map("m", PORTS))[one] for one in ("#r", "#h"))
    tree = parsed(draw_map("m", PORTS))
    bar = next(path.get("d") for path in tree.iter(f"{SVG}path") if path.get("class") == "scale-bar")
    kilometres = next(int(t.text.split()[0]) for t in tree.iter(f"{SVG}text") if (t.text or "").endswith(" km"))
    pixels = float(re.search(r"h([\d.]+)", bar)[1])
    assert ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 * kilometres / pixels == pytest.approx(413, rel=0.02)


def test_one_that_is_not_certain_is_a_ring_and_does_not_stretch_the_map():
    unsure = [Place("Paris", 48.85, 2.35, 1, False, "#p"), Place("Moscow", 55.75, 37.62, 1, False, "#m")]
    drawing = draw_map("m", [*PORTS, *unsure])
    assert list(points(drawing)) == ["#r", "#a", "#h"]
    near = draw_map("m", [*PORTS, Place("Bremen", 53.08, 8.8, 1, False, "#b")])
    assert "Bremen?" in near
    assert "Bremen, named once, not certain which" in near
    assert draw_map("m", unsure) == ""


def test_a_map_over_the_line_where_days_change():
    found = points(
        draw_map("m", [Place("Suva", -18.14, 178.44, 1, True, "#s"), Place("Apia", -13.83, -171.77, 1, True, "#a")])
    )
    assert 0 < found["#s"][0] < found["#a"][0] < 848


def test_no_places_no_map():
    assert draw_map("m", []) == ""


def test_outlines_are_cut_to_the_window():
    window = Window(3, 50, 11, 55)
    assert all(window.holds(point) for outline in land_in(window) for point in outline)
    assert borders_in(window)
    assert "Netherlands" in [name for _, name in countries_in(window)]
    assert land_in(Window(-30, 10, -28, 12)) == []  # the Atlantic


LATITUDES, LONGITUDES = st.floats(-85, 85), st.floats(-180, 180)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(LATITUDES, LONGITUDES, st.integers(1, 50), st.booleans()), min_size=1, max_size=12))
def test_any_places_are_on_the_map(found):
    places = [Place(f"P{n}", a, b, w, sure, f"#{n}") for n, (a, b, w, sure) in enumerate(found)]
    drawing = draw_map("m", places)
    certain = [place.href for place in places if place.is_certain]
    assert bool(drawing) == bool(certain)
    if not drawing:
        return
    height = float(parsed(drawing)[0].get("height"))
    shown = points(drawing)
    assert all(-1 <= x <= 849 and -1 <= y <= height + 1 for x, y, _ in shown.values())
    assert set(certain) <= set(shown)


# ---- positions --------------------------------------------------------------------------------


def stand(text):
    """ "oppose 2024-05-01", "support 2024-05-01..2024-05-09 x3", "undecided" """
    stance, *rest = text.split()
    days = rest[0] if rest else ""
    first, _, last = days.partition("..")
    outlets = int(rest[1][1:]) if len(rest) > 1 else 1
    return Stand(stance, day(first), day(last or first), f"#{text}", outlets)


def row(text):
    actor, issue, *stands = (part.strip() for part in text.split("|"))
    return Row(actor, issue, tuple(map(stand, stands)))


def test_a_change_of_position_is_drawn_as_one():
    rows = [row("Dorn | a new bridge | oppose 2024-05-01 | support 2024-05-09 x3"), row("Dorn | a toll | undecided")]
    tree = parsed(draw_positions("p", rows))
    labels = [a.get("aria-label") for a in tree.iter(f"{SVG}a")]
    assert labels == [
        "Dorn, a new bridge: against, 1 May 2024",
        "Dorn, a new bridge: for, 9 May 2024, 3 outlets",
        "Dorn, a toll: undecided, day not told",
    ]
    assert sum(line.get("class") == "turn" for line in tree.iter(f"{SVG}line")) == 1
    assert [text.text for text in tree.iter(f"{SVG}text")].count("Dorn") == 1


def test_many_positions_keep_the_changes():
    rows = [row(f"Actor {n} | issue {n} | support 2024-05-0{n % 9 + 1}") for n in range(60)]
    rows.append(row("Dorn | a new bridge | oppose 2024-05-01 | support 2024-05-09"))
    drawing = draw_positions("p", rows)
    assert "a new bridge" in drawing
    assert "37 more in the list below" in drawing


STANCES = st.sampled_from(["support", "oppose", "conditional", "undecided", "something else"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.lists(st.tuples(STANCES, st.none() | DAYS, st.integers(0, 400)),
                                                         min_size=1, max_size=6)), max_size=12))  # fmt: skip
def test_any_positions_are_drawn_and_no_sign_covers_another(found):
    rows = []
    for n, (issue, stands) in enumerate(found):
        made = [Stand(s, d, d and d + datetime.timedelta(span), "#x") for s, d, span in stands]
        rows.append(Row(f"Actor {n // 2}", issue, tuple(made)))
    drawing = draw_positions("p", rows)
    assert drawing == draw_positions("p", rows)
    if rows:
        circles = [(float(c.get("cx")), float(c.get("cy"))) for c in parsed(drawing).iter(f"{SVG}circle")]
        assert all(0 <= x <= 848 for x, _ in circles)
        assert all(abs(a - c) > 15 or abs(b - d) > 15 for (a, b), (c, d) in combinations(circles, 2))
