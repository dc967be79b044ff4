"""Text that a page holds and no reader sees -> taken out of its tree, and told.

Pages hide menus and dialogs until they are asked for. They can also hide words that nobody is to see but a machine:
another headline, another date, a denial. By attributes, by `style`, and by the simple rules of the page's own style
sheets (one class, one id, one kind of element); other style sheets are not here to be asked, and where two rules
contradict each other, nothing is taken to be hidden. What a page says only to screen readers by `aria-hidden` is seen.

A page that hides nearly all of itself is one that its scripts will show; it is read, and the note says so.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from .blocks import furniture_kind
from .header import visible_lines
from .strays import appeal_kind, is_prose

WHOLE = 0.8  # share of a page's words from which an element is the page itself
LEAST_PARAGRAPHS = 3  # in such an element; it may also be the body
LONGEST_STYLE = 400_000  # characters of a page's style sheets that are looked at; large sites have some 200,000
MOST_SHOWN, LONGEST_SHOWN = 20, 5_000  # hidden paragraphs that are shown, and their characters
FAR = -900  # pixels beyond the edge of a screen
FAINT = 0.02  # opacity that nobody sees
MOST_WORK = 600_000  # pieces of text that are looked at to tell whether an element is the page: a second at worst
MOST_AROUND = 12  # elements around one in which its ground is sought
NEVER_SEEN = ("template", "noscript", "dialog")

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What was hidden: paragraphs of running text, in order, what is to be told of it, and how many elements went."""

    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    taken_out: int = 0


def take_out_hidden(tree: etree._Element) -> Hidden:
    """Take what no reader sees out of a page's tree, and tell of the running text among it."""
    page = _Page(tree)
    notes: dict[str, None] = {}
    paragraphs: dict[str, None] = {}
    ways: Counter[str] = Counter()
    taken_out = 0
    todo = [tree]
    while todo:
        element = todo.pop()
        how = page.hides(element)
        if how and how not in NEVER_SEEN and page.is_all(element):
            notes[f"the page hides all of its text ({how}) until its scripts run; it was read"] = None
        elif how:
            lines = [line for line in _paragraphs(element) if line not in paragraphs]
            paragraphs |= dict.fromkeys(lines)
            ways[how] += sum(map(len, lines))
            _take_out(element)
            taken_out += 1
            continue
        todo += reversed(element)
    if ways := +ways:
        told = ", ".join(sorted(ways, key=lambda how: (-ways[how], how)))
        notes[f"{sum(ways.values()):,} characters that a reader does not see ({told}) were not read"] = None
    return Hidden(tuple(_shown(paragraphs)), tuple(notes), taken_out)


def _take_out(element: etree._Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if tail := element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _paragraphs(element: etree._Element) -> Iterator[str]:
    """The running text of a hidden element, without what dialogs say on all pages."""
    for line in visible_lines(element):
        if is_prose(line.text) and not furniture_kind(line.text) and not appeal_kind(line.text):
            yield line.text


def _shown(paragraphs: Iterable[str]) -> Iterator[str]:
    length = 0
    for paragraph in itertools.islice(paragraphs, MOST_SHOWN):
        length += len(paragraph)
        if length > LONGEST_SHOWN:
            return
        yield paragraph


# ---- how an element is hidden -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page's own style sheets say: selector -> declarations; and which (selector, property) are contradicted."""

    simple: Mapping[str, Declarations]
    contradicted: frozenset[tuple[str, str]]
    white: bool  # whether no style sheet, here or elsewhere, may colour the ground


class _Page:
    """A page, asked which of its elements no reader sees."""

    def __init__(self, tree: etree._Element) -> None:
        self._tree, self._rules = tree, _rules(tree)
        self._ground = _ground(tree, self._rules)
        self._words: int | None = None  # of all of it; counted when it is first asked for
        self._work = MOST_WORK

    def is_all(self, element: etree._Element) -> bool:
        """Whether an element holds nearly all of the page."""
        if element.tag in ("html", "body"):
            return True
        if self._work < 0 or sum(1 for _ in itertools.islice(element.iter("p"), LEAST_PARAGRAPHS)) < LEAST_PARAGRAPHS:
            return False
        if self._words is None:
            self._words = sum(len(str(text).split()) for text in self._tree.itertext())
        words = 0
        for text in element.itertext():
            words += len(str(text).split())
            self._work -= 1
        return words >= WHOLE * self._words

    def hides(self, element: etree._Element) -> str | None:
        """How an element is hidden, in the words of a style sheet; None where it is not, as far as the page tells."""
        if not isinstance(element.tag, str):
            return None
        if element.tag in NEVER_SEEN and not (element.tag == "dialog" and element.get("open") is not None):
            return element.tag
        style = element.get("style")
        own = _declarations(style) if style else {}
        if element.get("hidden") is not None and own.get("display", "none") == "none":
            return "hidden"
        if own and (how := _hides(own) or self._same_colour(element, own.get("color"), own)):
            return how
        if element.tag == "font" and (how := self._same_colour(element, element.get("color"), own)):
            return how
        for selector in _selectors(element) if self._rules.simple else ():
            said = self._rules.simple.get(selector)
            ruled = _hides({**said, **own} if own else said) if said else None
            if ruled and (selector, ruled.partition(":")[0]) not in self._rules.contradicted:
                return ruled
        return None

    def _same_colour(self, element: etree._Element, colour: str | None, own: Declarations) -> str | None:
        """Whether an element's letters have the colour of what they stand on, as far as the page's markup tells."""
        if colour is None or (mine := _colour(colour)) is None:
            return None
        behind: str | None = None
        for steps, around in enumerate((element, *element.iterancestors())):
            said = own if steps == 0 else _declarations(around.get("style") or "")
            if "background-image" in said or around.get("background") or steps > MOST_AROUND:
                return None
            if painted := said.get("background") or said.get("background-color") or around.get("bgcolor"):
                behind = _colour(painted)
                break
            if steps and self._ground is None and (around.get("class") or around.get("id")):
                return None  # its style sheet is not here to be asked
        else:
            behind = self._ground
        return "color: as what is behind it" if behind == mine else None


def _selectors(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    for name in (element.get("class") or "").split()[:30]:
        yield f".{name}"
        yield f"{tag}.{name}"
    if own := element.get("id"):
        yield f"#{own}"
        yield f"{tag}#{own}"
    yield tag


def _hides(said: Declarations) -> str | None:
    """How declarations hide an element; None where they do not.

    >>> _hides({"display": "none"}), _hides({"opacity": "0.0"}), _hides({"opacity": ".9"})
    ('display: none', 'opacity: 0', None)
    """
    if said.get("display") == "none":
        return "display: none"
    if said.get("visibility") in ("hidden", "collapse"):
        return "visibility: hidden"
    if (opacity := _number(said.get("opacity"))) is not None and opacity <= FAINT:
        return "opacity: 0"
    size = said.get("font-size", "")
    if (letters := _number(size)) is not None and letters <= (1 if "px" in size else 0.05):
        return "font-size: 0"
    if said.get("color") == "transparent":
        return "color: transparent"
    if (indent := _number(said.get("text-indent"))) is not None and indent <= FAR:
        return "text-indent: off the screen"
    if said.get("position") in ("absolute", "fixed"):
        sides = (_number(said.get(side)) for side in ("left", "top", "right", "bottom"))
        if any(side is not None and side <= FAR for side in sides):
            return "position: off the screen"
        if re.fullmatch(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)", said.get("clip", "")):
            return "clip: to nothing"
    if re.match(r"inset\(\s*(?:[5-9]\d|100)%\s*\)|circle\(\s*0", said.get("clip-path", "")):
        return "clip-path: to nothing"
    if said.get("overflow", said.get("overflow-y")) == "hidden":
        for side in ("height", "max-height", "width", "max-width"):
            if (length := _number(said.get(side))) is not None and length <= 1 and "%" not in said[side]:
                return f"{side}: 0"
    return None


def _declarations(style: str) -> dict[str, str]:
    """A style's properties; the last of each counts, and an important one before others."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for part in style[:5000].split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), " ".join(value.lower().split())
        bare = re.sub(r"\s*!\s*important$", "", value)
        if not colon or (name in important and bare == value):
            continue
        if bare != value:
            important.add(name)
        found[name] = bare
    return found


def _number(value: str | None) -> float | None:
    """The number that a length begins with; em and the like as sixteen pixels where they are far."""
    match = re.match(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(px|pt|r?em|%|ch|v[wh])?$", value or "")
    if not match:
        return None
    number = float(match.group(1))
    return number * 16 if number < 0 and match.group(2) in ("em", "rem", "ch", "vw", "vh", "%") else number


# ---- colours ----------------------------------------------------------------------------------

NAMED = {"white": "ffffff", "black": "000000", "red": "ff0000", "yellow": "ffff00", "gray": "808080", "grey": "808080"}


def _colour(value: str | None) -> str | None:
    """A colour as six hexadecimal digits; None for what is no plain colour."""
    value = (value or "").strip().lower()
    if value in NAMED:
        return NAMED[value]
    if match := re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", value):
        digits = match.group(1)
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    if match := re.fullmatch(r"rgba?\((\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+1(?:\.0+)?)?\)", value):
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    return None


def _ground(tree: etree._Element, rules: Rules) -> str | None:
    """The colour that a page is written on where nothing else is said: white, if no style sheet may say otherwise."""
    body = tree.find(".//body")
    told = body.get("bgcolor") if body is not None else None
    return _colour(told) if told else ("ffffff" if rules.white else None)


# ---- style sheets -----------------------------------------------------------------------------

SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+", re.IGNORECASE)
NAMES = re.compile(r"[.#][\w-]+")
SHOWING = ("display", "visibility", "opacity", "height", "max-height", "clip")
OF_INTEREST = re.compile(
    r"display|visibility|opacity|font-size\s*:\s*[0.]|transparent|text-indent|clip|overflow|position|height",
    re.IGNORECASE,
)
SHOWN_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*$|@layer\b", re.IGNORECASE)


def _rules(tree: etree._Element) -> Rules:
    """The rules of a page's own style sheets that could hide something."""
    sheets = "".join(style.text or "" for style in tree.iter("style") if _is_for_screens(style))[:LONGEST_STYLE]
    simple: dict[str, dict[str, str]] = {}
    contradicted: set[tuple[str, str]] = set()
    for selectors, body in _each_rule(sheets) if sheets else ():
        if not OF_INTEREST.search(body):
            continue
        said = _declarations(body)
        shown = tuple(name for name in SHOWING if name in said and _shows(name, said[name]))
        for selector in selectors.split(",")[:200]:
            selector = selector.strip()
            if SIMPLE.fullmatch(selector):
                simple.setdefault(selector, {}).update(said)
            if shown:
                last = re.split(r"[\s>+~]+", selector)[-1]
                contradicted |= {(name, what) for name in NAMES.findall(last) for what in shown}
    linked = any("stylesheet" in (link.get("rel") or "").lower() for link in tree.iter("link"))
    hiding = {selector: said for selector, said in simple.items() if _hides(said)}
    return Rules(hiding, frozenset(contradicted), not linked and "background" not in sheets)


def _shows(name: str, value: str) -> bool:
    """Whether a property has a value that shows an element."""
    number = _number(value)
    if number is not None:
        return number > (FAINT if name == "opacity" else 1)
    return value not in ("none", "hidden", "collapse") and not value.startswith("rect")


def _is_for_screens(style: etree._Element) -> bool:
    return not style.get("media") or bool(re.search(r"\b(?:all|screen)\b", style.get("media") or ""))


def _each_rule(sheets: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the rules that hold on any screen, in order."""
    sheets = re.sub(r"/\*.*?(?:\*/|$)", "", sheets, flags=re.DOTALL)
    head, depth, skipped = "", 0, 0  # what stands before a brace; open blocks; the depth from which all is skipped
    at = 0
    for match in re.finditer(r"[{}]", sheets):
        text = sheets[at : match.start()]
        at = match.end()
        if match.group() == "{":
            depth += 1
            head = text.rpartition(";")[2].strip()
            if head.startswith("@") and not SHOWN_EVERYWHERE.match(head):
                skipped = skipped or depth
        else:
            if head and not skipped and not head.startswith("@"):
                yield head, text
            head = ""
            depth = max(0, depth - 1)
            if skipped > depth:
                skipped = 0
