"""The figures of one article -> the sums among them: totals that their parts make up, and totals that they do not.

1. A total and what befell its people: "21,000 killed or injured" beside "6,238 killed" and "14,933 injured".
2. A total and the figures that a sentence lists for it: "3,450 people: 2,300 in schools and 1,150 in tents".
3. A result of the figures before it: "another eight died, bringing the total to 58", "13 here, eight there, 21 in all".
4. A telling total elsewhere in the article: two to four figures in a row that make exactly its value.

That a sum agrees is told where the numbers are too large to agree by chance, or the words join them. That it does not
is told only where the words leave no other reading: exact numbers from the same mouth that are named as all the parts,
or parts that are more than their total. A list that makes less than its total may be incomplete, unless it is told as a
breakdown: behind a colon or dash, closed by "and", of what counts the same.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Article, Figure, Sum
from .parts import REACH, same_sentence

TELLING = 100  # sums from here on that are not round hardly agree by chance
SMALL = 20  # below, three numbers of one sentence add up by chance too often unless words join them
MOST = 4  # parts of a sum
ROUNDED = 1.1  # "more than 21,000" is told of what is up to a tenth more
FATES = {"killed": "dead", "dead": "dead", "died": "dead", "injured": "hurt", "wounded": "hurt", "hurt": "hurt",
         "missing": "missing", "arrested": "arrested", "detained": "arrested"}  # fmt: skip
CASUALTIES = frozenset(("dead", "hurt"))
LISTS = re.compile(r"[:(–—]\s*(?:\w+\s+){0,3}$|^[^.;]{0,80}\s[–—-]\s(?:\w+\s+){0,3}$")
PARTLY = re.compile(r"\b(?:includ\w+|among|mostly|mainly|especially|such as)\b", re.IGNORECASE)
CLOSED = re.compile(r"\band\s+(?:\w+\s+){0,2}$")
# Words for people that may be the same people, beside those of which nobody is two
AGES = frozenset(("men", "women", "children"))
OVERLAPPING = frozenset(("girls", "boys", "people", "others", "civilians", "residents", "workers", "foreigners",
                         "minors", "victims", "citizens", "nationals", "survivors"))  # fmt: skip
BRINGING = re.compile(
    r"\b(?:bring|rais|tak|lift|push)(?:ing|s)\s(?:(?:the|its|their)\s)?(?:\w+\s){0,2}"
    r"(?:total|toll|number|count|tally)\s(?:of\s\w+\s)?to\s$"
)
NEAR = 0.2  # of a total: further off, what stands before it is no more than a part of what makes it up
IN_ALL = re.compile(r"\b(?:in all|in total|altogether|all told|total of|bringing the total)\b", re.IGNORECASE)


def find_sums(article: Article, figures: Sequence[Figure]) -> tuple[Sum, ...]:
    """The sums among the figures of one article, in order of the totals; one for each total and its parts."""
    found: dict[tuple[str, tuple[str, ...]], Sum] = {}
    for one in (
        *_of_fates(article, figures), *_of_lists(article, figures), *_of_totals(article, figures),
        *_of_results(article, figures),
    ):  # fmt: skip
        found.setdefault((one.total, one.parts), one)
    return tuple(sorted(found.values(), key=lambda s: (s.spans, s.parts)))


# ---- 1. what befell people --------------------------------------------------------------------


def _of_fates(article: Article, figures: Sequence[Figure]) -> Iterator[Sum]:
    people = [(figure, _fates(figure)) for figure in figures if figure.unit == "people" and not figure.part_of]
    totals = [(figure, fates) for figure, fates in people if len(fates) > 1]
    single = [(figure, fates) for figure, fates in people if len(fates) == 1 and _exact(figure)]
    for (left, one), (right, other) in itertools.pairwise(single):
        if one == other or not same_sentence(article, left, right):
            continue
        for total, fates in totals:
            if fates == one | other and _one_scope(total, left, right):
                yield from _judged(total, (left, right))


def _fates(figure: Figure) -> frozenset[str]:
    words = re.findall(r"[a-z]+", figure.counted.lower())
    if "casualties" in words or "casualty" in words:
        return CASUALTIES
    return frozenset(FATES[word] for word in words if word in FATES)


# ---- 2. lists ---------------------------------------------------------------------------------


def _of_lists(article: Article, figures: Sequence[Figure]) -> Iterator[Sum]:
    for at, total in enumerate(figures):
        row: list[Figure] = []
        for figure in figures[at + 1 : at + 1 + MOST]:
            if figure.unit != total.unit or not same_sentence(article, row[-1] if row else total, figure):
                break
            row.append(figure)
        if len(row) < 2 or not all(map(_exact, row)) or not _value(total):
            continue
        lead = article.text[total.span.end : row[0].span.start]
        joined = bool(LISTS.search(lead)) and not PARTLY.search(lead)
        for end in range(2, len(row) + 1):
            if _agrees(total, row[:end]) and (joined or _value(total) >= SMALL):
                yield _sum(total, row[:end], agrees=True)
                break
        else:
            wrong = _too_much(total, row) or _is_breakdown(article, total, row)
            if joined and wrong and all(figure.statement == total.statement for figure in row):
                yield _sum(total, row, agrees=False)


def _too_much(total: Figure, row: Sequence[Figure]) -> bool:
    """Whether figures of the very same things are more than their total: two counts of men and one of all are not."""
    alike = len({figure.counted for figure in (total, *row)}) == 1 and not any(figure.part_of for figure in row)
    return alike and total.high is not None and sum(map(_value, row)) > total.high


def _is_breakdown(article: Article, total: Figure, row: Sequence[Figure]) -> bool:
    """Whether a list is told as all that makes up an exact total, and does not: it is closed by "and", nothing follows,
    and its parts count the same as the total, or are more than it and count people of kinds that exclude each other."""
    last, before = row[-1], row[-2]
    closed = CLOSED.search(article.text[before.span.end : last.span.start])
    if not closed or not _exact(total) or any(figure.part_of for figure in row):
        return False
    if len({figure.counted for figure in (total, *row)}) == 1:
        return True
    kinds = {figure.counted.split(" ")[-1].lower() for figure in row}
    apart = len(kinds) == len(row) and (kinds <= AGES or not kinds & (AGES | OVERLAPPING))
    return apart and total.unit == "people" and sum(map(_value, row)) > _value(total)


# ---- 3. and 4. results and totals elsewhere ----------------------------------------------------------------------


def _of_totals(article: Article, figures: Sequence[Figure]) -> Iterator[Sum]:
    totals: dict[tuple[float, str | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        if _exact(figure) and figure.unit not in ("%", "share"):
            totals[_value(figure), figure.unit].append(figure)
    for at, first in enumerate(figures):
        row = [first]
        for figure in figures[at + 1 : at + MOST]:
            if figure.unit != first.unit or not same_sentence(article, row[-1], figure):
                break
            row.append(figure)
            made = sum(map(_value, row))
            if not all(map(_exact, row)) or not (_telling(made) or _in_all(article, row[-1], figures, at + len(row))):
                continue
            for total in totals.get((made, first.unit), ())[:1]:
                if total.id not in {one.id for one in row}:
                    yield _sum(total, row, agrees=True)


def _in_all(article: Article, last: Figure, figures: Sequence[Figure], following: int) -> bool:
    """Whether the figure after a row is told as its total: "13 here and eight there, 21 in all"."""
    if following >= len(figures) or not same_sentence(article, last, figures[following]):
        return False
    return bool(IN_ALL.search(article.text[last.span.end : figures[following].span.end + 16]))


def _telling(value: float) -> bool:
    return value >= TELLING and len(f"{value:.0f}".rstrip("0")) > 1


def _of_results(article: Article, figures: Sequence[Figure]) -> Iterator[Sum]:
    """ "stood at 50, and eight more died, bringing the total to 59": a result that those before it do not make."""
    for at, total in enumerate(figures):
        row: list[Figure] = []
        for figure in reversed(figures[max(0, at - MOST) : at]):
            if figure.unit != total.unit or not same_sentence(article, figure, row[0] if row else total):
                break
            row.insert(0, figure)
        if len(row) < 2 or not all(map(_exact, (total, *row))):
            continue
        told = BRINGING.search(article.text[row[-1].span.end : total.span.start]) or _in_all(
            article, row[-1], figures, at
        )
        off = abs(sum(map(_value, row)) - _value(total))
        if told and 0 < off <= NEAR * _value(total) and len({figure.statement for figure in (total, *row)}) == 1:
            yield _sum(total, row, agrees=False)


# ---- judging ----------------------------------------------------------------------------------


def _judged(total: Figure, parts: Sequence[Figure]) -> Iterator[Sum]:
    all_of_them = (total, *parts)
    near = max(one.span.end for one in all_of_them) - min(one.span.start for one in all_of_them) <= REACH
    one_account = len({(figure.statement, figure.where, figure.when) for figure in all_of_them}) == 1
    if _agrees(total, parts):
        yield _sum(total, parts, agrees=True)
    elif near and one_account and _contradicts(total, parts):
        yield _sum(total, parts, agrees=False)


def _agrees(total: Figure, parts: Sequence[Figure]) -> bool:
    made = sum(map(_value, parts))
    if _exact(total):
        return made == total.low
    if total.bound in ("more than", "at least") and total.low is not None:
        return total.low <= made <= total.low * ROUNDED and (made > total.low or total.bound == "at least")
    return total.bound == "about" and abs(made - _value(total)) <= _value(total) * (ROUNDED - 1)


def _contradicts(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether parts cannot make a total: an exact one they miss, a least one they do not reach."""
    made = sum(map(_value, parts))
    return made != total.low if _exact(total) else made < (total.low or 0) or (total.high or made) < made


def _one_scope(*figures: Figure) -> bool:
    places = {figure.where for figure in figures if figure.where}
    times = {figure.when for figure in figures if figure.when}
    return len(places) <= 1 and len(times) <= 1


def _exact(figure: Figure) -> bool:
    return figure.bound == "exact" and figure.low is not None and figure.low == figure.high


def _value(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def _sum(total: Figure, parts: Sequence[Figure], agrees: bool) -> Sum:
    names = [f"{_value(part):,.10g}" for part in parts]
    made = sum(map(_value, parts))
    told = f"{total.bound} " if total.bound != "exact" else ""
    verdict = "as told" if agrees else f"not {told}{_value(total):,.10g}"
    why = f"{', '.join(names[:-1])} and {names[-1]} make {made:,.10g}, {verdict}"
    return Sum(total.id, tuple(part.id for part in parts), agrees, why, (total.span, *(part.span for part in parts)))
