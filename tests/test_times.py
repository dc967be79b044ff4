"""Time expressions: found where there are any, and resolved to the days they mean, or honestly not."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.read.calendar_days import find_expressions
from wellsourced.read.calendar_meaning import resolve
from wellsourced.read.language import load_model, parse_article
from wellsourced.read.times import find_times
from wellsourced.records import Article, Block, Dated, Interval, make_id

Day = datetime.date
LINES = (Path(__file__).parent / "cases" / "times.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def published(words: str) -> Dated:
    if not words:
        return Dated(None, None, "unknown", "undated")
    first, _, last = words.partition("/")
    return Dated(Day.fromisoformat(first), Day.fromisoformat(last or first), "interval" if last else "day", "given")


def written(earliest: Day | None, latest: Day | None) -> str:
    if earliest is None and latest is None:
        return "?"
    return str(earliest) if earliest == latest else f"{earliest or '..'}/{latest or '..'}"


@pytest.mark.parametrize(("when", "marked", "days"), CASES)
def test_expressions_mean_these_days(when: str, marked: str, days: str) -> None:
    sentence = re.sub(r"[\[\]]", "", marked)
    article = Article(make_id("a", sentence), "case", sentence, (Block("paragraph", 0, len(sentence)),),
                      published=published(when))  # fmt: skip
    found = find_times(article, parse_article(article, load_model()))
    if days == "none":
        assert not found
        return
    start = marked.index("[")
    one = next(time for time in found if time.span.start < marked.index("]") - 1 and time.span.end > start)
    assert written(one.earliest, one.latest) == days
    assert all(other.earliest is None and other.latest is None for other in found if other is not one)
    assert article.words(one.span) == one.text
    assert one.how


@given(st.text(alphabet=st.sampled_from("0123456789 -–/.,'’abMayOctoberMondFridaylastnextweekyearofthe"), max_size=80))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    end = 0
    for found in find_expressions(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end


@given(
    st.sampled_from([e for line in CASES for e in find_expressions(re.sub(r"[\[\]]", "", line[1]))]),
    st.dates(),
    st.sampled_from(["past", "future", None]),
)
def test_any_day_of_writing_gives_an_interval_or_a_reason(expression, day, direction) -> None:
    meaning = resolve(expression, Interval(day, day), direction)
    assert meaning.how
    if meaning.earliest and meaning.latest:
        assert meaning.earliest <= meaning.latest


def test_bounds_of_writing_contain_what_any_day_in_them_would_give() -> None:
    expression = next(find_expressions("on Monday"))
    whole = resolve(expression, Interval(Day(2024, 3, 1), Day(2024, 3, 20)), "past")
    for day in range(1, 21):
        one = resolve(expression, Interval(Day(2024, 3, day), Day(2024, 3, day)), "past")
        assert whole.earliest <= one.earliest <= whole.latest
