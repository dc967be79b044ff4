"""Time expressions: found where there are any, and resolved to the days they mean, or honestly not."""

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from times_by_case import Case, article_of, dated_outcomes, read_cases, wrong
from work import calls_of

from wellsourced.read.calendar_days import OPENING, PATTERN, Expression, find_expressions
from wellsourced.read.calendar_meaning import resolve, resolve_beside
from wellsourced.read.language import load_model, parse_article
from wellsourced.read.published import date_article
from wellsourced.read.times import find_times
from wellsourced.records import Article, Block, Interval

CASES = read_cases("times.tsv", "times_news.tsv", "times_more.tsv", "times_third.tsv")
MET = [case for case in CASES if not case.known]


@pytest.mark.parametrize("case", MET, ids=lambda case: case.marked)
def test_expressions_mean_these_days(case: Case) -> None:
    assert not wrong(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.known], ids=lambda case: case.marked)
def test_cases_not_met_yet_are_marked_as_long_as_they_are_not(case: Case) -> None:
    assert wrong(case)


def test_nineteen_cases_in_twenty_are_met() -> None:
    assert len(CASES) >= 250
    assert len(MET) / len(CASES) >= 0.95


@pytest.mark.parametrize("case", MET[::5], ids=lambda case: case.marked)
def test_an_expression_is_the_words_it_stands_on_and_tells_how_it_was_understood(case: Case) -> None:
    article = article_of(case.written, case.text)
    for one in find_times(article, parse_article(article, load_model())):
        assert article.words(one.span) == one.text
        assert one.how
        assert (one.earliest is None and one.latest is None) == (one.precision == "unknown")


@pytest.mark.parametrize(
    ("kind", "day"), [("paragraph", "2024-03-18"), ("title", "2024-03-11"), ("caption", "2024-03-11")]
)
def test_the_present_looks_ahead_in_the_text_and_back_in_a_headline(kind: str, day: str) -> None:
    article = article_of("2024-03-13", "Two kings meet on Monday in the palace.")
    article = replace(article, blocks=(Block(kind, 0, len(article.text)),))
    assert [str(time.earliest) for time in find_times(article, parse_article(article, load_model()))] == [day]


def test_a_day_told_from_another_needs_one_close_by() -> None:
    words = "The mill burnt on 4 March.\nNobody was hurt.\nTwo days later it was sold."
    article = article_of("2024-03-13", words)
    starts = [0, *(match.end() for match in re.finditer("\n", words))]
    ends = [*(start - 1 for start in starts[1:]), len(words)]
    article = replace(article, blocks=tuple(map(Block, ["paragraph"] * 3, starts, ends)))
    first, second = find_times(article, parse_article(article, load_model()))
    assert (str(first.earliest), second.earliest) == ("2024-03-04", None)


@given(st.text(alphabet=st.sampled_from("0123456789 -–/.,'’abMayOctoberMondFridaylastnextweekyearofthe"), max_size=80))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    end = 0
    for found in find_expressions(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end


# The words that the pattern is made of, as it writes them and with capitals, and numbers
WORDS = sorted({word for word in re.findall(r"(?<!\\)[A-Za-z]+", PATTERN.pattern) if len(word) > 1})
WORDS += [
    *(word.capitalize() for word in WORDS),
    "a",
    "Q3",
    "of the",
    "3",
    "14th",
    "2024",
    "’90s",
    "1999-2004",
    "5/6/2023",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sampled_from((" ", "-", ", ", " the ", " a ")))
def test_every_expression_begins_with_a_first_word(words: list[str], between: str) -> None:
    text = between.join(words)
    starts = {match.start() for match in OPENING.finditer(text.lower())}
    assert starts >= {at for at in range(len(text)) if PATTERN.match(text, at)}


@given(
    st.sampled_from([e for case in CASES for e in find_expressions(case.text)]),
    st.dates(),
    st.sampled_from(["past", "future", None]),
)
def test_any_day_of_writing_gives_an_interval_or_a_reason(expression, day, direction) -> None:
    meaning = resolve(expression, Interval(day, day), direction)
    assert meaning.how
    if meaning.earliest and meaning.latest:
        assert meaning.earliest <= meaning.latest


@given(st.sampled_from([e for case in CASES for e in find_expressions(case.text) if e.kind == "elsewhere"]), st.dates())
def test_any_day_gives_a_time_told_from_it_or_a_reason(expression: Expression, day: datetime.date) -> None:
    meaning = resolve_beside(expression, Interval(day, day))
    assert meaning.how
    assert (meaning.earliest is None) == (meaning.latest is None)
    assert meaning.earliest is None or meaning.earliest <= meaning.latest


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31", ""])
def test_first_and_last_years_of_the_calendar_give_an_answer_or_none(written: str) -> None:
    for case in CASES[::4]:
        article = article_of(written, case.text)
        for found in find_times(article, parse_article(article, load_model())):
            assert found.how


@pytest.mark.parametrize("piece", ["Monday ", "May 3 ", "yesterday ", "1/2/", "early in ", "between March and ", "9"])
def test_times_of_an_endless_line_take_linear_time(piece: str) -> None:
    def look(text: str) -> None:
        assert sum(1 for _ in find_expressions(text)) >= 0
        date_article(Article("a-1", "case", text, (Block("paragraph", 0, len(text)),), title=text))

    assert calls_of(look, (piece * 20_000)[:20_000]) < 3 * calls_of(look, (piece * 10_000)[:10_000]) + 1_000


Day = datetime.date


def test_bounds_of_writing_contain_what_any_day_in_them_would_give() -> None:
    expression = next(find_expressions("on Monday"))
    whole = resolve(expression, Interval(Day(2024, 3, 1), Day(2024, 3, 20)), "past")
    for day in range(1, 21):
        one = resolve(expression, Interval(Day(2024, 3, day), Day(2024, 3, day)), "past")
        assert whole.earliest <= one.earliest <= whole.latest


def test_nine_days_in_ten_of_events_and_statements_are_right() -> None:
    """Whole readings: `tests/cases/dated*.tsv`, of which `python evaluation/times.py --wrong` prints what is wrong."""
    outcomes = dated_outcomes()
    for kind in ("event", "statement"):
        of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
        found = [outcome for outcome in of_kind if outcome.found is not None]
        assert len(found) >= 0.8 * len(of_kind)
        wrong_ones = [outcome for outcome in found if not outcome.right]
        assert len(wrong_ones) <= 0.1 * len(found), wrong_ones
