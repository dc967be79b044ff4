"""Numbers in a text: numerals, number words, scales, money, per cent, shares and ranges, each with its value.

No parse is needed and nothing is judged here: what is a figure and what it counts comes later.

>>> [(n.low, n.high, n.unit) for n in find_numbers("some 90 million crowns, two-thirds of it, and 5 to 7 per cent")]
[(90000000, 90000000, None), (0.6667, 0.6667, 'share'), (5, 7, '%')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files

UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
         "eighteen": 18, "nineteen": 19, "zero": 0}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "mn": 1_000_000,
          "bn": 1_000_000_000, "tn": 10**12, "trillion": 10**12, "m": 1_000_000, "k": 1_000, "dozen": 12}  # fmt: skip
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
CURRENCIES = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "A$": "AUD", "C$": "CAD",
              "CA$": "CAD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "₽": "RUB", "₺": "TRY", "₪": "ILS",
              "R$": "BRL", "S$": "SGD", "Rs": "rupee", "Rs.": "rupee"}  # fmt: skip
_CODES = "USD EUR GBP CHF JPY CNY RUB INR CAD AUD NZD SEK NOK DKK PLN ZAR BRL MXN KRW SGD HKD"
CURRENCIES |= {code: code for code in _CODES.split()}
# The four letters beyond ASCII that a match without regard to case takes for a letter of it (documentation of `re`)
LOOKALIKES = str.maketrans("\u0130\u0131\u017f\u212a", "IisK")
MOST = 10**15  # larger numbers in the news are misprints, codes or jokes
PLAIN_DIGITS = 7  # digits without a comma from which a number is a telephone number or a code

_SMALL = "|".join([*UNITS, *TENS])
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_SHORT = "bn|mn|tn|m|k"
# Symbols of measures, written close to a number or after a blank; "m" only close to it ("50m")
_MEASURE = r"km/h|kmh|kph|mph|m/s|km²|m²|m³|km|kg|cm|mm|ft|lbs?|MW|GW|kW|kWh|MWh|GWh|TWh|ha|°\s?[CF]"
_VULGAR = "½¼¾⅓⅔⅛"
_PERCENT = r"\s?[%％]|[ -]per\s?cent\b|\s?pc\b"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
NUMBER = re.compile(
    rf"""
    (?<![\w.,/:'’@\#&=?+{_VULGAR}-])(?<!\d\s[-–])(?<![{_VULGAR}]\s)
    (?:
      (?P<currency>(?-i:{_SIGNS}))\s?(?P<money>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?:[\s-]?(?P<moneyscale>{_SCALE}|{_SHORT})\b)?
    | (?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+|\s?[{_VULGAR}]|\s(?:1/[2348]|[23]/[34])(?!\d))?
        (?:[ -]?(?P<scale>{_SCALE}|bn|mn|tn)\b|(?P<short>m|k)\b)?(?P<percent>{_PERCENT})?
        (?:(?P<attached>\s?(?:{_MEASURE})(?!\w))|\s?(?P<sign>[€₽₺₪])(?!\s?\d))?
    | (?P<halfscale>half\s+a\s+(?:million|billion|thousand|dozen))\b
    | (?P<fraction>(?:(?P<numerator>one|two|three|four|a|\d)[ -])?
        (?P<denominator>half|thirds?|quarters?|fourths?|fifths?|sixths?|tenths?))(?=\s(?:of\s|the\s|its\s|their\s|his\s|her\s|our\s|all\s))
    | (?P<words>(?:a\s(?=hundred|thousand|million|billion|dozen))?(?:{_SMALL}|hundred|thousand|million|billion|dozen)
        (?:(?:-|\s(?:and\s)?)(?:{_SMALL}|{_SCALE})\b)*)(?:\s(?P<andhalf>and\sa\shalf)\s(?P<halfof>{_SCALE}))?
        (?P<wordpercent>{_PERCENT})?
    )
    (?!\w|[.,:/]+\d|['’]\w|@)
    """,
    re.VERBOSE | re.IGNORECASE,
)
PAIR = re.compile(r"(?<![\w.,/:$£€-])(\d[\d,]*(?:\.\d+)?)\s?[-–—]\s?(\d[\d,]*(?:\.\d+)?)(?!\d|[/:-]\w|[.,]\d)")
MANY_AFTER = re.compile(r"\s(?:[a-z]+s|people|men|women|children|of)\b")
_UNSEEN = "\u00ad\u200b-\u200d\u2060-\u2064\ufeff"  # characters without width, between digits of one number
UNSEEN_BEFORE, UNSEEN_AFTER = re.compile(rf"\d[{_UNSEEN}]$"), re.compile(rf"^[{_UNSEEN}]\d")
TURNING = frozenset("\u202d\u202e\u2066\u2067\u2068")  # what stands behind is shown in another order
CHAIN = re.compile(r"\d[\d,.]*(?:[-–—]\d[\d,.]*)+")
# "one in five", "nine out of ten": a share, where the second number is small and round
OUT_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?$")
ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 10, 12, 20, 50, 100, 1000))
LINK = re.compile(r"\s?(?P<dash>[-–—])\s?|\s(?P<word>to|or|and)\s(?:as\smany\sas\s|about\s)?", re.IGNORECASE)
CHANGES = re.compile(
    r"\b(?:rose|rises?|risen|fell|falls?|fallen|grew|grown|dropped|increased?|decreased?|cut|raised|lowered|reduced|"
    r"climbed|jumped|slipped|went|down|up|doubled|voted?|votes|won|lost|beat|defeated|passed|carried|ruled)\b[^.;]*$",
    re.IGNORECASE,
)


CLOSE = 3  # words from a verb of change to the first of two numbers that it joins


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, its least and greatest value, and its unit where it is written with it
    (an ISO 4217 code, "%", "share", or a measure joined to it, as "km")."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None
    word: str

    @property
    def plain(self) -> bool:
        """Whether it is bare digits, which may be a year, an age, a name."""
        return self.unit is None and self.word.isdigit()


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in files("wellsourced.lexicons").joinpath("numbers_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, word_class = line.split("\t")
            found.setdefault(word_class, set()).add(word)
    return {word_class: frozenset(words) for word_class, words in found.items()}


def words_of(word_class: str) -> frozenset[str]:
    """The words of a class in `lexicons/numbers_words.tsv`, in the singular."""
    return _lexicon()[word_class]


@lru_cache(maxsize=1)
def currency_words() -> dict[str, str]:
    """Currency word in the singular -> its ISO 4217 code, or the word itself where several countries use it."""
    return {
        word: word_class.removeprefix("money:") or word
        for word_class, words in sorted(_lexicon().items())
        for word in sorted(words)
        if word_class.startswith("money:")
    }


@lru_cache(maxsize=1)
def _symbols() -> dict[str, str]:
    return {
        word: word_class.removeprefix("unit:")
        for word_class, words in _lexicon().items()
        for word in words
        if word_class.startswith("unit:")
    }


def symbol_of(measure: str) -> str:
    """The symbol of a measure, so that "kilometres", "kilometers" and "km" are one unit; other words as they are.

    >>> symbol_of("kilometer"), symbol_of("kph"), symbol_of("acre")
    ('km', 'km/h', 'acre')
    """
    return _symbols().get(measure.lower(), measure)


def find_numbers(text: str) -> list[Number]:
    """Every number of a text, in order; two that make up a range or a share, or tell one value twice, are one."""
    text = text.translate(LOOKALIKES)
    found: list[Number] = []
    for number in _each(text):
        joined = _joined(text, found[-1], number) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(number)
    return found


def _each(text: str) -> Iterator[Number]:
    pairs = {match.start(): match for match in PAIR.finditer(text)}
    at = 0
    for match in NUMBER.finditer(text):
        if match.start() < at:
            continue
        if pair := pairs.get(match.start()):
            number = _range(text, pair)
            at = pair.end() if number is None else number.end
            if number is not None:
                yield number
            continue
        if chain := CHAIN.match(text, match.start()):
            at = chain.end()  # "7-8-1", "555-1234": scores, records, codes
            continue
        found = match.groupdict()
        if _is_broken(text, match):
            continue
        if (found["short"] or "").lower() == "m" and not MANY_AFTER.match(text, match.end()):
            found |= {"short": None, "attached": "m"}  # "50m from the scene" are metres, "5m people" millions
        value, unit = _value(found)
        if value is not None and 0 <= value <= MOST:
            end = match.end("fraction") if match.group("fraction") else match.end()
            yield Number(match.start(), end, value, value, unit, match.group())


def _is_broken(text: str, match: re.Match[str]) -> bool:
    """Whether a number is not what is seen: digits of two scripts, digits on both sides of a sign without width, or
    signs that turn the order of what follows."""
    digits = [char for char in match.group() if char.isdigit()]
    if len({unicodedata.decimal(char, -1) - ord(char) for char in digits}) > 1:
        return True  # the zeros of two scripts
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return bool(before[-1:] in TURNING or UNSEEN_BEFORE.search(before) or UNSEEN_AFTER.match(after))


def _number(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(round(value, 6))


def _digits(words: str, scale: str | None = None) -> float | None:
    if len(words) > 40:
        return None
    try:
        return _number(Decimal(words.replace(",", "")) * SCALES.get((scale or "").lower(), 1))
    except InvalidOperation:
        return None


def _value(found: dict[str, str | None]) -> tuple[float | None, str | None]:
    if currency := found["currency"]:
        return _digits(found["money"] or "", found["moneyscale"]), CURRENCIES[currency]
    if digits := found["digits"]:
        scale = found["scale"] or found["short"]
        if scale is None and not found["percent"] and not found["decimals"] and _is_code(digits):
            return None, None
        unit = "%" if found["percent"] else symbol_of((found["attached"] or "").strip()) or None
        unit = CURRENCIES[found["sign"]] if found["sign"] else unit
        part = (found["decimals"] or "").strip()
        if "/" in part:
            above, below = part.split("/")
            part = f"{round(int(above) / int(below), 4)}".removeprefix("0")  # "3 1/2 tonnes"
        if part and part in _VULGAR:
            part = f"{round(unicodedata.numeric(part), 4)}".removeprefix("0")  # "2½ million"
        return _digits(digits + part, scale), unit
    if half := found["halfscale"]:
        return SCALES[half.split()[-1].lower()] // 2, None
    if found["fraction"]:
        return _fraction(found)
    spelled = words_value(found["words"] or "")
    if spelled is not None and found["andhalf"]:
        size = SCALES[(found["halfof"] or "").lower()]
        spelled = spelled * size + size // 2
    return spelled, "%" if found["wordpercent"] else None


def _is_code(digits: str) -> bool:
    return "," not in digits and (len(digits) >= PLAIN_DIGITS or (len(digits) > 1 and digits[0] == "0"))


def _fraction(found: dict[str, str | None]) -> tuple[float | None, str | None]:
    name = (found["denominator"] or "").lower().removesuffix("s")
    numerator = (found["numerator"] or "").lower()
    if not numerator and name != "half":
        return None, None  # "the third of four", "the last quarter of the year"
    above = 1 if numerator in ("", "a") else UNITS.get(numerator) or int(numerator)
    return round(above / FRACTIONS[name], 4), "share"


def words_value(words: str) -> int | None:
    """Number words -> their value, or None where they make up no single number ("seven six").

    >>> words_value("seventy-one"), words_value("two hundred and five thousand"), words_value("a hundred")
    (71, 205000, 100)
    >>> words_value("two dozen"), words_value("seven six")
    (24, None)
    """
    total = current = 0
    last = largest = MOST
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a"):
            continue
        if word in SCALES:
            scale = SCALES[word]
            if (scale == 100 and current >= 100) or (scale >= 1000 and scale >= largest):
                return None  # "hundred hundred", "million billion"
            current = max(current, 1) * scale
            if scale >= 1000 or word == "dozen":
                total, current, largest = total + current, 0, scale
            last = scale
            continue
        value = UNITS.get(word, TENS.get(word, 0))
        if current and ((10 if word in UNITS else 100) > last or current % (10 if word in UNITS else 100)):
            return None
        current += value
        last = 10 if word in TENS else 100
        if word in UNITS:
            last = 1
    return total + current


# ---- ranges and shares ------------------------------------------------------------------------


def _range(text: str, pair: re.Match[str]) -> Number | None:
    """ "10-15 people" is a range; "3-1", "26-24", "555-1234" and "7-8-1" are none, and no numbers either."""
    low, high = _digits(pair.group(1)), _digits(pair.group(2))
    after = re.match(
        rf"(?:\s(?P<scale>{_SCALE})\b)?(?P<percent>{_PERCENT})?(?:[\s-](?P<next>[a-z]+))?", text[pair.end() :]
    )
    if low is None or high is None or low >= high or after is None or not after.group():
        return None
    following = (after.group("next") or "").removesuffix("s")
    if following in words_of("score") or (not after.group("percent") and not following and not after.group("scale")):
        return None
    scale = SCALES.get(after.group("scale") or "", 1)
    end = pair.end() + max(after.end("scale"), after.end("percent"), 0)
    unit = "%" if after.group("percent") else None
    return Number(pair.start(), end, low * scale, high * scale, unit, text[pair.start() : end])


def _joined(text: str, one: Number, two: Number) -> Number | None:
    """ "between 5 and 15", "two to three", "six or 10", "one in five" as one number, None where they are two."""
    between = text[one.end : two.start]
    if between == " (" and two.low == one.low and text[two.end : two.end + 1] == ")":
        return replace(one, end=two.end + 1)  # "12 (twelve)"
    if OUT_OF.fullmatch(between):
        low, high = one.low, two.high
        share = one.unit is None and two.unit is None and 0 < low < high and high in ROUND and high <= 1000
        small = low <= 9 and (between.strip() != "in" or low * 2 <= high or high <= 10)
        if share and small and not re.match(r"\s[A-Z]", text[two.end : two.end + 2]):
            value = round(low / high, 4)
            return Number(one.start, two.end, value, value, "share", text[one.start : two.end])
        return None
    link = LINK.fullmatch(between)
    if link is None or not _same_unit(one, two):
        return None
    lead = text[max(0, one.start - 60) : one.start]
    word = (link.group("word") or "-").lower()
    if word == "and" and not re.search(r"\bbetween\s+$", lead, re.IGNORECASE):
        return None
    if word in ("to", "-") and _is_change(lead):
        return None
    low = _scaled_like(one, two)
    if (
        not low < two.high
        or two.high > 100 * max(low, 1)
        or (one.low == 1 and word == "or" and one.word.lower() == "a")
    ):
        return None
    return Number(one.start, two.end, low, two.high, two.unit or one.unit, text[one.start : two.end])


def _is_change(lead: str) -> bool:
    """Whether a number before "to" is where something stood before: "fell from 35 to 5", "won by 26 to 24", not
    "who lost their jobs made 35,000 to 60,000"."""
    changes = CHANGES.search(lead)
    if changes is None:
        return False
    return lead.endswith(("from ", "by ")) or len(lead[changes.start() :].split()) <= CLOSE


def _same_unit(one: Number, two: Number) -> bool:
    return (
        one.unit == two.unit
        or (one.unit is None and two.unit == "%")
        or (two.unit is None and one.unit in CURRENCIES.values())
    )


def _scaled_like(one: Number, two: Number) -> float:
    """ "2 to 3 million" begins at two million."""
    scale = re.search(rf"({_SCALE}|{_SHORT})\W*(?:per\s?cent|%)?$", two.word, re.IGNORECASE)
    if scale and one.low < 1000 and not re.search(_SCALE, one.word, re.IGNORECASE):
        return one.low * SCALES[scale.group(1).lower()]
    return one.low
