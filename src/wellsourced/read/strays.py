"""Lines among an article's text that are not part of it, by what they say and by their neighbours.

Whoever looks at one line alone cannot tell a cross heading from an advert, or a closing list of links from a list of
the article's. Three things tell: an article reports and a page speaks to its reader ("Tell us", "your inbox", a
price); what belongs to the text uses its rare words; and a heading heads something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..frequency import shares
from ..records import BlockKind
from .blocks import Measured, is_byline, is_credit_line, measured, wordings_of
from .wordings import Wordings

LONGEST_APPEAL = 40  # words; longer paragraphs that speak to the reader are columns
LONGEST_LINK = 16  # words of a line that could be a headline, a link or an advert
MOST_ADVERTS = 3  # a text with more lines that sell something is about things on sale
RARE = 1e-4  # share of a word in general English under which sharing it means something ("money" has 3e-4)
AKIN = 0.5  # share of a line's rare words that the rest of the text must have for the line to belong to it
SENTENCE = re.compile(r"(?<=[.!?])\s+")
TOKEN = re.compile(r"[^\W\d_]{3,}")
PLAIN_TOKEN = re.compile(r"[a-z]{3,}")  # the same of a line without other letters and marks, in half the time
LISTED = re.compile(r"^\W*(?:[-–—•*▪◦■►]\s|\d{1,2}[.)]\s|\(?[a-zA-Z][:.)]\s|\[\d+\])")
CREDITS = re.compile(
    r"^\W*(?:with|contributing|contributors?|additional|reporting|reported|writing|written|editing|edited|compiled|"
    r"translated|photos?|photographs?|graphics?|images?|main image|pictures?|sources?)\b|^\(.*\)$",
    re.IGNORECASE,
)


def appeal_kind(line: str) -> BlockKind | None:
    """The kind of a line that speaks to the page's reader, or sells something to them; None for any other.

    >>> appeal_kind("Seen something we should look into? Tell us."), appeal_kind("You could hear the weir, Venn said.")
    ('other', None)
    """
    return _appeal_kind(measured(line))


def _appeal_kind(line: Measured) -> BlockKind | None:
    if line.words > LONGEST_APPEAL:
        return None
    low = line.text.lower()
    return _appeal(low) if _appeals(low, line.words) and not _has("never", low) else None


def _appeals(low: str, words: int) -> bool:
    """Whether a line tells the reader what to do, or speaks to them of the page or of what is sold."""
    if words <= 16 and _has("alone", low):
        return True
    sentences = SENTENCE.split(low)
    orders = [_has("order", sentence) for sentence in sentences]
    spoken = sum(order or _has("second", sentence) for order, sentence in zip(orders, sentences, strict=True))
    if not spoken:
        return False
    if 2 * spoken >= len(sentences):
        ordered, house = any(orders), _has("house", low)
        if (house and (ordered or words <= 25)) or (ordered and (_has("platform", low) or _has("trade", low))):
            return True
    return words <= 10 and _has("trade", low)


def _appeal(low: str) -> BlockKind:
    if "subscri" in low or "newsletter" in low or "inbox" in low:
        return "newsletter"
    if "comment" in low:
        return "comments"
    if re.search(r"\b(?:follow|share)\b", low):
        return "share"
    return "advert" if _has("trade", low) else "other"


@lru_cache(maxsize=1)
def _parts() -> dict[str, Wordings[bool]]:
    found: dict[str, list[str]] = {}
    for part, pattern in wordings_of("furniture_appeals.tsv"):
        found.setdefault(part, []).append(pattern)
    return {part: Wordings((True, pattern) for pattern in patterns) for part, patterns in found.items()}


def _has(part: str, low: str) -> bool:
    """Whether a line in lower case has a part of an appeal."""
    return bool(_parts()[part].first(low))


# ---- by the neighbours ------------------------------------------------------------------------


def strays(lines: Sequence[Measured], listed: frozenset[int] = frozenset()) -> dict[int, BlockKind]:
    """Which of an article's supposed lines (index -> kind of furniture) are none of it.

    `lines` in reading order, without title and byline; those of `listed` are known to be items of a list of the
    article's and are judged by their wording alone. A text with little prose (results, tables, verse) is left alone.
    """
    found = {i: kind for i, line in enumerate(lines) if (kind := _appeal_kind(line))}
    if sum(kind == "advert" for kind in found.values()) > MOST_ADVERTS:
        found = {i: kind for i, kind in found.items() if kind != "advert"}
    prose = [i for i, line in enumerate(lines) if line.is_prose]
    # the clock times of a live blog are no lines of its text
    worded = sum(bool(TOKEN.search(line.text)) for line in lines)
    if len(prose) < 3 or 2 * len(prose) < worded:
        return found
    bare = [
        i for i in range(prose[0] + 1, len(lines))
        if i not in listed and i not in found and i != prose[-1] and _is_bare(lines[i])
    ]  # fmt: skip
    words = [word for i in prose for word in _tokens(lines[i].text)] if bare else []
    if not _in_english(words):
        return found
    vocabulary, neighbours = _rare(words), frozenset(prose)
    for i in bare:
        if i > prose[-1]:
            if _closes(lines[i].text, lines[prose[-1]].text, vocabulary):
                found[i] = "teaser"
        elif i - 1 in neighbours and i + 1 in neighbours and _is_inserted(lines[i].text, vocabulary):
            found[i] = "advert"
    return found


def _tokens(line: str) -> list[str]:
    low = line.casefold()
    return (PLAIN_TOKEN if low.isascii() else TOKEN).findall(low)


def _in_english(words: Sequence[str]) -> bool:
    """Whether most words are known English ones: of other languages nearly every word would count as rare."""
    return 2 * sum(map(shares().__contains__, words)) > len(words)


def is_prose(line: str) -> bool:
    return measured(line).is_prose


def _is_bare(line: Measured) -> bool:
    """Whether a line could be a headline, a link or an advert: short, no sentence, no item or number of a list."""
    if not line.words or line.words > LONGEST_LINK or line.text.endswith((":", ",", ";")) or LISTED.match(line.text):
        return False
    return not line.sentence or (line.text.endswith("?") and line.words <= 10)


def _closes(line: str, last: str, vocabulary: frozenset[str]) -> bool:
    """Whether a bare line after the last paragraph is a link: it heads nothing and is about something else."""
    if last.rstrip().endswith(":") or CREDITS.match(line) or is_credit_line(line) or is_byline(line):
        return False
    low = line.lower()
    if _has("second", low) and not _has("never", low):
        return True
    rare = _rare(_tokens(line))
    return 2 * len(rare & vocabulary) <= len(rare)


def _is_inserted(line: str, vocabulary: frozenset[str]) -> bool:
    """Whether a bare line between two paragraphs names or prices what the text never tells of: an advert."""
    if line.isupper():
        return False
    named = any(word[0].isupper() for word in line.split()[1:]) or bool(re.search(r"\d|:", line))
    rare = _rare(_tokens(line)) if named else frozenset()
    return len(rare) >= 2 and len(rare & vocabulary) < AKIN * len(rare)


def _rare(words: Iterable[str]) -> frozenset[str]:
    """The words that are rare in general English, one for singular and plural."""
    return frozenset(word.removesuffix("s") for word in set(words)) - _common()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    common = {word for word, share in shares().items() if share >= RARE}
    return frozenset(common | {word.removesuffix("s") for word in common})
