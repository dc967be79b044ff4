"""Figures: every quantity with its bound, unit and what it counts, and none where a number is only a number."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.read.figures import find_figures, find_numbers
from wellsourced.read.language import load_model, parse_article
from wellsourced.read.times import find_times
from wellsourced.records import Article, Block, Dated, Day, Figure, Source, Span, Statement, make_id

LINES = (Path(__file__).parent / "cases" / "figures.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple((line + "\t").split("\t")[:2]) for line in LINES if not line.startswith("#")]
DAY = Day(2024, 3, 13)


def read(text: str, statements: tuple[Statement, ...] = ()) -> tuple[Article, tuple[Figure, ...]]:
    article = Article(make_id("a", text), "case", text, (Block("paragraph", 0, len(text)),),
                      published=Dated(DAY, DAY, "day", "given"))  # fmt: skip
    parse = parse_article(article, load_model())
    return article, find_figures(article, parse, find_times(article, parse), statements)


def value(figure: Figure) -> str:
    if figure.low == figure.high:
        return str(figure.low)
    return f"{'' if figure.low is None else figure.low}..{'' if figure.high is None else figure.high}"


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_figures_of_a_sentence(sentence: str, wanted: str) -> None:
    article, found = read(sentence)
    told = [(value(f), f.bound, f.unit or "none", f.counted) for f in found]
    rows = [row.split(";") for row in wanted.split("|") if row]
    assert [row[:2] for row in rows] == [list(one[:2]) for one in told]
    for row, one in zip(rows, told, strict=True):
        assert row[2].endswith("?") or row[2] == one[2]
        assert row[3] in ("?", one[3])
    assert all(value(f).strip(".") and article.words(f.span) for f in found)


def test_a_number_that_only_the_tally_explains_counts_as_the_figure_before_it() -> None:
    _, found = read("The book held 71 names. The ministry's figure at the same hour was 47.")
    assert [(f.low, f.counted) for f in found] == [(71, "names"), (47, "names")]


def test_places_and_times_are_those_of_the_figures_own_clause() -> None:
    _, found = read("Crews hit 13 farms in France and eight in Spain on Sunday, the army said on Monday.")
    assert [f.where for f in found] == [("France",), ("Spain",)]
    assert {(f.when.earliest, f.when.latest) for f in found if f.when} == {(Day(2024, 3, 10), Day(2024, 3, 10))}


def test_whose_is_a_name_in_the_genitive() -> None:
    _, found = read("They praised Lindqvist's 300 workers.")
    assert [f.whose for f in found] == ["Lindqvist"]


def test_a_figure_stands_in_the_innermost_statement() -> None:
    text = "She said that he told her that 40 boats had sunk."
    article, _ = read(text)
    outer, inner = (
        Statement(name, article.id, "indirect", (Span(article.id, start, len(text) - 1),), Source(None, "x", "x"), ())
        for name, start in (("outer", 9), ("inner", 26))
    )
    assert [f.statement for f in read(text, (outer, inner))[1]] == ["inner"]


def test_titles_and_captions_give_no_figures() -> None:
    text = "Blast kills 12\nA blast killed 12 guards."
    article = Article("a-1", "case", text, (Block("title", 0, 14), Block("paragraph", 15, len(text))))
    assert [f.span.start for f in find_figures(article, parse_article(article, load_model()))] == [30]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1e400 people", []), ("-3 dead", []), ("12.12.12", []), ("9" * 50 + " people", []), ("1,2,3,4", []),
        ("seven six", []), ("$1.5bn and 2,300", [1_500_000_000, 2300]), ("a hundred", [100]),
        ("half a million", [500_000]),
        ("two dozen", [24]), ("1.23456789%", [1.234568]), ("2 to 3 million", [2_000_000]),
    ],
)  # fmt: skip
def test_numbers_have_their_value_or_are_none(text: str, values: list[float]) -> None:
    assert [number.low for number in find_numbers(text)] == values


PIECES = [*"0123456789 ,.-–%$£:/'", " to ", " and ", "one", "two", "hundred", " million", "half of ", "km"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_gives_numbers_in_order_inside_it(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert 0 <= number.low <= number.high
        end = number.end


@given(st.integers(0, 999_999_999))
def test_a_number_with_commas_has_its_value(number: int) -> None:
    assert [one.low for one in find_numbers(f"{number:,} boats")] == [number]


def test_letters_that_only_look_like_ascii_are_read_as_what_they_look_like():
    found = [(n.low, n.unit) for n in find_numbers("two thirdſ of the 5 mİllıon, and 20 K")]
    assert found == [(0.6667, "share"), (5_000_000, None), (20, None)]
