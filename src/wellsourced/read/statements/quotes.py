"""The text of paragraphs -> their quotations, with marks of all kinds and missing or stray marks repaired.

1. Every mark is told to open or to close by what stands beside it, and by its shape where that leaves it open: the
   shapes differ by country („…“, »…«, ”…”) and by keyboard, the white space does not.
2. Marks are paired with a stack, so quotations may stand in quotations.
3. A mark without its partner is repaired inside its paragraph: a quotation that is never closed ends with the
   paragraph; a closing mark too many extends the quotation just before it; any other is left alone.
4. A quotation left open at the end of a paragraph goes on in the next one where that begins with an opening mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MARK = re.compile(r"''|``|‘‘|’’|,,(?=\w)|[\"“”„‟«»'‘’‚‛‹›]")
SINGLE = frozenset("'‘’‚‛‹›")
OPENING_SHAPES = frozenset(("“", "„", "‟", "«", "‘", "‚", "‛", "‹", "``", "‘‘", ",,"))
CLOSING_SHAPES = frozenset(("”", "»", "’", "›", "’’"))
OPENS_AFTER = frozenset("([{—–-/:;,=>")  # besides white space and other marks
# Reporting words that stand in no quotation: with a comma before them, and a name or the end of a clause after
REPORTED = re.compile(
    r",\s(?:(?:said|says|added|adds)\s(?=[A-Z]|the\s)|(?:he|she|they|it)\s(?:said|says|added|adds)(?=[.,]))"
)
ENDS_SPEECH = frozenset(",.?!…—-")
CLOSE_BY = 8  # characters of punctuation between a quotation and a second closing mark
QUOTES = "\"“”„‟«»'‘’‚‛‹›"
ELISION = re.compile(r"['’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n['’]?\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, in offsets of its paragraph: `[start, end)` with the marks, `[inner_start,
    inner_end)` without. `opened` and `closed` tell whether the mark really stands there; `resumes` whether it goes
    on with a quotation that the paragraph before left open."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    opened: bool = True
    closed: bool = True
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A double mark without its partner, in offsets of its paragraph, and what was made of it. Single ones are not
    told of: most are apostrophes."""

    start: int
    end: int
    why: str


NEVER_CLOSED = "opened and never closed: taken to end with its paragraph"
CLOSED_TWICE = "closed a second time: taken to go on to here"
STRAY_CLOSING = "closed and never opened: left alone"
REPORTED_OPEN = "opened and never closed: taken to end before the words that report it"
OPENED_TWICE = "opened twice and closed once: taken for one quotation"
STRAY_OPENING = "opened and never closed: left alone"


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_quotations(paragraphs: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """For each paragraph its outermost quotations, in order. Time is linear in the length of the text."""
    return [quotations for quotations, _ in read_quotations(paragraphs)]


def read_quotations(paragraphs: Sequence[str]) -> list[tuple[tuple[Quotation, ...], tuple[Mended, ...]]]:
    """For each paragraph its outermost quotations, and the marks that had no partner, both in order.

    A quotation that the next paragraph goes on with is written as it should be: it is left open and nothing is mended.
    """
    found: list[tuple[tuple[Quotation, ...], tuple[Mended, ...]]] = []
    left_open = False
    for text in paragraphs:
        mended: list[Mended] = []
        quotations = tuple(_pair(text, _marks(text), mended))
        if quotations and left_open and not text[: quotations[0].start].strip():
            quotations = (replace(quotations[0], resumes=True), *quotations[1:])
            before, told = found[-1]
            found[-1] = before, tuple(m for m in told if m.why != NEVER_CLOSED)
        found.append((quotations, tuple(sorted(mended, key=lambda m: m.start))))
        left_open = bool(quotations) and not quotations[-1].closed
    return found


def _marks(text: str) -> list[Mark]:
    marks = []
    for match in MARK.finditer(text):
        start, end, shape = match.start(), match.end(), match.group()
        before, after = _beside(text, start, -1), _beside(text, end, 1)
        if after == "." and _ends_sentence(text, end):
            after = " "  # « like this ».
        single = shape in SINGLE
        if single and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
            continue  # an apostrophe inside a word
        if single and not before.isalnum() and ELISION.match(text, start):
            continue
        opens, closes = _direction(shape, before, after, single)
        if opens or closes:
            marks.append(Mark(start, end, single, opens, closes))
    return marks


def _ends_sentence(text: str, at: int) -> bool:
    """Whether a full stop stands there, and not the dots of an omission or a decimal."""
    return text[at : at + 1] == "." and not text[at + 1 : at + 2].strip(QUOTES + " \n\t)]\u00a0\u202f")


def _beside(text: str, at: int, step: int) -> str:
    """The character beside a mark, up to three further marks skipped: of two marks together both open or both close."""
    i = at - 1 if step < 0 else at
    for _ in range(3):
        if not (0 <= i < len(text) and text[i] in QUOTES):
            break
        i += step
    return text[i] if 0 <= i < len(text) else " "


def _direction(shape: str, before: str, after: str, single: bool) -> tuple[bool, bool]:
    """Whether a mark can open and whether it can close, by its surroundings first and its shape second."""
    room_before = before.isspace() or before in OPENS_AFTER or before in "\"“”„«»'‘’‹›"
    room_after = after.isspace() or not (after.isalnum() or after in "$£€([{<#@…“„«‘‚‹\"'-—–.¿¡")
    if room_before and not room_after:
        return True, False
    if room_after and not before.isspace():
        # „…“ and ”…” close with what opens elsewhere; a bare single mark after a word may be a plural's apostrophe
        return False, True
    if shape in OPENING_SHAPES:
        return True, False
    if shape in CLOSING_SHAPES:
        return False, True
    return (not single, not single)


def _pair(text: str, marks: list[Mark], mended: list[Mended]) -> list[Quotation]:
    """The outermost quotations, in order; what was mended is added to `mended`."""
    stack: list[Mark] = []
    closed: list[Quotation] = []  # outermost at the time they were closed, in order
    closing_follows, plural_if_closed = _look_ahead(marks)
    for at, mark in enumerate(marks):
        partner = next((i for i in range(len(stack) - 1, max(-1, len(stack) - 3), -1)
                        if stack[i].single == mark.single), None)  # fmt: skip
        if mark.opens and not (mark.closes and partner is not None):
            if not mark.single or closing_follows[at]:
                stack.append(mark)
        elif partner is not None and mark.closes:
            if mark.single and text[mark.start - 1] in "sxz" and plural_if_closed[at]:
                continue  # "the workers' union": a later mark closes this quotation
            opener = stack[partner]
            mended += _told(stack[partner + 1 :], STRAY_OPENING)
            del stack[partner:]  # inner quotations that were never closed are dropped
            closed.append(Quotation(opener.start, mark.end, opener.end, mark.start))
        elif mark.closes and not mark.single:
            extended = not stack and _extend(text, closed, mark)
            mended += _told([mark], CLOSED_TWICE if extended else STRAY_CLOSING)
    doubles = [mark for mark in stack if not mark.single]
    joined = _joined(text, doubles, closed)
    unclosed = None if joined else _unclosed(text, doubles)
    why = OPENED_TWICE if joined else STRAY_OPENING
    if unclosed is not None:
        why = REPORTED_OPEN if unclosed.closed else NEVER_CLOSED
    mended += [*_told(doubles[:1], why), *_told(doubles[1:], STRAY_OPENING)]
    whole = joined or (unclosed if unclosed is not None and unclosed.closed else None)
    return _outermost(closed, unclosed) if whole is None else _outermost([*closed, whole], None)


def _told(marks: Sequence[Mark], why: str) -> list[Mended]:
    return [Mended(mark.start, mark.end, why) for mark in marks if not mark.single]


def _look_ahead(marks: list[Mark]) -> tuple[list[bool], list[bool]]:
    """For each mark: does a closing single mark follow; does one follow before a single mark opens again."""
    follows, before_opening = [False] * len(marks), [False] * len(marks)
    any_closing = pending = False
    for at in range(len(marks) - 1, -1, -1):
        follows[at], before_opening[at] = any_closing, pending
        if marks[at].single:
            pending = not marks[at].opens
            any_closing = any_closing or marks[at].closes
    return follows, before_opening


def _joined(text: str, doubles: list[Mark], closed: list[Quotation]) -> Quotation | None:
    """“It rained. “It poured,” he said: a quotation opened twice and closed once is one, if the end of the second is
    the end of speech; a word in marks of its own (“the so-called “iron law” went on) is not."""
    if not doubles:
        return None
    opener = doubles[0]
    after = [q for q in closed if q.start >= opener.end and text[q.start] not in SINGLE]
    first = min(after, key=lambda q: q.start, default=None)
    if first is None or text[first.inner_end - 1] not in ENDS_SPEECH or REPORTED.search(text, opener.end, first.start):
        return None
    return Quotation(opener.start, first.end, opener.end, first.inner_end)


def _unclosed(text: str, doubles: list[Mark]) -> Quotation | None:
    """The first double mark that was never closed, as a quotation to the words that report it (“It rains, said Orm."),
    else to the end of the paragraph."""
    if not doubles:
        return None
    opener, end = doubles[0], len(text.rstrip())
    reported = REPORTED.search(text, opener.end)
    if reported is not None:
        return Quotation(opener.start, reported.start() + 1, opener.end, reported.start() + 1)
    if not any(c.isalnum() for c in text[opener.end : end]):
        return None
    return Quotation(opener.start, end, opener.end, end, closed=False)


def _outermost(closed: list[Quotation], unclosed: Quotation | None) -> list[Quotation]:
    """Quotations that lie in no other one; what was in a dropped opening mark is outermost after all."""
    kept: list[Quotation] = []
    for quotation in sorted(closed, key=lambda q: (q.start, -q.end)):
        if unclosed is not None and quotation.end > unclosed.start:
            break
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return [*kept, unclosed] if unclosed is not None else kept


def _extend(text: str, closed: list[Quotation], mark: Mark) -> bool:
    """A closing mark too many: quotations that touch each other just before it are one that reaches to it. Whether
    there were any."""
    # the distance is bounded first: cutting out a long stretch for each of many marks takes the square of the time
    if not closed or mark.start - closed[-1].end > CLOSE_BY or text[closed[-1].end : mark.start].strip(" ,.;!?"):
        return False
    first = len(closed) - 1
    while first and not text[closed[first - 1].end : closed[first].start].strip():
        first -= 1
    if first < len(closed) - 1:
        opener = closed[first]
        closed[first:] = [Quotation(opener.start, mark.end, opener.inner_start, mark.start)]
        return True
    return False
