"""Words that name days: the grammar of written days, shared by times and publication dates.

A text goes in, `Expression`s come out: where the words stand and what they name, not yet which days they mean (that
is `calendar_meaning`, which knows when the text was written). Words that are also something else ("May", "fall",
"March", "Sunday") count only where the words beside them say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "day", "month", "season", "year", "decade", "century",  # told by the calendar
    "weekday", "deictic", "unit", "ago", "window", "edge", "holiday", "quarter", "within",  # from the day of writing
    "elsewhere", "length", "range",  # told from another time; only a length of time; from one to another
    "inside", "repeated",  # one inside another ("Tuesday of last week"); "every Monday"
]  # fmt: skip

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
COUNTS = {"a": 1, "an": 1, "couple": 2, **{word: number for number, word in enumerate(_SMALL, 1)}}
COUNTS |= {ten: 10 * number for number, ten in enumerate(_TENS, 2)}
COUNTS |= {f"{ten}-{one}": COUNTS[ten] + COUNTS[one] for ten in _TENS for one in _SMALL[:9]}
_TENTHS = ("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
           "nineteenth", "twentieth")  # fmt: skip
CENTURIES = {name: number for number, name in enumerate(_TENTHS, 11)} | {"twenty-first": 21}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}
# Holidays that fall on one day every year in most of the world: (month, day)
HOLIDAYS = {"new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24),
            "christmas": (12, 25), "boxing day": (12, 26), "valentine's day": (2, 14), "may day": (5, 1),
            "halloween": (10, 31)}  # fmt: skip

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|"
          r"MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
          r"Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)(?![a-z])")  # fmt: skip
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAY_SHORT = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_COUNT = (
    rf"(?:\d{{1,3}}|an?\s+couple(?:\s+of)?|couple|an?|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|"
    rf"{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
)
_FEW = r"(?:a\s+)?(?:few|several|couple\s+of)"
_UNIT = r"(?:hour|day|night|week|fortnight|month|year|decade)"
_PART = (r"(?i:early(?:\s+in)?|mid(?:dle\s+of)?|late(?:\s+in)?|(?:the\s+)?(?:beginning|start|end|middle)\s+of|"
         r"(?:the\s+)?(?:(?:first|second|third|fourth|last)\s+(?:half|quarter|week|days?)|(?:first|last)\s+"
         r"(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:days|weeks|months))\s+of)")  # fmt: skip
# Words that may stand behind the second of two days: any other noun is what a number counts ("May 22 and 23 people")
_GOES_ON = "in|at|on|to|and|or|for|with|after|before|by|when|as|but|while|near|under|from|is|was|were|are|will|would"
_APPROX = r"(?:more\s+than|less\s+than|over|about|around|almost|nearly|some|at\s+least|just\s+over|just\s+under)"
PATTERN = re.compile(
    rf"""
    (?<![\w/-])(?<!\d[,.])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)(?![\d-])
    | (?P<numeric>\d{{1,2}}(?P<dot>[./])\d{{1,2}}(?P=dot)(?:{_YEAR}))
    | (?:{_WEEKDAY_SHORT},?\s+)?(?:the\s+)?(?:(?P<day1a>{_DAY})(?:\s?[-–]\s?|\s+(?:and|to|or)\s+))?(?P<day1>{_DAY})
        (?:\s+of)?[ \-](?P<month1>{_MONTH})(?:,?[ \-](?P<year1>{_YEAR}))?
    | (?:{_WEEKDAY_SHORT},?\s+)?(?P<month2>{_MONTH})\s(?P<day2a>{_DAY})
        (?:(?:\s?[-–]\s?|\s+(?:and|to|or)\s+)(?P<day2>{_DAY})(?!\s+(?!(?:{_GOES_ON})\b)[a-z]|[\d:]))?(?![\d%]|[.,:]\d)
        (?:,?\s+(?P<year2>{_YEAR}))?
    | (?:(?P<part3>{_PART})[\s-]+)?(?P<month3>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year3>{_YEAR}))?
    | (?:(?P<part13>{_PART})[\s-]+)?(?:the\s+)?(?:(?P<part14>early|mid|late)[\s-]+)?
        (?P<century>\d\d?(?:st|nd|rd|th)|{"|".join(_TENTHS)}|twenty-first)[\s-](?i:century|c\.)
    | (?:(?<=\bon\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s))(?P<monthday>the\s+\d\d?(?:st|nd|rd|th))
        (?=[,.;)]|\s+of\s+(?:last|this|next)\s+month|$)
    | Q(?P<q19>[1-4])(?:\s+(?:of\s+)?(?P<year19>{_YEAR}))?(?![-\w])
    | (?P<old>1[0-4]\d\d)(?![\d,.:%/-]|\s[a-z]+s\b)
    | (?:the\s+)?(?P<quarter>first|second|third|fourth)[\s-]quarter(?!\s+(?i:of|final|in\s+a\s+row))
    | (?:(?P<part4>{_PART})[\s-]+)?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0|['’]\d0)s
    | (?:(?P<part5>{_PART})[\s-]+(?:the\s+)?)?(?:(?P<rel5>(?i:last|next|this|past|coming))\s+)?
        (?P<season>spring|summer|autumn|fall|winter)(?:(?:\s+of)?\s+(?P<year5>{_YEAR}))?
    | (?:(?P<part6>{_PART})[\s-]+)?(?P<year6>{_YEAR})(?:[-–/](?P<year6b>{_YEAR}|\d\d)(?!\d))?
    | (?:(?P<rel7>(?i:last|next|this|past|this\s+past|this\s+coming|coming))\s+)?(?P<weekday>{_WEEKDAY})
    | (?i:(?P<deictic>today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|overnight
        |the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))\b
    | (?P<edge>earlier|later|so\s+far|(?:the\s+)?(?:end|start|beginning|middle)\s+of|early|late|{_PART})\s+
        (?:on\s+|in\s+)?(?P<edgeunit>(?:this|the|next|last)\s+(?:week|month|year)
            |(?:this|next|last)\s+(?:spring|summer|autumn|fall|winter)|today)\b
    | the\s+(?P<unit15>week|weekend|month|year|{_WEEKDAY})\s+(?P<rel15>before\s+last|after\s+next)\b
    | (?P<count20>{_COUNT})\s+(?P<weekday20>{_WEEKDAY})s\s+ago\b
    | (?P<rel8>last|next|this|the\s+past|the\s+coming)\s+(?P<unit8>weekend)\b
    | (?P<rel8b>last|next|this)\s+(?P<unit8b>week|month|quarter|year)\b
    | the\s+(?P<unit8c>weekend)(?!\s+of\b)\b
    | in\s+(?P<count16>{_COUNT}|{_FEW})\s+(?P<unit16>{_UNIT})s?['’]?s?\s+time\b
    | within\s+(?:the\s+(?:next|coming)\s+)?(?P<count17>{_COUNT}|{_FEW})\s+(?P<unit17>{_UNIT})s?\b
    | (?:the\s+|this\s+)?(?P<rel9>last|past|next|coming|upcoming|following|previous|recent)\s+
        (?:(?P<count9>{_COUNT}|{_FEW})\s+(?P<unit9>{_UNIT})s?(?:\s+or\s+(?:so|more|days|weeks|months|years))?
        |(?P<unit9b>{_UNIT}s?))(?P<half9>\s+and\s+a\s+half)?\b
    | (?P<approx>{_APPROX}\s+)?(?P<count10>{_COUNT}|{_FEW}|half\s+an?)\s+(?:and\s+a\s+half\s+)?(?P<unit10>{_UNIT})s?
        (?P<half10>\s+and\s+a\s+half)?\s+(?P<ago>ago|from\s+now|earlier|later|before|after|previously)\b)
    | (?P<holiday>New\s+Year['’]s\s+(?:Day|Eve)|Christmas(?:\s+(?:Day|Eve))?|Boxing\s+Day|Valentine['’]s\s+Day|May\s+Day
        |Halloween)(?:,?\s+(?P<year11>{_YEAR}))?
    | (?i:(?:the\s+)?(?P<the18>day|night|week|month|year)\s+(?P<rel18>before|after)(?=\s*[,.;:)]|\s*$)
    | (?P<same18>that)\s+(?:same\s+)?(?:very\s+)?(?P<unit18>day|morning|afternoon|evening|night)\b
    | the\s+(?:very\s+)?(?P<same>same|following|previous|next|preceding)\s+
        (?P<unit12>day|week|month|year|quarter|period|morning|afternoon|evening|night)\b
    | for\s+(?P<length>(?:{_APPROX}\s+)?(?:{_COUNT}|{_FEW}|many|\d[\d,]*)\s+(?:and\s+a\s+half\s+)?
        (?:minute|{_UNIT}|centur(?:y|ie)|season)s?(?:\s+and\s+a\s+half)?|(?:hours|days|weeks|months|years|decades))\b)
    )(?!\w)
    """,
    re.VERBOSE,
)
# Every expression holds one of these, within so many characters of its beginning
TELLING = re.compile(
    r"\d|d(?:ay|ec)|week|year|m(?:onth|orning|inute|ar|ay)|n(?:ight|ov)|quarter|s(?:pring|ummer|eason|ep)|winter|"
    r"a(?:utumn|fternoon|pr|ug)|f(?:all|eb)|h(?:our|alloween)|c(?:entur|hristmas)|j(?:an|u[nl])|oct|evening|tomorrow|period"
)
REACH = 60
# The first words of all expressions; a number and a decade ("’90s") begin with a digit or a mark
_FIRST = frozenset((
    *MONTHS, *(month[:3] for month in MONTHS), "sept", *WEEKDAYS, "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
    "fri", "sat", "sun", *SEASONS, *_SMALL, *_TENS, *_TENTHS, "the", "a", "an", "that", "in", "for", "within",
    "last", "next", "this", "past", "coming", "upcoming", "following", "previous", "recent",
    "early", "mid", "middle", "late", "beginning", "start", "end", "first", "second", "third", "fourth", "earlier",
    "later", "so", "today", "yesterday", "tomorrow", "tonight", "overnight", "couple", "few", "several", "half",
    "more", "less", "over", "about", "around", "almost", "nearly", "some", "at", "just",
    "day", "night", "week", "month", "year", "q1", "q2", "q3", "q4",
    "new", "christmas", "boxing", "valentine", "halloween",
))  # fmt: skip
OPENING = re.compile(rf"(?<![\w/-])(?:[\d'’]|(?:{'|'.join(sorted(_FIRST))})\b)")
LEAD = re.compile(r"\b(since|until|till|by|before|after|from|between|through|in|during|of|on|to|and|for|than)"
                  r"(?:\s+the)?\s+$", re.IGNORECASE)  # fmt: skip
AHEAD = re.compile(
    r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)"
    r"\b(?:due|scheduled|set\s(?:for|to)|planned|expected|slated|upcoming)\s(?:\w+\s){0,6}$",
    re.IGNORECASE,
)
PUT_OFF = re.compile(
    r"\b(?:postponed|put\s(?:off|back)|moved|delayed|deferred|adjourned|rescheduled|brought\sforward)\s(?:\w+\s){0,3}"
    r"(?:to|until|till|for)\s$",
    re.IGNORECASE,
)
BY_THE_HOUR = re.compile(r"\b(?:until|till|by)\s(?:midnight|noon|\d[\d.:]*\s?[ap]\.?m\.?)\s(?:on\s)?$", re.IGNORECASE)
# What may stand before a month, season or year that has no day beside it
MONTH_LEAD = re.compile(r"\b(?:in|since|until|till|by|during|from|last|next|this|through|before|after|between|and|to|"
                        r"past|early|late|mid|of|for|than|around|his|her|their|its|a|the|[a-z]+['’]s)[\s-]+$",
                        re.IGNORECASE)  # fmt: skip
GIVEN_NAMES = frozenset(("april", "june", "august", "jan", "jan.", "mar", "mar.", "aug", "aug."))
DOUBTFUL = frozenset(("may", "march"))  # a name, a verb, a walk: needs a preposition before it and no article
FIRM_LEAD = re.compile(r"\b(?:in|since|until|till|by|during|from|between|last|next|this|through|before|after|early|"
                       r"late|mid)[\s-]+$", re.IGNORECASE)  # fmt: skip
SEASON_LEAD = re.compile(r"\b(?:in|since|until|by|during|last|next|this|from|through|before|after|of|over)"
                         r"(?:\s+the)?(?:\s+(?:early|late))?[\s-]+$", re.IGNORECASE)  # fmt: skip
YEAR_LEAD = re.compile(r"(?:\b(?:in|since|of|by|until|till|from|during|before|after|and|to|between|around|the|an?|for|"
                       r"through|than|late|early|mid|year|back|circa|his|her|its|their|this|or|\w+['’]s)[\s-]|[(–-])$",
                       re.IGNORECASE)  # fmt: skip
# A number of this size that counts something is no year ("2000 people", "1900 m")
COUNTING_AFTER = re.compile(r"\s?(?:%|per\s?cent|percent|people|men|women|children|workers|troops|soldiers|feet|foot|"
                            r"met(?:er|re)s?|miles?|km|kg|m|ft|tons?|tonnes?|pounds|dollars|euros|hours|jobs|homes|houses|"
                            r"hundred|thousand|million|billion|GMT|UTC|hrs?|block)\b|[,.:]\d|\s?[°x×]",
                            re.IGNORECASE)  # fmt: skip
NAMES_OF_PAPERS = re.compile(r"['’]?\s(?:Times|Telegraph|Mirror|Mail|Express|People|Herald|Post|Sun|Star|World|Tribune|"
                             r"Independent|Mercury|School|Mass|League|Club|Night\s[A-Z]|Agreement)\b")  # fmt: skip
WEEKEND_LEAD = re.compile(r"\b(?:at|over|during|on|in|since|until|by|before|after|throughout|through|across)\s$", re.I)
AFTER_OVERNIGHT = re.compile(r"[,.;:)–—’”\"]|$|\s(?:and|in|on|into|at|to|from|near|by|with|but|while|before|after|as|"
                             r"when|for|because|despite|during|that)\b", re.IGNORECASE)  # fmt: skip
# "every Monday" comes again and again
REPEATED = re.compile(
    r"\b(?:every|each|any|alternate|per|one|most|other|first|second|third|fourth|final)\s$", re.IGNORECASE
)
OLD_LEAD = re.compile(
    r"\b(?:in|since|until|around|circa|back\sin)\s$", re.IGNORECASE
)  # before a year of the Middle Ages
HOLIDAY_LEAD = re.compile(r"\b(?:on|at|over|since|before|after|by|until|last|this|next)\s$")
BESIDE_ANOTHER = re.compile(r"\s(?:before|after|earlier|later)\b")
OF_AN_EVENT = "of an event"  # the direction of what is told from an event, whose day is not known
NEAR = 300  # characters to either side of a quarter in which money is spoken of
# A quarter of a year where money is spoken of, else one of a game
ECONOMY = re.compile(r"%|[$£€]|\b(?:per\s?cent|profits?|losses|revenues?|earnings|sales|growth|growing|economy|"
                     r"inflation|output|rates?|shares|shareholders|investors|exports|imports|bank|turnover|gross)\b",
                     re.IGNORECASE)  # fmt: skip
NAMED_WEEKDAYS = re.compile(r"\b(?:Black|Good|Ash|Bloody|Super|Cyber|Palm|Easter|Giving|Maundy|Whit|Shrove|Holy)\s$")


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a text that name a time: where they stand and what they name.

    `part` is a part of it ("early", "end of"), `rel` its direction ("last", "next"), `lead` the preposition before
    it ("since", "until"); `first` and `last` are the two ends of a range.
    """

    start: int
    end: int
    text: str
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    rel: str = ""
    unit: str = ""
    count: float | None = None
    lead: str = ""
    ahead: bool = False  # words before it say that it is still to come: "until", "due on"
    due: bool = False  # words before it say that it is fixed: "due on", "postponed to"
    first: Expression | None = None
    last: Expression | None = None


def find_expressions(text: str) -> Iterator[Expression]:
    """The time expressions of a text, in order; two that make up a range are one."""
    held: Expression | None = None
    for found in _each(text):
        if held is not None:
            joined = _joined(text, held, found)
            if joined is not None:
                held = joined
                continue
            held, found = _with_year(text, held, found), found
            yield held
        held = found
    if held is not None:
        yield held


def _each(text: str) -> Iterator[Expression]:
    at = 0
    for start in _starts(text):
        match = PATTERN.match(text, start) if start >= at else None
        found = _expression(text, match) if match else None
        if found is not None:
            yield found
            at = found.end


def _starts(text: str) -> Iterator[int]:
    """Where an expression may begin: at one of its first words, up to a word or digit without which there is none. A
    tenth of the time that a search from every place takes."""
    done, lower = -1, text.lower()
    if len(lower) != len(text):  # a few letters become two
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for telling in TELLING.finditer(lower):  # four times as fast as without regard to case
        for start in OPENING.finditer(lower, max(telling.start() - REACH, done + 1)):
            if start.start() > telling.start():
                break
            yield start.start()
        done = telling.start()


def month_number(name: str) -> int:
    short = name.lower().rstrip(".")[:3]
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(short))


# ---- one expression ---------------------------------------------------------------------------


def _expression(text: str, match: re.Match[str]) -> Expression | None:
    found = {name: value for name, value in match.groupdict().items() if value}
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 24]
    near = text[max(0, match.start() - NEAR) : match.end() + NEAR] if "quarter" in found else ""
    made = _calendar(found, before, after, near) or _from_writing(found, before, after)
    if made is None:
        return None
    lead = LEAD.search(before)
    word = lead.group(1).lower() if lead else ""
    if made.kind == "length":
        word = "for"
    start = match.start("length") if "length" in found else match.start()
    due = bool(AHEAD.search(before) or PUT_OFF.search(before))
    ahead = (
        due
        or word in ("until", "till", "by")
        or (word == "through" and made.kind in ("weekday", "day", "unit"))
        or bool(BY_THE_HOUR.search(before))
    )
    return replace(made, start=start, end=match.end(), text=text[start : match.end()], lead=word, ahead=ahead, due=due)


def _blank(kind: Kind) -> Expression:
    return Expression(0, 0, "", kind)


def _calendar(found: dict[str, str], before: str, after: str, near: str) -> Expression | None:
    """Days, months, seasons, years and decades of the calendar."""
    if iso := found.get("iso"):
        return replace(_blank("day"), year=int(iso[:4]), month=int(iso[5:7]), day=int(iso[8:]))
    if numeric := found.get("numeric"):
        return _numeric(numeric)
    for n in "12":
        if month := found.get(f"month{n}"):
            return _days_of_month(found, n, month, after)
    if month := found.get("month3"):
        return _month(found, month, before, after)
    if decade := found.get("decade"):
        first = int(decade) if decade.isdigit() else 1900 + int(decade[1:])
        return replace(_blank("decade"), year=first, part=_part(found, "4"))
    if season := found.get("season"):
        return _season(found, season, before, after)
    if century := found.get("century"):
        number = CENTURIES.get(century.lower()) or int(re.sub(r"\D", "", century) or 0)
        part = found.get("part14") or _part(found, "13")
        return replace(_blank("century"), year=100 * number - 99, part=part.lower()) if 0 < number <= 21 else None
    if monthday := found.get("monthday"):
        return replace(_blank("day"), day=int(re.sub(r"\D", "", monthday)))
    if old := found.get("old"):
        return replace(_blank("year"), year=int(old)) if OLD_LEAD.search(before) else None
    if "q19" in found:
        return replace(
            _blank("quarter"), count=int(found["q19"]), year=int(found["year19"]) if "year19" in found else None
        )
    if quarter := found.get("quarter"):
        told = SEASON_LEAD.search(before) and ECONOMY.search(near)
        return replace(_blank("quarter"), count=ORDINALS[quarter]) if told else None
    return _year(found, found["year6"], before, after) if "year6" in found else None


def _numeric(words: str) -> Expression | None:
    """15/10/2015 is a day, 05/10/2015 may be two and is none."""
    first, second, year = (int(part) for part in re.split(r"[./]", words))
    readings = {(day, month) for day, month in ((first, second), (second, first)) if month <= 12 and day <= 31}
    if "." in words:
        readings = {(first, second)}  # written so only where the day comes first
    if len(readings) != 1:
        return None
    day, month = readings.pop()
    return replace(_blank("day"), year=year, month=month, day=day)


def _days_of_month(found: dict[str, str], n: str, month: str, after: str) -> Expression | None:
    first, last = found.get(f"day{n}a"), found.get(f"day{n}")
    year = int(found[f"year{n}"]) if f"year{n}" in found else None
    number = month_number(month)
    if number == 9 and year is None and re.match(r"\s(?:attack|terror|hijack)", after) and (first or last) == "11":
        year = 2001
    days = [int(re.sub(r"\D", "", day)) for day in (first, last) if day]
    each = [replace(_blank("day"), year=year, month=number, day=day) for day in days]
    if len(each) == 1:
        return each[0]
    if days[0] >= days[1]:
        return each[0] if n == "2" else each[1]
    return replace(_blank("range"), first=each[0], last=each[1], year=year, month=number)


def _part(found: dict[str, str], n: str) -> str:
    return re.sub(r"\s+", " ", found.get(f"part{n}", "")).lower().removeprefix("the ")


def _month(found: dict[str, str], month: str, before: str, after: str) -> Expression | None:
    year = int(found["year3"]) if "year3" in found else None
    made = replace(_blank("month"), year=year, month=month_number(month), part=_part(found, "3"))
    if rel := re.search(r"\b(last|next|this|past|coming)\s$", before):
        made = replace(made, rel=rel.group(1))
    if year is not None or made.part:
        return made
    if re.match(r"['’]s\s", after):
        if month.lower() in DOUBTFUL:
            return None
        if month.lower() not in GIVEN_NAMES:
            return made  # "November's election"
    lead = (FIRM_LEAD if month.lower() in DOUBTFUL else MONTH_LEAD).search(before)
    if not lead or (re.match(r"\s[A-Z]", after) and month.lower() in DOUBTFUL):
        return None
    article = re.search(r"\b(?:a|the)\s$", before)
    return None if article and not re.match(r"\s[a-z]", after) else made


def _season(found: dict[str, str], season: str, before: str, after: str) -> Expression | None:
    year = int(found["year5"]) if "year5" in found else None
    rel = found.get("rel5", "").lower()
    if year is None and not rel and not _part(found, "5"):
        if not SEASON_LEAD.search(before):
            return None
        if (season == "fall" and re.match(r"\sof\b", after)) or (season == "spring" and re.match(r"\sup\b", after)):
            return None
        if season == "fall" and not re.search(r"\b(?:in|this|last|next|since|until|by|during)(?:\sthe)?\s$", before):
            return None
    made = replace(_blank("season"), year=year, part=_part(found, "5"), rel=rel, unit=season)
    return made


def _year(found: dict[str, str], year: str, before: str, after: str) -> Expression | None:
    part = _part(found, "6")
    if COUNTING_AFTER.match(after) or re.match(r"-\w|\s?[/:]\d", after):
        return None
    if not part and not YEAR_LEAD.search(before):
        return None
    if re.search(r"\d\s[a-z]+(?:\s[a-z]+)?,?\s(?:and|or)\s$", before) and re.match(r"\s[a-z]+s\b", after):
        return None  # "1950 homes and 2015 cars"
    if re.search(r"\b(?:at|than|about|some|over|nearly|around)\s$", before) and re.match(r"\s[a-z]+s\b", after):
        return None
    made = replace(_blank("year"), year=int(year), part=part)
    if second := found.get("year6b"):
        until = int(second) if len(second) == 4 else int(year[:2] + second)
        if until > int(year):
            return replace(_blank("range"), first=made, last=replace(made, year=until))
    return made


def _from_writing(found: dict[str, str], before: str, after: str) -> Expression | None:
    """Times told from the day of writing, from another event, or only by their length."""
    rel = next((found[name] for name in ("rel7", "rel8", "rel8b", "rel9", "rel15") if name in found), "").lower()
    rel = re.sub(r"^(?:this|the)\s+(?=past|coming)", "", re.sub(r"\s+", " ", rel))
    if name := found.get("weekday"):
        return _weekday(name, rel, before, after)
    if word := found.get("deictic"):
        return _deictic(word, before, after)
    if edge := found.get("edge"):
        edge = re.sub(r"\s+", " ", edge).lower().removeprefix("the ")
        if edge in ("early", "late") and found["edgeunit"].lower().startswith("the"):
            return None
        return replace(_blank("edge"), part=edge, unit=re.sub(r"\s+", " ", found["edgeunit"].lower()))
    if any(name in found for name in ("unit15", "unit8", "unit8b", "unit8c")):
        return _whole(found, rel, before, after)
    if rel and ("unit9" in found or "unit9b" in found):
        return _window(found, rel, before)
    if name := found.get("holiday"):
        return _holiday(name, int(found["year11"]) if "year11" in found else None, before, after)
    return _ago(found, after) or _counted(found) or _elsewhere(found)


def _weekday(name: str, rel: str, before: str, after: str) -> Expression | None:
    if REPEATED.search(before) or (re.search(r"\ban?\s$", before) and not re.match(r"\s[a-z]+(?<!night)\s", after)):
        return _blank("repeated")
    if BESIDE_ANOTHER.match(after) and re.search(r"\bthe\s$", before, re.IGNORECASE):
        return replace(_blank("elsewhere"), rel=OF_AN_EVENT, unit="day")  # "the Sunday before"
    if NAMED_WEEKDAYS.search(before) or NAMES_OF_PAPERS.match(after) or after.startswith("-"):
        return None
    return replace(_blank("weekday"), weekday=WEEKDAYS.index(name.lower()), rel=rel)


def _deictic(word: str, before: str, after: str) -> Expression | None:
    if re.search(r"[a-z]\s[A-Z]", word):  # "This Morning" is a name
        return None
    if word == "Today" and re.search(r"(?:\bthe|\bUSA|['’]s)\s$", before):
        return None  # the programme and the paper of this name
    if word.lower() == "overnight" and not AFTER_OVERNIGHT.match(after):
        return None  # "an overnight train"
    return replace(_blank("deictic"), unit=re.sub(r"\s+", " ", word.lower()))


def _whole(found: dict[str, str], rel: str, before: str, after: str) -> Expression | None:
    """ "last week", "the weekend", "the month before last": whole units."""
    if unit := found.get("unit15"):
        if unit.lower().endswith("day"):
            return replace(_blank("weekday"), weekday=WEEKDAYS.index(unit.lower()), rel=rel)
        return replace(_blank("unit"), rel=rel, unit=unit.lower())
    if unit := found.get("unit8b"):
        if re.search(r"\b(?:the|their|his|her|its|my|our)\s+$", before):  # "the last year its owners published"
            return replace(_blank("window"), rel=rel, unit=unit, count=1) if _window_lead(before) else None
        return replace(_blank("unit"), rel=rel, unit=unit)
    if not rel and not (WEEKEND_LEAD.search(before) or after.startswith(("'s", "’s"))):
        return None  # "they enjoyed the weekend"
    return replace(_blank("unit"), rel=rel, unit="weekend")


def _holiday(name: str, year: int | None, before: str, after: str) -> Expression | None:
    if re.match(r"\s[a-z]+", after) and not HOLIDAY_LEAD.search(before):
        return None  # "Christmas trees"
    month, day = HOLIDAYS[re.sub(r"\s+", " ", name.lower().replace("’", "'"))]
    return replace(_blank("holiday"), year=year, month=month, day=day)


def _ago(found: dict[str, str], after: str) -> Expression | None:
    """ "two weeks ago", "three days later", "a day before"."""
    if "ago" not in found:
        return None
    count = _count(found["count10"]) + (0.5 if "half" in found["count10"] or "half10" in found else 0)
    word = found["ago"].split()[0].lower()
    kind: Kind = "ago" if word in ("ago", "from") else "elsewhere"
    if word in ("before", "after") and not re.match(r"\s*(?:[,.;:)]|$)", after):
        word = OF_AN_EVENT  # "two days before the vote"
    word = {"before": "earlier", "after": "later"}.get(word, word)
    made = replace(_blank(kind), unit=found["unit10"].lower(), count=count, rel=word)
    return replace(made, part=re.sub(r"\s+", " ", found.get("approx", "").lower()).strip())


def _counted(found: dict[str, str]) -> Expression | None:
    """ "two Sundays ago", "in two weeks' time", "within 48 hours"."""
    if name := found.get("weekday20"):
        count = int(_count(found["count20"])) or 1
        return replace(_blank("weekday"), weekday=WEEKDAYS.index(name.lower()), rel=f"{count} ago")
    if unit := found.get("unit16"):
        return replace(_blank("ago"), unit=unit.lower(), count=_count(found["count16"]), rel="from")
    if unit := found.get("unit17"):
        return replace(_blank("within"), unit=unit.lower(), count=_count(found["count17"]))
    return None


def _elsewhere(found: dict[str, str]) -> Expression | None:
    """ "the day before", "that evening", "the following week", "for three years"."""
    if unit := found.get("the18") or found.get("unit18"):
        rel = {"before": "previous", "after": "following", "": "same"}[found.get("rel18", "").lower()]
        return replace(_blank("elsewhere"), rel=rel, unit=unit.lower())
    if "same" in found:
        return replace(_blank("elsewhere"), rel=found["same"].lower(), unit=found["unit12"].lower())
    return _blank("length") if "length" in found else None


def _window_lead(before: str) -> bool:
    return bool(re.search(r"\b(?:in|over|during|within|for|throughout)\s+the\s+$", before, re.IGNORECASE))


def _window(found: dict[str, str], rel: str, before: str) -> Expression | None:
    """ "the past two years", "in recent weeks", "the upcoming few days"."""
    unit, bare = found.get("unit9") or found["unit9b"], "unit9b" in found
    single, led = bare and not unit.endswith("s"), _window_lead(before + "the ")
    if rel in ("following", "previous") or (rel == "next" and single and "half9" not in found and not led):
        return replace(_blank("elsewhere"), rel=rel if bare else OF_AN_EVENT, unit=unit)
    if single and rel in ("recent", "upcoming", "coming"):
        return None
    if single and "half9" not in found and not (rel == "past" or led):
        return None  # "the last year its owners published": the last of many
    if bare and unit.endswith("s"):
        count = None
    else:
        count = _count(found.get("count9") or "one") + (0.5 if "half9" in found else 0)
        count = count or None
    return replace(_blank("window"), rel=rel, unit=unit.rstrip("s"), count=count)


def _count(words: str) -> float:
    """The number of a count, 0 where it is open ("a few")."""
    words = re.sub(r"^an?\s+(?=couple)|\s+of$", "", words.lower())
    if "few" in words or "several" in words or words.startswith("half"):
        return 0
    return float(words) if words.isdigit() else COUNTS[words]


# ---- two expressions --------------------------------------------------------------------------

JOINED = re.compile(r"\s*(?:[-–—]|to|until|till|through|and)\s+(?:the\s+)?|\s?[-–]\s?", re.IGNORECASE)
RANGED: frozenset[str] = frozenset(("day", "month", "year", "season", "weekday", "decade"))
INSIDE = re.compile(r",?\s(?:of\s|in\s|on\s)?", re.IGNORECASE)


def _joined(text: str, one: Expression, two: Expression) -> Expression | None:
    """Two expressions as one, None where they are two: "between January 1 and October 1, 2015", "from 1985 to 1988",
    "Tuesday of last week", "a year ago this week"."""
    between = text[one.end : two.start]
    if inside := _inside(text, one, two, between):
        return inside
    if one.kind not in RANGED or two.kind not in RANGED or not JOINED.fullmatch(between):
        return None
    link = between.strip().lower().split(" ")[0]
    if (link == "and" and one.lead != "between") or (
        link not in ("and", "-", "–", "—") and one.lead not in ("from", "between")
    ):
        return None
    if one.year is None and one.kind in ("day", "month"):
        one = replace(one, year=two.year)
    return Expression(
        one.start, two.end, text[one.start : two.end], "range", lead=one.lead, ahead=one.ahead, first=one, last=two
    )


def _inside(text: str, one: Expression, two: Expression, between: str) -> Expression | None:
    """One time told by another beside it: the first names what is meant, the second in which week, month or year."""
    if not INSIDE.fullmatch(between):
        return None
    week = two.kind == "unit" and two.unit == "week" and not one.rel
    swapped = one.kind == "unit" and one.unit == "week" and two.kind == "weekday" and not two.rel
    month = one.kind == "day" and one.month is None and two.kind == "unit" and two.unit == "month"
    year = two.kind == "unit" and two.unit == "year" and two.rel == "last"
    back = one.kind == "ago" and one.unit in ("year", "decade") and (
        (two.kind == "unit" and two.rel == "this") or (two.kind == "deictic" and two.unit == "today")
    )  # fmt: skip
    again = year and (one.kind == "unit" and one.rel == "this")
    same = year and one.kind == "elsewhere" and one.rel == "same" and one.unit in ("day", "week", "month", "quarter")
    if not ((one.kind == "weekday" and week) or swapped or month or back or again or same):
        return None
    if swapped:
        one, two = replace(two, start=one.start), replace(one, end=two.end)
    words = text[one.start : two.end]
    return Expression(
        one.start, two.end, words, "inside", lead=one.lead, ahead=one.ahead or two.ahead, first=one, last=two
    )


def _with_year(text: str, one: Expression, two: Expression) -> Expression:
    """ "on March 3 and April 5, 2015": the year of the second is that of the first."""
    between = text[one.end : two.start]
    listed = re.fullmatch(r",?\s+(?:and|or|to)\s+(?:on\s+)?", between)
    if listed and one.kind == two.kind == "day" and one.year is None and (one.month or 0) <= (two.month or 0):
        return replace(one, year=two.year)
    return one
