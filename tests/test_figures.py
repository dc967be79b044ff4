"""Figures: every quantity with its bound, unit and what it counts, and none where a number is only a number."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import calls_of

from wellsourced.read.figures import find_figures, find_numbers, find_sums
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The flood killed at least 12, including three children and two nurses.", {1: 0, 2: 0}),
        ("Twenty people were hurt, four of them seriously.", {1: 0}),
        ("Twenty people were hurt. Four of them are in hospital.", {1: 0}),
        ("The boat carried 45 people, 20 of whom drowned.", {1: 0}),
        ("Of the 48 passengers, 12 were children.", {1: 0}),
        ("Five of the nine terminals stood still.", {0: 1}),
        ("A third of the 300 workers stayed away.", {0: 1}),
        ("The storm hit 14 towns and killed 30 people, including 11 in Tarn and 8 in Orvia.", {2: 1, 3: 1}),
        ("The raid killed 12 guards. The dead included two officers.", {1: 0}),
        ("The plan costs $80 million, including $30 million for roads.", {1: 0}),
        (
            "The plan costs 80 million crowns, of which 50 million comes from the state and 30 million from the town.",
            {1: 0, 2: 0},
        ),
        ("Of the 58 dead, 30 were found inland, 20 at sea and six at home.", {1: 0, 2: 0, 3: 0}),
        ("The boat carried 364 people, 341 of them passengers and 23 crew.", {1: 0}),
        ("The storm hit 14 towns, including 30 people.", {}),
        ("It killed two people, including 30 children.", {}),
        ("The raid killed 12 guards and one driver.", {}),
    ],
)
def test_a_part_names_its_whole(text: str, parts: dict[int, int]) -> None:
    _, found = read(text)
    at = {figure.id: place for place, figure in enumerate(found)}
    assert {at[f.id]: at[f.part_of] for f in found if f.part_of} == parts


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("The body moved 3,450 people: 2,300 to schools and 1,150 to tents.", [(0, (1, 2), True)]),
        ("It killed 6,238 people and injured another 14,933. In all, more than 21,000 were killed or injured.",
         [(2, (0, 1), True)]),
        ("Crews struck 21 farms, 13 in Orvia and eight in Tarn.", [(0, (1, 2), True)]),
        ("The blast caused 140 casualties. It killed 40 and wounded 110.", [(0, (1, 2), False)]),
        ("Thirty boats sank: 14 boats in Tarn and 20 boats in Orvia.", [(0, (1, 2), False)]),
        ("Thirty boats sank: 14 boats in Tarn and 10 boats in Orvia.", [(0, (1, 2), False)]),
        ("Thirty boats sank: 14 boats in Tarn, 10 boats in Orvia.", []),
        ("Thirty boats sank, 14 in Tarn and 10 in Orvia.", []),
        ("In all, 58 people died: 30 on land, 20 at sea and six at home.", [(0, (1, 2, 3), False)]),
        ("The raid killed seven people: five guards and three drivers.", [(0, (1, 2), False)]),
        ("The raid killed seven people: five guards and four men.", []),
        ("The raid killed 31 people: 19 men, eight women and six children.", [(0, (1, 2, 3), False)]),
        ("The count stood at 50 on Monday; another eight died overnight, bringing the total to 58.",
         [(2, (0, 1), True)]),
        ("The count stood at 50 on Monday; another eight died overnight, bringing the total to 59.",
         [(2, (0, 1), False)]),
        ("Three men and two women died on Friday, bringing the toll to 58.", []),
        ("The deal costs 80 million crowns: 50 million from the state and 40 million from the town.",
         [(0, (1, 2), False)]),
        ("The blast caused 140 casualties. A blast in 1990 killed 40 and wounded 110.", []),
        ("Three men came, and two boys and one girl left.", []),
        ("Prices rose 60 per cent in Tarn and 40 per cent in Orvia.", []),
    ],
)  # fmt: skip
def test_sums_among_the_figures_of_an_article(text: str, sums: list[tuple[int, tuple[int, ...], bool]]) -> None:
    article, found = read(text)
    at = {figure.id: place for place, figure in enumerate(found)}
    told = find_sums(article, found)
    assert [(at[s.total], tuple(at[p] for p in s.parts), s.agrees) for s in told] == sums
    assert all(s.why for s in told)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Last year 340 people died in Spain, compared with 290 in 2019.", [2023, 2019]),
        ("Exports rose 12 per cent from 2015.", [None]),
        ("The bank shut 12 of its 94 branches in 2020.", [2020, None]),
        ("The 43 people who died in 2020 were guests.", [2020]),
        ("In 2020 a flood hit the town of 2,300 people.", [None]),
        ("Turnout was 77 per cent, the highest since the war ended in 1948.", [None]),
        ("In 2020, 40 boats sank; in 2021 it was 50 boats.", [2020, 2021]),
        ("The mill sold 40 boats in 2020 and 50 boats in 2021.", [2020, 2021]),
        ("The mill sold more boats than in 2020: 50 boats.", [None]),
    ],
)
def test_when_is_the_figures_own_time(text: str, years: list[int | None]) -> None:
    _, found = read(text)
    assert [f.when.earliest.year if f.when and f.when.earliest else None for f in found] == years


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


ODD = [
    ("1e400 people died.", []), ("There were -3 dead.", []), ("There were −3 dead.", []), ("On 12.12.12 it fell.", []),
    ("1٢3 people died.", []), ("٣٤ people died.", [34]), ("１２ people died.", [12]), ("1\u200b2 people died.", []),
    ("\u202e12 people\u202c died.", []), ("\u200e12 people\u200f died.", [12]), ("²³ people died.", []),
    ("Ⅻ people died.", []), ("½½½ people died.", []), ("nan people and inf people died.", []), ("0x10 died.", []),
    ("In the year 0 he ruled.", []), ("In 9999 he ruled.", []), ("In 999999999999 he ruled.", []),
    ("100.000 people died.", []), ("1.000.000 people died.", []), ("12:99 people died.", []),
    ("two hundred hundred million billion people died.", []), ("3 1/2 tonnes sank.", [3.5]), ("It cost 5€.", [5]),
    ("５０％ of it sank.", [50]), ("9" * 500 + " people died.", []), ("1/0 people died.", []), ("5th people", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), ODD)
def test_odd_numbers_have_their_value_or_are_none(text: str, values: list[float]) -> None:
    assert [figure.low for figure in read(text)[1]] == values


@given(
    st.lists(
        st.sampled_from([*"0123456789 ,.-–%$€٣１²½\u200b\u202e", " people ", " died. ", "million ", "one "]),
        max_size=30,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_figures_inside_it_that_are_numbers(parts: list[str]) -> None:
    article, found = read("".join(parts) + ".")
    for figure in found:
        assert 0 <= figure.span.start < figure.span.end <= len(article.text)
        assert all(value is None or abs(value) <= 10**15 for value in (figure.low, figure.high))
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    assert all(len(one.parts) > 1 for one in find_sums(article, found))


@pytest.mark.parametrize(
    "piece", ["1 ", "1,000 and ", "from 1 to ", "one hundred and ", "in 5 out of ", "$1 ", "9", "½"]
)
def test_numbers_of_an_endless_line_take_linear_time(piece: str) -> None:
    assert calls_of(find_numbers, (piece * 20_000)[:20_000]) < 3 * calls_of(find_numbers, (piece * 10_000)[:10_000])


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
