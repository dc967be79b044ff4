"""A page that was turned to text -> its blocks.

Nothing is removed: every line is labelled. Single lines say little (a teaser ends like a sentence, a short paragraph
does not), so the article is found as a whole: each line gets a weight for how much it reads like running text, and
the most likely sequence of states (before, inside, after a closing section) over all lines decides, as a hidden Markov
model would. The weights are set by hand, from how news pages are built; nothing is trained.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from ..records import Block, BlockKind
from .blocks import (
    Measured,
    dateline_length,
    ends_like_a_sentence,
    find_date,
    furniture_kind,
    is_byline,
    is_caption,
    is_clock,
    is_comment_head,
    is_credit_line,
    is_date_line,
    section_kind,
    without_dates,
    word_count,
)
from .strays import strays
from .wordings import Wordings

OUTSIDE, INSIDE, AFTER = range(3)
# What a change of state costs, in the unit of the line weights below: a paragraph of prose weighs 3 to 6.
INTO = (  # each state: from outside, inside, after
    (0.0, 2.5, 99.0),
    (2.5, 0.0, 7.0),
    (99.0, 1.0, 0.0),
)
LONG = 40  # words of a line that holds more than its wording's furniture
PROSE = 1.3  # weight of a short paragraph of two lines
LONGEST_INSERT = 2  # lines of an advert in the midst of a text: its label and its words
INSERTED = -1.0  # what each of these weighs against the text
SPEECH = Wordings(((True, r"\b(?:said|told|says|added|according to|reported|announced|denied)\b"), (True, r"[“”\"«»]")))
SLOGAN = re.compile(r"\b[Yy]ours?\b|\b[Yy]ou (?:own|trust)\b")
QUOTED = re.compile(r"^[“\"«‘'].{20,}")
LETTER, CONTENT = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Line(Measured):
    """A line with words: its place in the text, and what its wording shows."""

    start: int
    end: int
    furniture: BlockKind | None
    section: BlockKind | None
    weight: float


@dataclass(frozen=True, slots=True)
class Dump:
    """The blocks of a dump, and what its header tells."""

    blocks: tuple[Block, ...]
    title: str | None
    outlet: str | None
    byline: str | None
    dates: tuple[tuple[str, str], ...]  # (where, line) of lines that hold a date
    address: str | None  # of the page, where a line of the dump gives it


def label_dump(text: str, title: str | None = None) -> Dump:
    """Label every line of a text, whose title may be known; offsets are code points of `text`."""
    lines = _bridged(_lines(text))
    inside = _inside(lines)
    if not any(inside):  # too little to tell a body by its neighbours: every sentence is read
        inside = [_reads_alone(line) for line in lines]
    lines, inside = _without_strays(lines, inside)
    first = next((i for i, is_in in enumerate(inside) if is_in), len(lines))
    if first == 0 and _is_headline_of_its_own(lines):
        first, inside[0] = 1, False
    body = " ".join(line.text for line, is_in in zip(lines, inside, strict=True) if is_in)[:3000]
    header = _header(lines[:first], body, title)
    blocks: list[Block] = []
    section: BlockKind | None = None  # of the lines since the last body line
    for i, line in enumerate(lines):
        if i < first:
            blocks.append(Block(header.kinds[i], line.start, line.end))
        elif inside[i]:
            blocks += _body_blocks(line)
        else:
            blocks.append(Block(_kind_after(line, section), line.start, line.end))
        section = None if inside[i] else line.section or section
    blocks = _with_closing_credit(blocks, lines, inside)
    return Dump(
        tuple(blocks), header.title, header.outlet or _masthead(lines, first), header.byline,
        tuple(
            ("a line above the text" if i < first else "the first line of the text", line.text)
            for i, line in enumerate(lines[: first + 1])
            if find_date(line.text[:200])
        ),
        _address(lines),
    )  # fmt: skip


def _lines(text: str) -> list[Line]:
    found = []
    at = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            start = at + len(line) - len(line.lstrip())
            found.append(_line(stripped, start))
        at += len(line) + 1
    return found


def _line(text: str, start: int) -> Line:
    words, sentence, furniture, section, weight = _wording(text)
    return Line(text, words, sentence, start, start + len(text), furniture, section, weight)


@lru_cache(maxsize=10_000)  # an outlet's furniture comes again on every page, and so do the paragraphs of agencies
def _wording(text: str) -> tuple[int, bool, BlockKind | None, BlockKind | None, float]:
    """What a line's own words show: how many there are, whether it ends like a sentence, furniture, section, weight."""
    words, sentence = word_count(text), ends_like_a_sentence(text)
    furniture = furniture_kind(text)
    section = section_kind(text) or ("comments" if is_comment_head(text) else None)
    if section:
        weight = -3.0
    elif furniture:
        weight = -3.0 if words < LONG else -1.0
    else:
        weight = _weight(text, words, sentence)
    return words, sentence, furniture, section, weight


def _weight(line: str, words: int, sentence: bool) -> float:
    """How much a line that is no furniture reads like running text: above 0 for, below 0 against."""
    if is_byline(line) or is_date_line(line):
        return -2.0
    weight = -1.6
    if sentence:
        weight = 0.6 if words >= 5 else -0.8
    weight += min(words, 60) / 15
    if words >= 6 and SPEECH.first(line):
        weight += 0.6
    if line.count("|") + line.count("»") + line.count(" > ") + line.count("•") >= 2:
        weight -= 2.0
    if words > 2 and _capitals(line) / words > 0.7:
        weight -= 1.2  # a headline in capitals, a list of names
    return weight


def _capitals(line: str) -> int:
    """How many of a line's words begin with a capital."""
    return len([first for first in [word[0] for word in line.split()] if first.isupper() and first.isalpha()])


def _closes(line: Line) -> bool:
    """Whether a line heads what stands after a text: a form or an advert may stand in its midst too."""
    return line.section is not None and line.section not in ("newsletter", "share", "advert")


def _bridged(lines: list[Line]) -> list[Line]:
    """One or two lines of furniture between paragraphs weigh less against the text: adverts stand in its midst."""
    prose = [i for i, line in enumerate(lines) if line.weight >= PROSE and line.is_prose]
    light: dict[int, float] = {}
    for before, after in itertools.pairwise(prose):
        between = range(before + 1, after)
        if 0 < len(between) <= LONGEST_INSERT and not any(_closes(lines[i]) for i in between):
            light |= {i: max(lines[i].weight, INSERTED) for i in between}
    return [replace(line, weight=light[i]) if i in light else line for i, line in enumerate(lines)]


# ---- where the article is ---------------------------------------------------------------------


def _inside(lines: list[Line]) -> list[bool]:
    """Which lines are body: the best path through the states, then furniture wordings inside it left out."""
    if not lines:
        return []
    outside, inside, after = 0.0, -INTO[INSIDE][OUTSIDE] + lines[0].weight, -99.0
    back: list[tuple[int, int, int]] = []
    for line in lines[1:]:
        # the line at which a text ends tells that it does
        told = 3.0 if line.section and _closes(line) else (1.0 if line.furniture or line.section else -1.5)
        steps = [
            _best(outside - into[OUTSIDE], inside - into[INSIDE] + ends, after - into[AFTER])
            for into, ends in zip(INTO, (0.0, 0.0, told), strict=True)
        ]
        (outside, inside, after), choices = zip(*steps, strict=True)
        inside += line.weight
        back.append(choices)
    best = [outside, inside, after]
    state = best.index(max(best))
    path = [state]
    for choices in reversed(back):
        state = choices[state]
        path.append(state)
    path.reverse()
    return [
        state == INSIDE and not line.section and not (line.furniture and line.words < LONG)
        for state, line in zip(path, lines, strict=True)
    ]


def _best(outside: float, inside: float, after: float) -> tuple[float, int]:
    """The most that is gained on the way from one of the states, of equals the first, and which it is."""
    if outside >= inside and outside >= after:
        return outside, OUTSIDE
    return (inside, INSIDE) if inside >= after else (after, AFTER)


def _without_strays(lines: list[Line], inside: list[bool]) -> tuple[list[Line], list[bool]]:
    """Body lines that are none by their words and neighbours become furniture."""
    body = [i for i, is_in in enumerate(inside) if is_in]
    kinds = {body[i]: kind for i, kind in strays([lines[i] for i in body]).items()}
    if not kinds:
        return lines, inside
    marked = [replace(line, furniture=kinds[i]) if i in kinds else line for i, line in enumerate(lines)]
    return marked, [is_in and i not in kinds for i, is_in in enumerate(inside)]


def _reads_alone(line: Line) -> bool:
    if line.furniture or line.section:
        return False
    return (line.sentence and line.words >= 4) or line.words >= 25


def _body_blocks(line: Line) -> list[Block]:
    """The block of a body line; a dateline at its start is a block of its own."""
    length = dateline_length(line.text)
    blocks = []
    if length:
        dateline = line.text[:length].rstrip()
        blocks.append(Block("dateline", line.start, line.start + len(dateline)))
    kind: BlockKind = "paragraph"
    if is_clock(line.text):
        kind = "dateline"
    elif is_caption(line.text) and line.words < LONG:
        kind = "caption"
    elif not line.sentence and line.words < 12 and line.text[-1] not in ":,;":
        kind = "heading"
    return [*blocks, Block(kind, line.start + length, line.end)]


def _kind_after(line: Line, section: BlockKind | None) -> BlockKind:
    """The kind of a line that stands between or after body lines: its own wording's, else its section's."""
    if line.furniture:
        return line.furniture
    if line.section:
        return line.section
    if is_byline(line.text):
        return "byline"
    if is_clock(line.text) and not section:
        return "dateline"
    if is_caption(line.text):
        return "caption"
    return section or "other"


def _with_closing_credit(blocks: list[Block], lines: list[Line], inside: list[bool]) -> list[Block]:
    """A line of a name or two right after the body, or a last line of it that heads nothing, credits an agency."""
    last = max((i for i, is_in in enumerate(inside) if is_in), default=None)
    if last is None:
        return blocks
    closing = {line.start for line in lines[last + 1 : last + 2] if not (line.section or line.furniture)}
    closing |= {b.start for b in blocks if b.kind == "heading" and b.start == lines[last].start}
    closing &= {line.start for line in lines[last : last + 2] if is_credit_line(line.text)}
    return [Block("credit", b.start, b.end) if b.start in closing else b for b in blocks]


def _is_headline_of_its_own(lines: list[Line]) -> bool:
    """Whether the very first line, though it ends like a sentence, is the headline of what follows."""
    if len(lines) < 3 or lines[0].words > 16:
        return False
    return all(line.words > 1.5 * lines[0].words for line in lines[1:3])


# ---- the header -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Header:
    """The lines above the body: their kinds, and what they tell."""

    kinds: tuple[BlockKind, ...]
    title: str | None
    outlet: str | None
    byline: str | None


def _header(lines: list[Line], body: str, known: str | None = None) -> Header:
    """Label the lines above a body. The title is the one known, or else the line that reads most like a headline."""
    kinds: list[BlockKind] = []
    for line in lines:
        bare = line.text.lstrip("#* ")
        if is_byline(bare):
            kinds.append("byline")
        elif is_clock(bare) or (is_date_line(bare) and not (_has_menu(bare) and line.furniture)):
            kinds.append("dateline")
        elif is_caption(bare):
            kinds.append("caption")
        else:
            kinds.append(line.furniture or line.section or ("navigation" if bare.count(" - ") > 1 else "other"))
    titles = [i for i, kind in enumerate(kinds) if kind == "other" and (not known or lines[i].text == known)]
    low = body.lower() if titles else ""
    weights = {i: _headline_weight(lines[i], rank, low) for rank, i in enumerate(titles)}
    chosen = max(titles, key=lambda i: (weights[i], -i), default=None)
    if chosen is not None and chosen == titles[0] and lines[chosen].words <= 4:  # a masthead has a rival
        rivals = [i for i in titles[1:] if weights[i] > 0 and lines[i].words > 4]
        chosen = max(rivals, key=lambda i: (weights[i], -i), default=chosen)
    if chosen is None or weights[chosen] <= 0 or not CONTENT.search(low):  # what heads no text is no headline
        return Header(tuple(kinds), None, None, _byline(lines, kinds))
    title = lines[chosen].text.lstrip("#* ")
    for i, line in enumerate(lines):
        if line.text.lstrip("#* ") == title:
            kinds[i] = "title"
        elif i > chosen and kinds[i] == "other" and line.words >= 6:
            kinds[i] = "caption" if line.sentence else "subtitle"
    return Header(tuple(kinds), title, None, _byline(lines, kinds))


def header_of(lines: list[str], body: str) -> Header:
    """What lines above a text tell of it; `#` begins those that are set as headings."""
    header = _header(_lines("\n".join(lines)), body)
    plain = _lines("\n".join(line.lstrip("# ") for line in lines))
    rest = [line for line in plain if line.text != header.title]
    return replace(header, outlet=_masthead(rest, len(rest)))


def _headline_weight(line: Line, rank: int, body: str) -> float:
    """How much a line reads like the headline: marked up as one, five words and more, no full stop, the words of the
    body in it (a masthead's slogan has none), and before its rivals (a subtitle comes after)."""
    text, words = line.text, line.words
    content = CONTENT.findall(text.lower())
    weight = min(words, 7) / 3 - 1.2 - 0.4 * rank
    if content:
        weight += 2.0 * sum(_has_word(body, word) for word in content) / len(content)
    if text.startswith("#"):
        weight += 3
    if words > 25:
        weight -= 3
    if text[:1].islower() or SLOGAN.search(text):
        weight -= 2  # a slogan, under the masthead or behind it
    if line.sentence and not text.endswith("?"):
        weight -= 0.5
    if text.isupper():
        weight -= 0.8
    if _has_menu(text) or (not text[:1].isalnum() and text[:1] not in "#“\"‘'*«"):
        weight -= 3
    return weight


def _has_word(text: str, word: str) -> bool:
    """Whether a word of letters stands in a text by itself. Few are asked for: to look for each takes a tenth of the
    time of finding all words of the text."""
    at = text.find(word)
    while at >= 0:
        if not (_is_letter(text[max(0, at - 1) : at]) or _is_letter(text[at + len(word) : at + len(word) + 1])):
            return True
        at = text.find(word, at + 1)
    return False


def _is_letter(character: str) -> bool:
    return bool(LETTER.match(character))


def _has_menu(line: str) -> bool:
    return bool(re.search(r"\s[|»›>]\s", line)) or (line.count(" - ") > 1 and not ends_like_a_sentence(line))


def _byline(lines: list[Line], kinds: list[BlockKind]) -> str | None:
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline":
            return without_dates(line.text).strip(" ,|•·–—-")
        if kind == "dateline" and (name := re.search(r"\b[Bb]y ([A-Z][\w'’.-]*(?: [A-Z][\w'’-]*){1,2})", line.text)):
            return name.group(1)
        if kind == "dateline" and (name := re.match(r"^([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2}),", line.text)):
            return name.group(1) if not re.match(r"\w+day\b", name.group(1)) else None
    return None


SECTION_WORDS = frozenset(("news", "world", "foreign", "sport", "opinion", "politics", "business", "home", "local",
                           "international", "national", "culture", "health", "science", "asia", "europe", "africa",
                           "front", "page", "regions"))  # fmt: skip


def _masthead(lines: list[Line], first: int) -> str | None:
    """The outlet's name, where the first lines are a masthead or a trail of sections that begins with a name."""
    for line in lines[: min(first, 4)]:
        text = re.split(r"\s[|»›>]\s|\s/\s|\s[–—:-]\s(?=[a-z])", line.text)[0].strip(" #*")
        words = text.split()
        if not words or not text[0].isalpha() or find_date(text) or is_byline(text) or line.text.startswith("#"):
            continue
        trail = text != line.text.strip(" #*")
        if line.furniture not in (None, "navigation", "legal") or section_kind(text):
            continue
        named = all(not word[0].islower() or word.lower() in {"the", "of", "and", "de", "la", "&"} for word in words)
        if named and len(words) <= 5 and not {word.lower() for word in words} <= SECTION_WORDS:
            if not trail and line.furniture:
                continue
            return _in_small_letters(text) if text.isupper() and len(text) > 5 else text
    return _host(_address(lines))


SMALL_WORDS = frozenset(("of", "for", "and", "the", "in", "on", "at", "de", "la", "del", "du", "des", "und", "der"))


def _in_small_letters(name: str) -> str:
    """A masthead in capitals as the name is written elsewhere: "WATCH FOR THE RIVERS" is "Watch for the Rivers"."""
    first, *others = name.title().split()
    return " ".join((first, *(word.lower() if word.lower() in SMALL_WORDS else word for word in others)))


def _address(lines: list[Line]) -> str | None:
    """The page's own address, where a line near the end of the dump is nothing else."""
    for line in lines[-4:]:
        if re.fullmatch(r"<?https?://[^\s<>]+>?", line.text):
            return line.text.strip("<>")
    return None


def _host(address: str | None) -> str | None:
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None
