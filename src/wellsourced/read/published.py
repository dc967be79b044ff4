"""When an article was published: the day where the page tells it, else the bounds that its content proves.

1. Metadata of the page, and the date given with it (JSON Lines). The calendar day is the one written there, in the
   page's own time zone; a mere month gives a month.
2. A date line above the text, one that says "updated" after one that does not.
3. The address, where it holds a day (/2015/10/05/).
4. The agency's dateline. It has no year: the year is the last one that the text mentions as past or the next, if the
   weekday on which the text's speakers spoke is that day's in just one of them, else a bound.
5. Bounds: the last day mentioned as past, the first mentioned as still to come, where the text tells their year.
6. The day on which the page was taken from the web (`taken_on`): it was published by then.
7. Bounds that the story gives (`bound_by_story`): what an article takes from another was published after it.

Sources that contradict each other are told in `how`; the first in this order decides. Candidates come from the page
reader as (where, words), the most trusted first; the words may hold more than the date.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..records import BODY, UNDATED, Article, Dated, Day, Interval, Span
from .calendar_days import MONTHS, PUT_OFF, WEEKDAYS, Expression, find_expressions, month_number
from .calendar_meaning import Direction, Meaning, resolve

ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
IN_ADDRESS = re.compile(r"[/=]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
COMPACT_IN_ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")
NAMED_IN_ADDRESS = re.compile(
    rf"/((?:19|20)\d\d)/({'|'.join(month[:3] for month in MONTHS)})[a-z]*/(\d{{1,2}})(?!\d)", re.I
)
PART_OF_TITLE = re.compile(r"\s+[-–—|·•:]\s+|\n")
MOST_PARTS = 12  # parts of a title that are looked at
_FULL_DATE = (
    rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})|"
    rf"(?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?),?\s+(?:19|20)\d\d"
)
DATE_ALONE = re.compile(rf"^\s*{_FULL_DATE}\s*$", re.IGNORECASE)
DATE_OPENS = re.compile(
    rf"(?:^|[·|•]\s*|\s[–—-]\s|\.\s)(?:(?:published|posted|date):?\s(?:on\s)?)?{_FULL_DATE}"
    r"(?=\s*(?:$|\n|[.·|•(]|\s[–—-]\s|,?\s(?:at\s)?\d{1,2}[:.]\d\d))",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")  # without which no such date stands in a line
FIRST_BLOCKS = 8  # blocks in which a date line is sought
LONGEST_HEAD = 200  # characters of a line above the text; a longer paragraph is text
# Lines that count visitors or tell how old the outlet is
COUNTER = re.compile(
    r"\b(?:visitors?|visits|hits|readers?|copyright|est(?:\.|ablished)|since\s\d{4}$)\b|©", re.IGNORECASE
)
FALSE_DAYS = frozenset((Day(1970, 1, 1), Day(2000, 1, 1)))  # what programs write where they know no day
UPDATED = re.compile(r"\b(?:updated?|modified|edited|corrected|last\s+changed|reviewed)\b[^\w]*(?:on\s|at\s)?", re.I)
CAPTION = re.compile(r"\b(?:file|photo(?:graph)?|picture|image|shows?|pictured|copyright|©)\b", re.I)
_WEEKDAY = "|".join(day.capitalize() for day in WEEKDAYS)
_SAID = (
    r"(?:said|told|announced|reported|confirmed|warned|added|denied|quoted\sas\ssaying|statement\sreleased|statement)"
)
SAID_ON = re.compile(
    rf"\b{_SAID}\s(?:\w+\s){{0,3}}?(?:late\s|early\s)?(?:on\s)?({_WEEKDAY})\b|\bon\s({_WEEKDAY})\s{_SAID}\b"
)
SHORT = 120  # characters of a line that is more than a date line: further in, a date is the text's and not the page's
YEARS_ON = 1  # years after the last one mentioned in which an agency's dateline is sought: reports mention last year
STEP = 31  # days from one mentioned day to the next within which they are of one year
STORY_DAYS = 366  # days that the articles of one story lie apart at most


def date_article(article: Article, candidates: Sequence[tuple[str, str]] = ()) -> Dated:
    """When an article was published, from what its page says ((where, words), most trusted first) and its text."""
    candidates = (*candidates, *_title_dates(article), *_head_dates(article))
    told = [(where, words, found) for where, words in candidates if (found := _told(where, words)) is not None]
    told.sort(key=lambda one: (one[2].precision != "day", one[2].earliest in FALSE_DAYS, _is_update(one[1])))
    usable = [one for one in told if one[2].earliest not in FALSE_DAYS]
    if usable:
        where, words, found = usable[0]
        others = sorted(
            {f"{m.earliest} ({w})" for w, _, m in usable if m.precision == "day" and m.earliest != found.earliest}
        )
        contradicted = f"; elsewhere the page says {', '.join(others)}" if others else ""
        return Dated(found.earliest, found.latest, found.precision, f"{where}{contradicted}", _evidence(article, words))
    return _by_dateline(article) or bounded_by_content(article)


def taken_on(published: Dated, fetched: str | None) -> Dated:
    """A publication date, bounded by the day on which the page was taken from the web ("2024-05-02"), if that is known.

    A day that the page gives and that lies later stays, and the contradiction is told: clocks are wrong, and a page's
    own time zone may be a day ahead.
    """
    try:
        day = Day.fromisoformat(fetched) if fetched else None
    except ValueError:
        day = None
    if day is None or (published.latest and published.latest <= day):
        return published
    how = f"the page was taken from the web on {day}"
    if published.precision != "interval" and published.earliest:
        late = published.earliest > day
        return replace(published, how=f"{published.how}; yet {how}") if late else published
    if published.earliest and published.earliest > day:
        return replace(published, how=f"{published.how}; yet {how}")
    known = published.earliest or published.latest
    return replace(published, latest=day, precision="interval", how=f"{published.how}; {how}" if known else how)


def _title_dates(article: Article) -> Iterator[tuple[str, str]]:
    """Parts of a title that are a date and nothing else: "The Harbour Packet - Thursday, March 13th, 2025"."""
    titles = [article.text[block.start : block.end] for block in article.blocks if block.kind == "title"]
    for title in dict.fromkeys((*([article.title] if article.title else []), *titles)):
        for part in PART_OF_TITLE.split(title)[:MOST_PARTS]:
            if DATE_ALONE.sub("", part) == "":
                yield "the title", part


def _head_dates(article: Article) -> Iterator[tuple[str, str]]:
    """Dates with their year that open one of the first lines, or a part of it, before the text runs: "Thursday 14
    September 2023. Report: Ana Roth.", "No 38 · 4 June 2024". What a sentence tells does not stand so."""
    for block in article.blocks[:FIRST_BLOCKS]:
        line = article.text[block.start : min(block.end, block.start + LONGEST_HEAD)]
        if YEAR.search(line) and (match := DATE_OPENS.search(line)):
            yield "a line above the text", match.group().strip(" .·|–—-(")
        if block.kind == "paragraph" and block.end - block.start >= LONGEST_HEAD:
            return


def _is_update(words: str) -> bool:
    return bool(UPDATED.search(words))


# ---- 1. to 3. what the page says --------------------------------------------------------------


def _told(where: str, words: str) -> Meaning | None:
    """The one day or month that a date field, a date line or an address holds; None where it holds several or none."""
    if where == "the address":
        return _address_day(words)
    if where == "the first line of the text":
        dateline = re.match(r"^.{0,70}?(?:\)\s?[:–—-]|\s[–—-]{1,2}\s|:\s)", words)
        words = dateline.group() if dateline else ""
    elif where.startswith("a ") and len(words) > SHORT:
        words = words[:SHORT] if not CAPTION.search(words) else ""
    elif where.startswith("a ") and CAPTION.search(words):
        return None
    if match := COMPACT.match(words.strip()):
        return _meaning(match.group(1), match.group(2), match.group(3))
    found = list(dict.fromkeys(_days_in(words)))
    days = [one for one in found if one.precision == "day"]
    if len(days) > 1:
        before = UPDATED.split(words)[0]
        first = list(dict.fromkeys(m for m in _days_in(before) if m.precision == "day"))
        return first[0] if len(first) == 1 else None
    return days[0] if days else (found[0] if len(found) == 1 else None)


def _days_in(words: str) -> Iterator[Meaning]:
    """The days and months, with their years, that words name."""
    if match := ISO.search(words):
        if made := _meaning(match.group(1), match.group(3), match.group(4)):
            yield made
        words = words[: match.start()] + words[match.end() :]
    for expression in find_expressions(re.sub(r"(?<=\d)[-](?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)", " ", words)):
        if expression.kind in ("day", "month") and expression.year and not expression.part:
            made = resolve(expression)
            if made.earliest:
                yield Meaning(made.earliest, made.latest, made.precision, "")


def _meaning(year: str, month: str, day: str) -> Meaning | None:
    try:
        found = Day(int(year), int(month), int(day))
    except ValueError:
        return None
    return Meaning(found, found, "day", "")


def _address_day(words: str) -> Meaning | None:
    if match := IN_ADDRESS.search(words) or COMPACT_IN_ADDRESS.search(words):
        return _meaning(match.group(1), match.group(2), match.group(3))
    if match := NAMED_IN_ADDRESS.search(words):
        return _meaning(match.group(1), str(month_number(match.group(2))), match.group(3))
    return None


def _evidence(article: Article, words: str) -> tuple[Span, ...]:
    at = article.text.find(words) if 0 < len(words) < 500 else -1
    return (Span(article.id, at, at + len(words)),) if at >= 0 else ()


# ---- 4. the agency's dateline -----------------------------------------------------------------


def _dateline(article: Article) -> tuple[Expression, Span] | None:
    """The day of a dateline ("BAGHDAD, Oct 5, (Agencies):") that names no year."""
    for block in article.blocks:
        if block.kind == "dateline":
            for e in find_expressions(article.text[block.start : block.end]):
                if e.kind == "day" and e.month and e.day:
                    return e, Span(article.id, block.start + e.start, block.start + e.end)
    return None


def _by_dateline(article: Article) -> Dated | None:
    found = _dateline(article)
    return _year_of_dateline(article, found[0].month or 0, found[0].day or 0, found[1]) if found else None


def _year_of_dateline(article: Article, month: int, day: int, span: Span) -> Dated:
    words = article.words(span)
    past = [one.expression for one in _mentioned(article) if one.past and _year_named(one.expression)]
    if not past:
        return Dated(None, None, "unknown", f"the dateline says “{words}”, and nothing tells the year", (span,))
    last = max(past, key=lambda e: (_year_named(e) or 0, e.month or 0))
    floor = _year_named(last) or 0
    each = [m.earliest for y in range(floor, floor + YEARS_ON + 1) if (m := _meaning(str(y), str(month), str(day)))]
    weekday = _weekday_of_saying(article)
    fitting = [found for found in each if found and found.weekday() == weekday]
    if len(fitting) == 1 and weekday is not None and last.month:
        found = fitting[0]
        how = (f"the dateline says “{words}” and no year; the text speaks of “{last.text}” as past and of what was "
               f"said on {WEEKDAYS[weekday].capitalize()}, and that day was one in {found.year}")  # fmt: skip
        return Dated(found, found, "day", how, (span,))
    how = f"the dateline says “{words}” and no year; “{last.text}” is the last that the text mentions as past"
    return Dated(each[0] if each else Day(floor, 1, 1), None, "interval", how, (span,))


def _weekday_of_saying(article: Article) -> int | None:
    """The weekday on which most of what the text reports was said, at least twice; None where there is none."""
    text = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in BODY)
    counts = Counter(match.group(1) or match.group(2) for match in SAID_ON.finditer(text)).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return WEEKDAYS.index(counts[0][0].lower())


# ---- 5. bounds from the content ---------------------------------------------------------------

PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|began|begun|came|went|took|made|held|met|struck|hit|fell|left|gave|won|lost|found|"
    r"sent|saw|shot|broke|rose|led|put|spoke|wrote|went|became|got|has|have|fought|brought|sold|bought|[a-z]{2,}ed)\b"
)
COMING = re.compile(
    r"\b(?:will|shall|(?:is|are|am)\s(?:due|expected|scheduled|set|planned|to)|due\sto|plans?\sto|to\sbe\sheld|upcoming|"
    r"(?:is|are)\s(?:\w+\s)?going\sto|(?:opens?|closes?|starts?|begins?|ends?|expires?|takes?|comes?|goes|votes?|meets?|"
    r"returns?|resumes?|arrives?|leaves?|launches|holds?|faces?)(?:\s\w+){0,3}\s(?:on|in|by))\b|['’]ll\b"
)
MODAL_GROUP = re.compile(
    r"\b(?:will|shall|would|can|could|may|might|should|must|to)\b(?:\s(?:not|also|only|then|be|have|been|\w+ly))*(?:\s\w+)?"
)
ADJECTIVE_LEAD = re.compile(r"\b(?:an?|the|its|their|his|her|our|newly|of|recently|more|most|so-called|\w+-)\s?$", re.I)
LONGEST_LEAD = 600  # characters of a sentence before a time that are looked at; a page may be one endless line
NEAR_THE_VERB = 10  # words between a verb that looks ahead and its time; further on, the time is another's


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A time the body mentions, where it stands, and whether its sentence tells that it is past or to come."""

    expression: Expression
    span: Span
    past: bool
    ahead: bool


def _mentioned(article: Article) -> Iterator[Mentioned]:
    for block in article.blocks:
        if block.kind not in BODY:
            continue
        text = article.text[block.start : block.end]
        if len(text) < SHORT and COUNTER.search(text):
            continue
        for e in find_expressions(text):
            low = max(0, e.start - LONGEST_LEAD)
            begins = max(text.rfind(mark, low, e.start) for mark in (". ", "? ", "! ", "\n", "; ", "” ", "» "))
            begins = max(begins, low - 1)
            before, after = text[begins + 1 : e.start], re.split(r"[.;?!]\s", text[e.end : e.end + 100])[0]
            past, ahead = _tense(e, before, after)
            yield Mentioned(e, Span(article.id, block.start + e.start, block.start + e.end), past, ahead)


def _tense(e: Expression, before: str, after: str) -> tuple[bool, bool]:
    """(past, to come) as far as the words of the sentence tell: by the last verb before, else by the first after.

    To come is only what the verb itself is timed by: "will vote on 12 June", not "will mark the attack of 12 June".
    """
    if e.lead == "since":
        return True, False
    if PUT_OFF.search(before) and not _past_verbs(after):
        return False, e.kind != "year"
    coming = [m.start() for m in COMING.finditer(f"{before}\0")]
    past = _past_verbs(before)
    later, sooner = COMING.search(after), min(_past_verbs(after), default=None)
    timed = e.ahead or e.lead in ("on", "by", "before", "in", "from") or bool(coming and coming[-1] > len(before) - 20)
    if past or coming:
        if max(coming, default=-1) > max(past, default=-1):
            close = e.ahead or len(before[coming[-1] :].split()) <= NEAR_THE_VERB
            return False, timed and close and e.kind != "year"
    elif sooner is None or (later is not None and later.start() <= sooner):
        return False, later is not None and timed and e.kind != "year" and len(before.split()) <= 2
    return not (e.ahead or e.lead in ("before", "by") or re.search(r"\bwould\b", before)), False


def _past_verbs(words: str) -> list[int]:
    """Where words tell of the past: no participle after a modal verb ("will be launched"), none before a noun."""
    groups = [(m.start(), m.end()) for m in MODAL_GROUP.finditer(words)]
    return [
        m.start() for m in PAST.finditer(words)
        if not any(a <= m.start() < b for a, b in groups)
        and not (m.group().endswith("ed") and ADJECTIVE_LEAD.search(words[: m.start()]))
    ]  # fmt: skip


def _year_named(e: Expression) -> int | None:
    """The last year an expression names, if it names one."""
    if e.kind == "range" and e.last:
        return _year_named(e.last) or (_year_named(e.first) if e.first else None)
    return (e.year or None) if e.kind != "decade" else e.year


@dataclass(frozen=True, slots=True)
class Known:
    """A mentioned time: the day after which an article was written that mentions it as past (a month may not have
    been over), its last day, and whether its year is told by what stands around it (`loose`)."""

    proven: Day
    last: Day
    loose: bool
    mention: Mentioned


def bounded_by_content(article: Article, near: Day | None = None) -> Dated:
    """The bounds that a text's own words prove. `near` is a day in the middle of the article's story, if it has one."""
    mentioned = [m for m in _mentioned(article) if m.past or m.ahead]
    known = [k for m in mentioned if _year_named(m.expression) and (k := _known(m, None))]
    known += _beside(mentioned, known, near)
    past = max((k for k in known if k.mention.past), key=lambda k: (k.proven, k.loose), default=None)
    ahead = [k for k in known if k.mention.ahead and (past is None or k.last >= past.proven)]
    future = min(ahead, key=lambda k: k.last, default=None)
    if past is None and future is None:
        return Dated(None, None, "unknown", UNDATED.how)
    how = []
    if past:
        how.append(f"after “{article.words(past.mention.span)}”, the last day it mentions as past")
    if future:
        how.append(f"before “{article.words(future.mention.span)}”, which it mentions as still to come")
    if not near and any(k.loose for k in (past, future) if k):
        years = {k.last.year for k in (past, future) if k}
        how.append(f"in {max(years)}, the year of the full dates beside them")
    evidence = tuple(k.mention.span for k in (past, future) if k)
    return Dated(past.proven if past else None, future.last if future else None, "interval", "; ".join(how), evidence)


def _beside(mentioned: Sequence[Mentioned], stated: Sequence[Known], near: Day | None) -> Iterator[Known]:
    """The days without a year, where it is sure: in a story, those of its time; else those that follow each other and
    the last full date in steps of a month at most."""
    loose = [m for m in mentioned if not _year_named(m.expression) and m.expression.kind != "holiday"]
    if near:
        yield from (k for m in loose if (k := _known(m, near)))
        return
    full = [k.last for k in stated if k.mention.past and _ends_on_a_day(k.mention.expression)]
    at = max(full, default=None)
    if at is None:
        return
    days = [k for m in loose if (k := _known(m, at, told=False)) and k.mention.expression.kind == "day"]
    for known in sorted((k for k in days if k.mention.past), key=lambda k: k.last):
        if 0 <= (known.last - at).days <= STEP:
            at = known.last
            yield known
    for m in loose:
        ahead = _known(m, at, told=False) if m.ahead else None
        if ahead and 0 <= (ahead.last - at).days <= 3 * STEP:
            yield ahead


def _ends_on_a_day(e: Expression) -> bool:
    return e.kind == "day" or (e.kind == "range" and e.last is not None and e.last.kind == "day")


def _known(mention: Mentioned, near: Day | None, told: bool = True) -> Known | None:
    """The days of a mention, at the year nearest to `near` where it names none; `told` whether its tense counts."""
    e = mention.expression
    if e.kind not in ("day", "month", "season", "year", "range", "holiday", "decade"):
        return None  # told from the day of writing, which is what is sought
    if (e.kind == "day" and e.month is None) or (e.kind == "range" and e.first and e.first.kind == "weekday"):
        return None
    direction: Direction | None = ("future" if mention.ahead else "past") if told else None
    meaning = resolve(e, Interval(near, near) if near else None, direction)
    if not meaning.earliest or not meaning.latest:
        return None
    proven = meaning.latest if _ends_on_a_day(e) else meaning.earliest
    if e.kind == "range" and e.last and not _ends_on_a_day(e):
        proven = resolve(e.last, Interval(near, near) if near else None, direction).earliest or meaning.earliest
    return Known(proven, meaning.latest, not _year_named(e), mention)


# ---- 6. bounds from the story -----------------------------------------------------------------


def bound_by_story(article: Article, sources: Sequence[tuple[Day, str]], siblings: Sequence[Day]) -> Dated:
    """Closer bounds for an article without a day: `sources` are the days of articles that it takes from, with the
    reason; `siblings` the days of all dated articles of its story, which tell the year of what it mentions."""
    published = article.published
    if (published.earliest and published.earliest == published.latest) or not siblings:
        return published
    near = sorted(siblings)[len(siblings) // 2]
    if dateline := _dateline(article):
        return _dateline_in_story(article, dateline, siblings) or published
    content = bounded_by_content(article, near=near)
    if content.earliest and (content.earliest - near).days > STORY_DAYS:
        content = published
    usable = content if content.earliest or content.latest else published
    earliest, latest = usable.earliest, usable.latest
    how = [usable.how] if earliest or latest else []
    for day, why in sorted(sources, reverse=True)[:1]:
        if earliest is None or day > earliest:
            earliest = day
            how.insert(0, f"not before {day.isoformat()}: {why}")
    if latest and earliest and latest < earliest:
        latest = None
    if earliest is None and latest is None:
        return published
    if usable is content:
        how.append(f"the year is the one next to the story's dated articles, about {near.isoformat()}")
    if earliest and earliest == latest:
        latest = earliest + datetime.timedelta(days=1)
    return Dated(earliest, latest, "interval", "; ".join(how), usable.evidence)


def _dateline_in_story(article: Article, dateline: tuple[Expression, Span], siblings: Sequence[Day]) -> Dated | None:
    """A dateline's day in the year that brings it among the days of the story, if one does."""
    e, span = dateline
    for sibling in sorted(siblings):
        day = resolve(e, Interval(sibling, sibling)).earliest
        if day and abs((day - sibling).days) <= STEP:
            how = (
                f"the dateline says “{article.words(span)}”; the year is that of the story's dated articles, {sibling}"
            )
            return Dated(day, day, "day", how, (span,))
    return None
