"""Lines among an article's text that are not part of it, by what they say and by their neighbours.

Whoever looks at one line alone cannot tell a cross heading from an advert, or a closing list of links from a list of
the article's. Three things tell: an article reports and a page speaks to its reader ("Tell us", "your inbox", a
price); what belongs to the text uses its rare words; and a heading heads something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from ..frequency import RAREST, share
from ..records import BlockKind
from .blocks import ends_like_a_sentence, is_byline, is_credit_line, word_count

LONGEST_APPEAL = 40  # words; longer paragraphs that speak to the reader are columns
LONGEST_LINK = 16  # words of a line that could be a headline, a link or an advert
MOST_ADVERTS = 3  # a text with more lines that sell something is about things on sale
RARE = 1e-4  # share of a word in general English under which sharing it means something ("money" has 3e-4)
AKIN = 0.5  # share of a line's rare words that the rest of the text must have for the line to belong to it
SENTENCE = re.compile(r"(?<=[.!?])\s+")
TOKEN = re.compile(r"[^\W\d_]{3,}")
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
    words = word_count(line)
    if words > LONGEST_APPEAL or _has("never", line):
        return None
    sentences = SENTENCE.split(line)
    ordered = any(_has("order", sentence) for sentence in sentences)
    spoken = sum(_has("order", sentence) or _has("second", sentence) for sentence in sentences)
    told = 2 * spoken >= len(sentences)
    house, trade = _has("house", line), _has("trade", line)
    if (
        (words <= 16 and _has("alone", line))
        or (ordered and told and (house or trade or _has("platform", line)))
        or (spoken and told and house and words <= 25)
        or (spoken and trade and words <= 10)
    ):
        return _appeal(line)
    return None


def _appeal(line: str) -> BlockKind:
    low = line.casefold()
    if "subscri" in low or "newsletter" in low or "inbox" in low:
        return "newsletter"
    if "comment" in low:
        return "comments"
    if re.search(r"\b(?:follow|share)\b", low):
        return "share"
    return "advert" if _has("trade", line) else "other"


@lru_cache(maxsize=1)
def _parts() -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {}
    lexicon = files("wellsourced.lexicons").joinpath("furniture_appeals.tsv").read_text(encoding="utf-8")
    for line in lexicon.splitlines():
        if line and not line.startswith("#"):
            part, pattern = line.split("\t")
            found.setdefault(part, []).append(pattern)
    return {part: re.compile("|".join(patterns), re.IGNORECASE) for part, patterns in found.items()}


def _has(part: str, line: str) -> bool:
    return bool(_parts()[part].search(line))


# ---- by the neighbours ------------------------------------------------------------------------


def strays(lines: Sequence[str], listed: frozenset[int] = frozenset()) -> dict[int, BlockKind]:
    """Which of an article's supposed lines (index -> kind of furniture) are none of it.

    `lines` in reading order, without title and byline; those of `listed` are known to be items of a list of the
    article's and are judged by their wording alone. A text with little prose (results, tables, verse) is left alone.
    """
    found = {i: kind for i, line in enumerate(lines) if (kind := appeal_kind(line))}
    if sum(kind == "advert" for kind in found.values()) > MOST_ADVERTS:
        found = {i: kind for i, kind in found.items() if kind != "advert"}
    prose = [i for i, line in enumerate(lines) if is_prose(line)]
    worded = sum(bool(TOKEN.search(line)) for line in lines)  # the clock times of a live blog are no lines of its text
    if len(prose) < 3 or 2 * len(prose) < worded or not _in_english(lines[i] for i in prose):
        return found
    vocabulary = frozenset(word for i in prose for word in _rare(lines[i]))
    for i, line in enumerate(lines):
        if i in listed or i in found or i <= prose[0] or i == prose[-1] or not _is_bare(line):
            continue
        if i > prose[-1]:
            if _closes(line, lines[prose[-1]], vocabulary):
                found[i] = "teaser"
        elif is_prose(lines[i - 1]) and is_prose(lines[i + 1]) and _is_inserted(line, vocabulary):
            found[i] = "advert"
    return found


def _in_english(lines: Iterable[str]) -> bool:
    """Whether most words are known English ones: of other languages nearly every word would count as rare."""
    words = [match.group().casefold() for line in lines for match in TOKEN.finditer(line)]
    return 2 * sum(share(word) > RAREST for word in words) > len(words)


def is_prose(line: str) -> bool:
    return ends_like_a_sentence(line) and word_count(line) >= 8


def _is_bare(line: str) -> bool:
    """Whether a line could be a headline, a link or an advert: short, no sentence, no item or number of a list."""
    words = word_count(line)
    if not words or words > LONGEST_LINK or line.endswith((":", ",", ";")) or LISTED.match(line):
        return False
    return not ends_like_a_sentence(line) or (line.endswith("?") and words <= 10)


def _closes(line: str, last: str, vocabulary: frozenset[str]) -> bool:
    """Whether a bare line after the last paragraph is a link: it heads nothing and is about something else."""
    if last.rstrip().endswith(":") or CREDITS.match(line) or is_credit_line(line) or is_byline(line):
        return False
    if _has("second", line) and not _has("never", line):
        return True
    rare = _rare(line)
    return 2 * sum(word in vocabulary for word in rare) <= len(rare)


def _is_inserted(line: str, vocabulary: frozenset[str]) -> bool:
    """Whether a bare line between two paragraphs names or prices what the text never tells of: an advert."""
    if line.isupper():
        return False
    named = any(word[0].isupper() for word in line.split()[1:]) or bool(re.search(r"\d|:", line))
    return named and len(_rare(line)) >= 2 and not _akin(line, vocabulary, least=2)


def _akin(line: str, vocabulary: frozenset[str], least: int) -> bool:
    """Whether a line's rare words are the text's; a line with fewer than `least` of them cannot be told apart."""
    rare = _rare(line)
    return len(rare) < least or sum(word in vocabulary for word in rare) >= AKIN * len(rare)


def _rare(line: str) -> frozenset[str]:
    words = (re.sub(r"s$", "", match.group().casefold()) for match in TOKEN.finditer(line))
    return frozenset(word for word in words if share(word) < RARE and share(word + "s") < RARE)
