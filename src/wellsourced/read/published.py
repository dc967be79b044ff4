"""When an article was published: the day where the page tells it, else the bounds that its content proves.

1. Metadata of the page, and the date given with it (JSON Lines). The calendar day is the one written there, in the
   page's own time zone.
2. A date line above the text.
3. The address, where it holds a day (/2015/10/05/).
4. The agency's dateline. It has no year: the year is the only one near those the text mentions in which the weekday
   named in the text falls on that day or on the day before.
5. Bounds: the last day mentioned as past, the first mentioned as still to come, where the text tells their year.
6. Bounds that the story gives (`bound_by_story`): what an article takes from another was published after it.

Sources that contradict each other are told in `how`; the first in this order decides.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import BODY, UNDATED, Article, Dated, Day, Interval, Span
from .calendar_days import MONTHS, UNTIL, WEEKDAYS, Expression, find_expressions, month_number, resolve

ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<![\d/.])(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
IN_ADDRESS_NAMED = re.compile(rf"/((?:19|20)\d\d)/({'|'.join(month[:3] for month in MONTHS)})[a-z]*/(\d{{1,2}})/", re.I)
YEAR = re.compile(r"(?<![\d,.-])((?:19|20)\d\d)(?![\d,]|[.]\d)")
WEEKDAY = re.compile(rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b")
FUTURE_VERB = re.compile(r"\b(?:will|due to|expected to|scheduled|plans? to|to be held|upcoming|until|till|by)\b", re.I)
YEARS_ON = 2  # years after the last one mentioned in which an agency's dateline may lie


def date_article(article: Article, candidates: Sequence[tuple[str, str]] = ()) -> Dated:
    """When an article was published, from what its page says ((where, words), most trusted first) and its text."""
    days = [(where, day) for where, words in candidates if (day := _day_in(where, words)) is not None]
    if days:
        where, day = days[0]
        others = sorted({other.isoformat() for _, other in days if other != day})
        contradicted = f"; elsewhere the page says {', '.join(others)}" if others else ""
        return Dated(day, day, "day", f"{where}{contradicted}", _evidence(article, candidates, where))
    return _by_dateline(article) or _by_content(article)


def _day_in(where: str, words: str) -> Day | None:
    """The one day that a date field, a date line or an address holds; None where it holds none or several."""
    if where == "the address":
        return _first_of(IN_ADDRESS.search(words)) or _named_in_address(words)
    if match := ISO.search(words):
        return _first_of(match)
    if match := DAY_FIRST.search(words):
        return _from_numbers(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    found = {
        meaning.earliest
        for expression in find_expressions(words)
        if (meaning := resolve(expression, None, "past")).precision == "day" and meaning.earliest
    }
    return found.pop() if len(found) == 1 else None


def _first_of(match: re.Match[str] | None) -> Day | None:
    if match is None:
        return None
    try:
        return Day(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None


def _from_numbers(first: int, second: int, year: int) -> Day | None:
    """05/10/2015 may be May or October: a day only where one of the two readings is impossible, or both agree."""
    days = set()
    for month, day in ((second, first), (first, second)):
        try:
            days.add(Day(year, month, day))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def _named_in_address(words: str) -> Day | None:
    match = IN_ADDRESS_NAMED.search(words)
    if not match:
        return None
    try:
        return Day(int(match.group(1)), month_number(match.group(2)), int(match.group(3)))
    except ValueError:
        return None


def _evidence(article: Article, candidates: Sequence[tuple[str, str]], where: str) -> tuple[Span, ...]:
    words = next(value for name, value in candidates if name == where)
    at = article.text.find(words) if len(words) < 500 else -1
    return (Span(article.id, at, at + len(words)),) if at >= 0 and words else ()


# ---- 4. the agency's dateline -----------------------------------------------------------------


def _by_dateline(article: Article) -> Dated | None:
    for block in article.blocks:
        if block.kind != "dateline":
            continue
        line = article.text[block.start : block.end]
        for expression in find_expressions(line):
            month = expression.get("month1") or expression.get("month2")
            day = expression.get("day1") or expression.get("day2")
            if month and day:
                span = Span(article.id, block.start + expression.start, block.start + expression.end)
                return _year_of_dateline(article, month_number(month), int(day), span)
    return None


def _year_of_dateline(article: Article, month: int, day: int, span: Span) -> Dated:
    text = _body(article)
    years = sorted({int(year) for year in YEAR.findall(text)})
    weekdays = Counter(WEEKDAY.findall(text))
    words = article.words(span)
    if not years:
        return Dated(None, None, "unknown", f"the dateline says “{words}”, and nothing tells the year", (span,))
    fitting: list[tuple[Day, str]] = []
    leading = max(weekdays, key=lambda name: (weekdays[name], -text.find(name))) if weekdays else None
    for year in range(years[-1], years[-1] + YEARS_ON + 1):
        try:
            candidate = Day(year, month, day)
        except ValueError:
            continue
        if leading and (candidate.weekday() - WEEKDAYS.index(leading.lower())) % 7 in (0, 1):
            fitting.append((candidate, leading))
    if len(fitting) == 1:
        found, weekday = fitting[0]
        how = (f"the dateline says “{words}” and no year; of the years from {years[-1]}, the last one mentioned, only "
               f"{found.year} has a {weekday} there, as the text says")  # fmt: skip
        return Dated(found, found, "day", how, (span,))
    first, last = Day(years[-1], month, min(day, 28)), Day(years[-1] + YEARS_ON, month, min(day, 28))
    return Dated(first, last, "interval", f"the dateline says “{words}” and the text does not tell the year", (span,))


def _body(article: Article) -> str:
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in BODY)


# ---- 5. bounds from the content ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that the text mentions, and whether it is past or still to come when it was written."""

    first: Day
    last: Day
    ahead: bool
    span: Span


def _by_content(article: Article, year: int | None = None, near: Day | None = None) -> Dated:
    """The bounds that a text's own words prove; `year` and `near` are what is known from elsewhere."""
    stated = {int(found) for found in YEAR.findall(_body(article))}
    stated_full = [int(y) for b in _expressions(article) for n in "123" if (y := b[1].get(f"year{n}"))]
    chosen = year or (max(stated_full) if stated_full else None)
    bounds = _bounds(article, chosen, near)
    past = max((b for b in bounds if not b.ahead), key=lambda b: b.first, default=None)
    ahead = [b for b in bounds if b.ahead and (past is None or b.last >= past.first)]
    future = min(ahead, key=lambda b: b.last, default=None)
    if past is None and future is None:
        if stated:
            first = Day(max(y for y in stated), 1, 1)
            return Dated(first, None, "interval", f"the last year mentioned is {first.year}")
        return Dated(None, None, "unknown", UNDATED.how)
    how = []
    if past:
        how.append(f"after “{article.words(past.span)}”, the last day it mentions as past")
    if future:
        how.append(f"before “{article.words(future.span)}”, which it mentions as still to come")
    if chosen and not year:
        how.append(f"in {chosen}, the year it mentions")
    evidence = tuple(b.span for b in (past, future) if b)
    return Dated(past.first if past else None, future.last if future else None, "interval", "; ".join(how), evidence)


def _expressions(article: Article) -> list[tuple[int, Expression, str]]:
    """(start of the block, expression, the words before it in its sentence) of the body."""
    found = []
    for block in article.blocks:
        if block.kind in BODY:
            text = article.text[block.start : block.end]
            for expression in find_expressions(text):
                sentence = max(text.rfind(mark, 0, expression.start) for mark in (". ", "? ", "! ", "\n"))
                found.append((block.start, expression, text[sentence + 1 : expression.start]))
    return found


def _bounds(article: Article, year: int | None, near: Day | None) -> list[Bound]:
    anchor = Interval(near, near) if near else None
    bounds = []
    for start, expression, before in _expressions(article):
        ahead = bool(UNTIL.search(before[-50:]) or FUTURE_VERB.search(before))
        if expression.get("weekday") or expression.get("deictic") or expression.get("rel") or expression.get("edge"):
            continue  # told from the day of writing, which is what is sought
        meaning = resolve(expression, anchor, "future" if ahead else "past", year)
        if meaning.earliest and meaning.latest and meaning.precision in ("day", "month", "interval", "week"):
            span = Span(article.id, start + expression.start, start + expression.end)
            bounds.append(Bound(meaning.earliest, meaning.latest, ahead, span))
    return bounds


# ---- 6. bounds from the story -----------------------------------------------------------------


def bound_by_story(article: Article, sources: Sequence[tuple[Day, str]], siblings: Sequence[Day]) -> Dated:
    """Closer bounds for an article without a day: `sources` are the days of articles that it takes from, with the
    reason; `siblings` the days of all dated articles of its story, which tell the year of what it mentions."""
    published = article.published
    if (published.earliest and published.earliest == published.latest) or not siblings:
        return published
    years = {day.year for day in siblings}
    near = sorted(siblings)[len(siblings) // 2]
    content = _by_content(article, near.year if len(years) == 1 else None, near)
    usable = content if content.earliest or content.latest else published
    earliest, how = usable.earliest, [usable.how] if usable.earliest or usable.latest else []
    for day, why in sorted(sources, reverse=True)[:1]:
        if earliest is None or day > earliest:
            earliest = day
            how.insert(0, f"not before {day.isoformat()}: {why}")
    latest = usable.latest
    if latest and earliest and latest < earliest:
        latest = None
    if len(years) == 1 and usable is content and (content.earliest or content.latest):
        how.append(f"the year is that of the story's dated articles, {near.year}")
    if earliest is None and latest is None:
        return published
    if earliest and earliest == latest:
        latest = earliest + datetime.timedelta(days=1)
    return Dated(earliest, latest, "interval", "; ".join(how), usable.evidence)
