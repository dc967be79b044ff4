"""Article and its statements -> credits: who else the article says its words come from.

1. Outside the running text, in bylines, datelines and credit lines: "BAGHDAD, Oct 5, (Agencies):", "By Kim Dorsey and
   agencies", "Wire reports", a closing "(Reuters)". They cover the whole body.
2. In the running text: the relays of statements ("told Reuters", "MNA reported"), and news organisations that are
   themselves the source of a statement. They cover what they relay.
3. Reports that the running text names as such: "first reported by the Herald", "the Herald, which broke the story", "a
   report in the Herald". They cover the sentence, and the lead where they say who was first: an article that grants
   another the story took its matter from there, whatever it adds.
Photo credits are none: captions are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from ..names import key, parts
from ..records import BODY, Article, Block, Credit, Span, Statement
from .wordings import Sought

UNNAMED = "news agencies"  # the name of a credit to agencies that are not named
UNNAMED_WORDS = re.compile(
    r"\b(?:news\s+)?(?:agenc(?:ies|y reports?)|wire\s+(?:reports?|services?)|news\s+services?|wires)\b", re.IGNORECASE
)
STAFF = re.compile(
    r"\b(?:staff|correspondents?|reporters?|own|newsroom|newsdesk|desk|editors?|editorial|team|writers?|contributors?|"
    r"admin(?:istrator)?|webmaster|guest|special)\b",
    re.IGNORECASE,
)
HEADER = frozenset(("byline", "dateline", "credit"))
NEWS_WORDS = frozenset(("news", "times", "post", "tribune", "herald", "gazette", "chronicle", "courier", "dispatch",
                        "telegraph", "journal", "observer", "monitor", "guardian", "mail", "daily", "weekly", "review",
                        "ledger", "standard", "clarion", "lantern", "radio", "television", "tv", "press",
                        "broadcaster", "newspaper", "paper", "magazine", "website", "media"))  # fmt: skip
ACRONYM = re.compile(r"[A-Z][A-Z&]{1,5}")
AGENCY_NAME = r"(?:[A-Z][\w'’&-]+ ){1,3}(?:(?:News|Press) Agency|Newswire|Wire(?: Service)?)"


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """What outlets call an agency, as written -> its name (`lexicons/agencies.tsv`)."""
    found: dict[str, str] = {}
    for line in files("wellsourced.lexicons").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, forms = line.split("\t")
            found |= {form: name for form in forms.split(";")}
    return found


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    forms = sorted(agencies(), key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


@lru_cache(maxsize=1)
def _no_news() -> re.Pattern[str]:
    """Agencies that deal in no news: "the aid agency Relief Bridge" (`lexicons/agencies_other.tsv`)."""
    lines = files("wellsourced.lexicons").joinpath("agencies_other.tsv").read_text(encoding="utf-8").splitlines()
    words = [re.escape(line) for line in lines if line and not line.startswith("#")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})[ -]agenc(?:y|ies)\b", re.IGNORECASE)


def find_credits(article: Article, statements: tuple[Statement, ...]) -> tuple[Credit, ...]:
    """The credits of an article, in order, each once for a name and a scope."""
    body = _body(article)
    if body is None:
        return ()
    media = media_named_so(article)
    found = [*_in_headers(article, body), *_in_statements(article, statements, media)]
    found += [credit for credit in _in_words(article, media) if not any(_same(credit, other) for other in found)]
    unique = {(credit.name, credit.scope): credit for credit in sorted(found, key=lambda c: (c.span, c.name))}
    return tuple(unique.values())


def _same(credit: Credit, other: Credit) -> bool:
    return credit.name == other.name and credit.span.overlaps(other.span) and credit.scope.overlaps(other.scope)


def _body(article: Article) -> Span | None:
    blocks = [block for block in article.blocks if block.kind in BODY]
    return Span(article.id, blocks[0].start, blocks[-1].end) if blocks else None


# ---- 1. outside the running text --------------------------------------------------------------


def _in_headers(article: Article, body: Span) -> Iterator[Credit]:
    for block in article.blocks:
        if block.kind in HEADER:
            yield from _in_header(article, block, body)


def _in_header(article: Article, block: Block, body: Span) -> Iterator[Credit]:
    line = article.text[block.start : block.end]
    where = {"byline": "the byline", "dateline": "the dateline", "credit": "a credit line"}[block.kind]
    whole = not _shared_with_staff(line, block.kind)
    for start, words, name in _agencies_in(line, block.kind):
        if not is_outlet(name, article.outlet) and not STAFF.fullmatch(name):
            span = Span(article.id, block.start + start, block.start + start + len(words))
            yield Credit(name, span, body, True, f"{where} names {name}", whole)


def _agencies_in(line: str, kind: str) -> list[tuple[int, str, str]]:
    """(offset, words, name) of the agencies that a header line names: known ones, unnamed ones, else acronyms."""
    known = [(m.start(), m.group(), agencies()[m.group()]) for m in _agency_pattern().finditer(line)]
    unnamed = [(m.start(), m.group(), UNNAMED) for m in UNNAMED_WORDS.finditer(line)]
    others = [(m.start(1), m.group(1), m.group(1)) for m in _before_agencies(line)] if unnamed else []
    return (known + others + unnamed[:1]) or [
        (m.start(1), m.group(1), m.group(1)) for m in _unknown_agencies(line, kind)
    ]


def _before_agencies(line: str) -> Iterator[re.Match[str]]:
    """One name of an agency, or of one word, beside unnamed agencies: "Halden and agencies"."""
    yield from re.finditer(
        rf"^\W*(?:[Bb]y )?({AGENCY_NAME}|[A-Z][\w&-]+)(?:,| and| with| &) (?:other )?(?:news )?agencies", line
    )


def _unknown_agencies(line: str, kind: str) -> Iterator[re.Match[str]]:
    """Acronyms where an agency's name stands: alone on a credit line, in a dateline's brackets, before the town."""
    stripped = line.strip(" ()[]–—-.")
    if kind == "credit" and len(stripped.split()) <= 4:
        inside = re.fullmatch(r"\W*\(([A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,2})\)\W*", line)
        yield from [inside] if inside else re.finditer(rf"(?<!\w)({ACRONYM.pattern})(?!\w)", line)
    elif kind == "dateline":
        yield from re.finditer(r"\(([A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,2})\)", line)
    elif kind == "byline" and (named := re.search(rf"\b({AGENCY_NAME})\b", line)):
        yield named
    elif kind == "byline" and len(stripped.split()) <= 3:
        # people have two names in bylines: "By Halden" is an agency, "Halden" alone may be anything but a person
        yield from re.finditer(rf"^\W*(?:[Bb]y )?({ACRONYM.pattern}|[A-Z][a-z]{{3,}})(?=[,/]|\s*$)", line)


def _shared_with_staff(line: str, kind: str) -> bool:
    """Whether a header line names a person or the outlet's staff beside an agency ("By Kim Dorsey and agencies")."""
    others = _agency_pattern().sub("", line)
    names_a_person = kind == "byline" and bool(re.search(r"\b[Bb]y [A-Z][\w'’-]+ [A-Z]", others))
    return names_a_person or bool(STAFF.search(line))


# ---- 2. in the running text -------------------------------------------------------------------


GENERIC = re.compile(
    r"(?:the |a |an )?(?:\w+ )?(?:newspaper|paper|daily|weekly|magazine|broadcaster|station|channel|agency|news agency|"
    r"website|site|outlet|tabloid|journal)",
    re.IGNORECASE,
)
NAMED_AS_MEDIUM = Sought(
    r"(?:(?:newspaper|daily|weekly|broadcaster|magazine|website|station|channel|tabloid|agency),? "
    r"(?P<after>(?:[A-Z][\w'’&-]+)(?: [A-Z][\w'’&-]+){0,3})|"
    r"(?P<before>(?!(?:The|An?|This|That|Its|Our|Their|His|Her|One|Another)\b)"
    r"(?:[A-Z][\w'’&-]+)(?: [A-Z][\w'’&-]+){0,3}) (?:news agency|newspaper|newswire|magazine))"
)


NO_NEWS_BEFORE = 20  # characters before "agency" that may tell what it deals in

SOURCE = "given as the source"


def _in_statements(article: Article, statements: tuple[Statement, ...], media: dict[str, bool]) -> Iterator[Credit]:
    """News sources among the relays and sources of statements. "The paper" is the one named last before it."""
    last: tuple[str, bool] | None = None
    for scope, name, span, role in sorted(_voices(article, statements), key=lambda voice: (voice[2], voice[0])):
        if GENERIC.fullmatch(name):
            found = last
        elif key(name) in media or (is_news_source(name) and not (role == SOURCE and _may_be_any_body(name))):
            found = canonical(name)
            found = (found[0], found[1] or media.get(key(name), False))
        else:
            continue
        if found is None or is_outlet(found[0], article.outlet):
            continue
        last = found
        yield Credit(found[0], span, scope, found[1], f"“{article.words(span)}” is {role}")


def _voices(article: Article, statements: tuple[Statement, ...]) -> Iterator[tuple[Span, str, Span, str]]:
    """(what it covers, name, where it stands, what it is) of every relay and source that has words of its own."""
    for statement in statements:
        scope = Span(article.id, statement.content[0].start, max(span.end for span in statement.content))
        for link in statement.chain[1:]:
            if link.span is not None:
                yield scope, link.name, link.span, "named as the relay"
        if statement.source.span is not None:
            yield scope, statement.source.name, statement.source.span, SOURCE


def _may_be_any_body(name: str) -> bool:
    """Whether only its form speaks for a news agency: companies and offices are known by their initials, too."""
    return ACRONYM.fullmatch(name) is not None and not _agency_pattern().search(name)


# ---- 3. reports that the text names as such ---------------------------------------------------

OUTLET = r"(?:the |The )?(?P<name>[A-Z][\w'’&-]+(?: (?:of |de |la |and |& )?[A-Z][\w'’&-]+){0,4})"
DAY = r"(?: (?:on|late on|early on) [A-Z][a-z]+(?: \d+)?| last \w+| earlier(?: this \w+)?)?"
# Who was first: any name that stands here is that of an outlet. [(pattern, whether the lead is covered)]
FIRST = tuple(
    Sought(pattern.replace("OUTLET", OUTLET).replace("DAY", DAY))
    for pattern in (
        r"(?:first|originally|initially|earlier|exclusively) "
        r"(?:reported|revealed|published|disclosed|broken|told|carried)DAY(?: \w+)? (?:by|in|on) OUTLET",
        r"(?:revealed|broken|uncovered|brought to light)DAY by OUTLET",
        r"OUTLET,? (?:which |who |that )?(?:had |has )?first (?:reported|revealed|published|disclosed|broke)\b",
        r"OUTLET(?:,? which)? (?:was|were|had been)(?: the)? first to "
        r"(?:report|reveal|publish|disclose|break|tell|carry)\b",
        r"OUTLET,? (?:which |who )?(?:broke|had broken|has broken) the (?:story|news|scandal|affair)\b",
        r"OUTLET (?:reported|wrote|revealed)(?: \w+){0,5} first\b",
        r"(?:came to light|became known|emerged|was made public)DAY (?:through|in|after|with) (?:a|an) (?:\w+ )?"
        r"(?:report|story|article|investigation) (?:by|in|on|from) OUTLET",
    )
)
# A report by somebody may be that of a commission: only names of news organisations count here
REPORT = tuple(
    Sought(pattern.replace("OUTLET", OUTLET).replace("DAY", DAY))
    for pattern in (
        r"\b(?:[Aa]n?|[Tt]he|[Ii]n its|[Tt]hat)(?: \w+){0,2}? "
        r"(?:report|story|article|investigation|interview|dispatch|account)s?DAY "
        r"(?:in|by|with|from|to|of|on|published by|published in|carried by) OUTLET",
        r"OUTLET(?:'s|’s) (?:report|story|article|investigation|account)\b",
        r"OUTLET (?:has |had |also )?(?:report(?:ed|s)|revealed|disclosed|uncovered|quote[sd]|cite[sd]|wrote|writes)\b",
    )
)


def _in_words(article: Article, media: dict[str, bool]) -> Iterator[Credit]:
    """Credits by what the running text says of reports; the pieces of the text that each covers."""
    blocks = [block for block in article.blocks if block.kind in BODY]
    text = article.text
    patterns = [(p, True) for p in FIRST if p.may_be_in(text)] + [(p, False) for p in REPORT if p.may_be_in(text)]
    for block in blocks:
        for pattern, first in patterns:
            for match in pattern.finditer(text, block.start, block.end):
                yield from _named_report(article, match, first, media, block, blocks[0])


def _named_report(
    article: Article, match: re.Match[str], first: bool, media: dict[str, bool], block: Block, lead: Block
) -> Iterator[Credit]:
    name, start = match["name"], match.start("name")
    if name.split()[0] in NO_NAME:
        return
    if not first and not (is_news_source(name) and not _may_be_any_body(name)) and key(name) not in media:
        return
    found, agency = canonical(name)
    if is_outlet(found, article.outlet):
        return
    span = Span(article.id, start, start + len(name))
    why = f"“{article.text[match.start() : match.end()]}” names its report"
    yield Credit(found, span, _sentence(article, match, block), agency or media.get(key(name), False), why)
    if first and block is not lead:
        scope = Span(article.id, lead.start, lead.end)
        yield Credit(found, span, scope, agency, f"{why} as the first")


NO_NAME = frozenset(("He", "She", "It", "They", "We", "I", "This", "That", "These", "Those", "Nobody", "Who", "What",
                     "There", "Police", "Officials", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                     "Sunday", "The", "A", "An", "Its", "His", "Her", "Their"))  # fmt: skip
SENTENCE_BORDER = re.compile(r"[.!?][”»\"’)]*\s+(?=[“«\"‘(]?[A-Z])")


def _sentence(article: Article, match: re.Match[str], block: Block) -> Span:
    """The sentence around a match, by its full stops."""
    borders = [m.end() for m in SENTENCE_BORDER.finditer(article.text, block.start, block.end)]
    start = max((at for at in borders if at <= match.start()), default=block.start)
    end = min((at for at in borders if at >= match.end()), default=block.end)
    return Span(article.id, start, end)


def media_named_so(article: Article) -> dict[str, bool]:
    """Keys of the names that the text calls a news agency (True) or another medium (False), datelines included."""
    found: dict[str, bool] = {}
    for match in NAMED_AS_MEDIUM.finditer(article.text):
        name = match.group("after") or match.group("before")
        if _no_news().search(article.text, max(0, match.start() - NO_NEWS_BEFORE), match.end()):
            continue
        found[key(name)] = "agency" in match.group()
    for block in article.blocks:
        if block.kind in ("dateline", "credit"):
            for _, _, name in _agencies_in(article.text[block.start : block.end], block.kind):
                found.setdefault(key(name), True)
    return found


def canonical(name: str) -> tuple[str, bool]:
    """A relay's name as written -> its canonical name, and whether it is a news agency."""
    match = _agency_pattern().search(name)
    if match:
        return agencies()[match.group()], True
    if UNNAMED_WORDS.search(name) and not _no_news().search(name):
        return name, True
    name = re.sub(r"^.*\b(?:report|story|article|interview)s? (?:in|by|of|with|from) ", "", name)
    bare = re.sub(r"^(?:the|The)\s+|\s+news agency$", "", name)
    return bare, "news agency" in name or ACRONYM.fullmatch(bare) is not None


def is_news_source(name: str) -> bool:
    """Whether a name is that of a news agency or outlet, by the lexicon, its head word or its form (an acronym)."""
    if _no_news().search(name):
        return False
    if _agency_pattern().search(name) or UNNAMED_WORDS.search(name):
        return True
    words = parts(name)
    if "news agency" in name.lower() or ACRONYM.fullmatch(name):
        return True
    # "the radio" is none that could be told from another
    return bool(words) and words[-1] in NEWS_WORDS and any(c.isupper() for c in name.removeprefix("The "))


def is_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name means the publishing outlet itself ("told the Tribune" in the Lakeshore Tribune)."""
    if not outlet:
        return False
    short, full = parts(name), parts(outlet)
    return bool(short) and (full[-len(short) :] == short or full[: len(short)] == short)
