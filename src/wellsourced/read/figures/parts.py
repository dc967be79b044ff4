"""Figures -> the same figures, each part with the whole it is a part of: "12 dead, including three children".

1. The whole stands in the words of the part: "five of the nine terminals".
2. The whole opens the sentence: "Of the 48 passengers, 12 were children".
3. Words before or behind the part point back to the whole: "including three", "two of them", "20 of whom".
4. A part joined to a part by "and" or a comma: "three children and two nurses".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...records import Article, Figure

REACH = 300  # characters back from a part to its whole in the sentence before
HEDGE = r"(?:(?:was|were|are|is|at least|about|only|also|just|some|the|his|her|its|their)\s+)*"
OF_FOLLOWING = re.compile(rf"\bof\s+(?:(?:the|its|their|his|her|our|these|those|all)\s+|{HEDGE})?$")
OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|these|those|all)\s+")
OF_ALL = re.compile(
    rf"(?:^|[,;:—–]\s+|[.!?”’]\s+)(?:Out\s+of|out\s+of|Of|of|Among|among)\s+(?:the\s+|these\s+|those\s+)?{HEDGE}$"
)
POINTS_BACK = re.compile(
    r"\b(?:including|includ(?:ed|es)|among\s(?:them|whom|those|these|the\s(?:dead|victims|injured|wounded|missing|"
    rf"survivors|passengers|arrested|dead\sand\s\w+))|of\s(?:them|whom|these|those|which))[\s,:]+{HEDGE}$",
    re.IGNORECASE,
)
SENTENCE_BACK = re.compile(r"\b(?:among|included|of\s(?:them|these|those))\b", re.IGNORECASE)
OF_THEM = re.compile(r"\bof\s(?P<whom>them|whom|these|those|which)\b")
JOINED = re.compile(
    rf"^(?:\s(?:in|from|at|near)\s[\w’'-]+(?:\s[A-Z][\w’'-]+)*)?\W{{0,3}}(?:(?:and|as well as|plus)\s+)?{HEDGE}$"
)
# "of the 58 dead, 30 were found inland, 20 at sea and six at home": a row of what counts the same
LISTED = re.compile(rf"(?:,|\band)\s+{HEDGE}$")
AGAIN = re.compile(r"[;:]|\b(?:while|but|another|bringing|raising|total)\b")
SENTENCE_END = re.compile(r"[.!?][”’\"']?\s+(?=[“‘\"']?[A-Z0-9])|\n")


def with_parts(article: Article, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures of one article, in order, with `part_of` where its words say so. Abstains where no whole fits."""
    found: list[Figure] = []
    for at, figure in enumerate(figures):
        following = figures[at + 1] if at + 1 < len(figures) else None
        whole = _inside(article, figure, following) or _before(article, figure, found)
        found.append(replace(figure, part_of=whole) if whole else figure)
    return tuple(found)


def same_sentence(article: Article, left: Figure, right: Figure) -> bool:
    """Whether no sentence ends between two figures, the left one first; looks at `REACH` characters at most."""
    between = article.text[left.span.end : right.span.start]
    return len(between) <= REACH and not SENTENCE_END.search(between)


def _inside(article: Article, figure: Figure, following: Figure | None) -> str | None:
    if following is None or not _fits(figure, following):
        return None
    if figure.span.contains(following.span):
        lead = article.text[figure.span.start : following.span.start]
        return following.id if OF_FOLLOWING.search(lead) else None
    return following.id if OF_WHOLE.fullmatch(article.text[figure.span.end : following.span.start]) else None


def _before(article: Article, figure: Figure, earlier: Sequence[Figure]) -> str | None:
    """The whole that stands before a part."""
    if not earlier:
        return None
    start = figure.span.start
    lead = article.text[max(0, start - 60, earlier[-1].span.start) : start]
    points = POINTS_BACK.search(lead)
    of_them = OF_THEM.search(article.text[start : figure.span.end + 12])
    if points or of_them:
        crosses = bool(points and SENTENCE_BACK.match(points.group())) or bool(of_them)
        return _whole(article, figure, earlier, crosses)
    last = earlier[-1]
    if not same_sentence(article, last, figure):
        return None
    opens = article.text[max(0, last.span.start - 40) : last.span.start]
    if OF_ALL.search(opens) and _fits(figure, last) and "," in article.text[last.span.end : start]:
        return last.id
    between = article.text[last.span.end : start]
    listed = (figure.unit, figure.counted) == (last.unit, last.counted) and LISTED.search(between)
    if last.part_of and (JOINED.match(between) or (listed and not AGAIN.search(between))):
        whole = next((one for one in reversed(earlier) if one.id == last.part_of), None)
        return whole.id if whole and _fits(figure, whole) else None
    return None


def _whole(article: Article, figure: Figure, earlier: Sequence[Figure], crosses: bool) -> str | None:
    """The nearest figure before that is no part itself and large enough, in the sentence or the one before."""
    for one in reversed(earlier[-6:]):
        near = figure.span.start - one.span.end <= REACH
        if not near or not (same_sentence(article, one, figure) or crosses):
            return None
        if one.part_of is None and _fits(figure, one):
            return one.id
    return None


def _fits(part: Figure, whole: Figure) -> bool:
    """Whether one figure can be a part of another: of the same unit, or a share of it, and no larger."""
    if part.unit in ("%", "share"):
        return whole.unit not in ("%", "share")
    if part.unit != whole.unit and None not in (part.unit, whole.unit):
        return False
    least = part.low if part.low is not None else 0
    return whole.high is None or least <= whole.high
