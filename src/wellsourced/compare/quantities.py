"""Readings -> quantities: figures with what they count made comparable, and when two are of the same thing.

A figure that only says "the figure was 47" counts what the figures before it count. Two quantities are of one thing
where what is counted, the unit, the place and the window agree; they are rivals where their values then exclude each
other. Used by `claims` and `disagreements`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ..names import fold, key, parts
from ..records import BODY, Article, Block, Figure, Interval, Reading, Span, Statement
from .kept import kept_for_story
from .wording import Concept, concepts, says, sentences, stem

ALIKE = 0.6  # share of the shorter list of counted concepts that the longer one must have
ANAPHORS = frozenset(["figure", "number", "count", "tally", "toll", "total", "estimate"])
# "The ministry's figure at the same hour was 47", "put the number at 700": what is counted stands before
ANAPHOR = re.compile(
    r"\b(?:figure|number|count|tally|toll|total|estimate)s?\b(?!\s+of\b)[^.;:,]{0,40}?\b(?:was|is|were|at|to)\s+"
    r"(?:\w+\s+){0,3}\S+$",
    re.I,
)
# "The owners had always spoken of 312,000": a bare number after a verb of counting counts what stands before
COUNTING = re.compile(
    r"(?:\b(?:(?:sp(?:eaks?|oke|oken|eaking)|talk(?:s|ed)?) of|stuck to|sticks? to|insist(?:s|ed)? on|"
    r"put(?:s|ting)? (?:it|this|that|them|(?:the|its|their|his|her) \w+) at|(?:makes?|made) it|"
    r"(?:says?|said|claim(?:s|ed)?|counts?|counted)(?: only| just)?|(?:came|comes?) (?:back at|to|out at)|"
    r"st(?:ands?|ood) at|"
    r"(?:say|said|claim|estimate|reckon|report|maintain|argue|insist|repeat)(?:s|ed)? (?:that )?(?:it|there|they) "
    r"(?:is|are|was|were|had been)|gave|given|gives?|had it (?:at|as)|admit(?:s|ted)?(?: only| to(?: only)?)?|"
    r"acknowledge[sd]?(?: only)?|accept(?:s|ed)?|"
    r"(?:its|their|his|her) (?:own )?(?:figure|number|count|toll|estimate|total) of|"
    r"(?:gets?|got|took|takes?|has|have) (?:its|their|his|her))|['’]s (?:is|was))\s+"
    r"[“\"'‘]?(?:(?:only|just|some|about|at least|no more than|not more than|more than|up to|fewer than|nearly)\s+)?$",
    re.I,
)
# "Brandauer's came back at 9.6", "the ministry's is 212": whose it is
OWNS = re.compile(
    r"\b(?:the\s+)?([A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3}|ministry|police|union|company)[’']s\s+(?:own\s+)?"
    r"(?:is|was|came|comes|stands|stood|gives|gave|reads|read)\b[^.;]*$"
)
OWNER = re.compile(
    r"\b(?:the\s+)?([\w\s-]{2,40}?)['’]s?\s+(?:own\s+)?(?:figure|number|count|tally|toll|total|estimate)\b", re.I
)
# "the ministry stood by its figure of 148", "where the ministry gets its 148"
OWN = re.compile(
    r"\b(?:the\s+)?((?!(?:its|their|his|her|where|that|[Tt]he)\b)[\w-]+(?:\s+[A-Z][\w-]+){0,3})\s+(?:\w+\s+){1,3}?"
    r"(?:its|their|his|her)\s+(?:own\s+)?(?:(?:figure|number|count|toll|estimate|total)\s+of\s+)$"
)
# "where the ministry gets its 148", "the ministry's 148": whose a bare number is, whoever speaks of it
CITED = re.compile(
    r"\b(?:the\s+)?((?!(?:its|their|his|her|where|that|it|[Tt]he)\b)[\w-]+(?:\s+[A-Z][\w-]+){0,3})"
    r"(?:['’]s|\s+(?:\w+\s+){1,3}?(?:its|their|his|her))\s+(?:own\s+)?"
    r"(?:(?:figure|number|count|toll|estimate|total)\s+of\s+)?$"
)
ENDS = re.compile(r"\s*(?:[.,;:!?)\"”»’—–]|$)")
BESIDE = re.compile(r"\s+(?:at|in|on|for|with|from|near|around|by|to|during|after|since|who|that|which)\s+", re.I)
PARTITIVE = re.compile(
    r"(?:(?:at least|some|about|only|nearly|more than)\s+)?[\w,.-]+(?:\s+(?:hundred|thousand|million))?\s+of\s+"
    r"(?:them|these|those|the|his|her|its|their|our|whom|which)\b",
    re.I,
)
# "two more workers", "40 further cases": what comes on top of a number, never a rival of it
ADDED = re.compile(
    r"[\w,.-]+(?:\s+(?:hundred|thousand|million))?\s+(?:more(?!\s+than)|further|others?|additional)\b", re.I
)
# "a village of 340 people" tells the size of the village; "a total of 340 people" counts people
SIZE = re.compile(
    r"\b(?:an?|the|its|his|her|their|our|this|that|one|every|each)\s+(?:[\w’'-]+\s+)?([a-z]+)\s+of\s+"
    r"(?:(?:about|some|nearly|around|over|more than)\s+)?$",
    re.I,
)
TOTALS = frozenset(
    ("total", "toll", "number", "count", "tally", "figure", "estimate", "record", "average", "crowd", "turnout")
)
TALLY_OF_DEAD = re.compile(r"\btoll\b", re.IGNORECASE)
DEATH = frozenset(("kill",))  # the concept of all words for it
OPENS = re.compile(r"(?:^|[,;]\s)$")  # what stands before a number that is what its clause is about
PLACED = re.compile(r"[^.,;:!?\n]{0,60}\b(?:in|at|near|outside)\s")
REST = 4  # numbers back to which one that is a part of another reaches
MORE = ("further", "another", "additional", "including", "other", "only")
SENTENCE = 3  # characters between two clauses of one sentence
FACTOR = 10  # counts further apart than this are hardly of one thing: an account errs, or has another scope
COUNTS = re.compile(r"\b(?:count|tall|put|estimat|record|register|report|say|said|document)(?:ed|ied|s|es|ing)?\b")
REACH = 400  # characters that such a figure reaches back
TELLING = 100  # numbers from here on that are not round tell one quantity from another
MEASURED = 4  # concepts two sentences must share, the numbers apart, to measure one thing
HOUR = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d$")
SETTLED = 5  # things from which two equal counts are one: two and three of a thing are counted everywhere
MILLION = 1e6
UNIT = re.compile(r"(?:gram|gramme|metre|meter|litre|liter|watt|byte|hertz|joule)s?$")  # "milligram"
HOLDERS = frozenset(["person", "people"])  # say little about which people
NOT_SAID = frozenset(["not said"])  # what a figure counts that tells nothing of it


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, the sentence or clause it stands in, and the concepts of what it counts.

    `part` is true where the words say that it is a part of another quantity ("21 of them", "a further 40").
    """

    figure: Figure
    article: str
    clause: Span
    concepts: tuple[Concept, ...]
    counted: frozenset[str]
    beside: frozenset[str]
    where: frozenset[str]
    speaker: str
    part: bool
    negated: bool
    fate: frozenset[str] = frozenset()  # what is said of what is counted: "killed", "moved"
    predicate: frozenset[str] = frozenset()  # the nearest of these on either side
    said: Interval | None = None  # the days on which the article came out
    inherited: str = ""  # id of the figure before, which tells what is counted ("the figure was 47")
    cited: bool = False  # it is another's number that the speaker of the words takes up: "I doubt the ministry's 148"

    @property
    def index(self) -> frozenset[str]:
        """Words of which two quantities that count alike share one."""
        return self.counted | self.predicate


@kept_for_story
def quantities(readings: Sequence[Reading]) -> tuple[Quantity, ...]:
    """All quantities of the bodies of some articles, in order of place."""
    found: list[Quantity] = []
    for reading in sorted(readings, key=lambda r: r.article.id):
        found += _of_article(reading)
    return tuple(found)


def _of_article(reading: Reading) -> Iterable[Quantity]:
    article = reading.article
    statements = {statement.id: statement for statement in reading.statements}
    body = [block for block in article.blocks if block.kind in BODY]
    sentences_of: dict[Block, list[tuple[int, int]]] = {}
    recent: list[Quantity] = []
    said = Interval(article.published.earliest, article.published.latest)
    for figure in sorted(reading.figures, key=lambda f: (f.span, f.id)):
        block = next((b for b in body if b.start <= figure.span.start < b.end), None)
        if block is None or is_hour(figure, article.words(figure.span)):
            continue
        if block not in sentences_of:
            sentences_of[block] = sentences(article.text, block.start, block.end)
        start, end = next(
            ((a, b) for a, b in sentences_of[block] if a <= figure.span.start < b),
            (block.start, block.end),
        )
        clause = _within_statement(Span(article.id, start, max(end, figure.span.end)), figure, statements)
        words = _concepts_at(article.words(clause), clause.start)
        counted, where = _counted(figure), _places(reading, figure, Span(article.id, start, end), statements)
        fate, predicate = _fate(figure, words), _predicate(figure, words)
        lead = article.text[clause.start : figure.span.end]
        inherited = ""
        dead = counted & DEATH if TALLY_OF_DEAD.search(lead) else frozenset()
        before = _counted_before(figure, dead, recent, clause.start)
        bare = _is_bare(article.text[start : figure.span.start], article.text[figure.span.end : end], counted, before)
        elided = counted <= ANAPHORS or bare or bool(ANAPHOR.search(lead))
        if elided and before:
            counted, where, fate, predicate = before.counted, before.where, before.fate, before.predicate
            inherited = before.figure.id
        size = SIZE.search(article.text[max(clause.start, figure.span.start - 40) : figure.span.start])
        if size and size.group(1) not in TOTALS:
            counted, fate = frozenset({f"{stem(size.group(1))} size"}), frozenset()
            predicate = frozenset()
        near = article.text[max(clause.start, figure.span.start - 24) : figure.span.start]
        tail = article.text[figure.span.start : figure.span.end + 16]
        sentence = Span(article.id, start, end)
        bounded = figure.bound not in ("exact", "about")  # "no more than 6.5 tonnes" turns nothing down
        negated = not bounded and bool(says(near[-8:] + article.words(figure.span)[:4], "negation"))
        part = _is_part(near, tail) or (not negated and _is_rest(recent, figure, sentence, article, block))
        speaker = _speaker(figure, statements)
        owner = _owner(article.text[clause.start : figure.span.start], article.text[figure.span.end : end])
        quantity = Quantity(
            figure, article.id, clause, words, counted, _beside(figure), where,
            (speaker and owner) or speaker or _holder(reading, clause, figure),
            part, negated,
            fate, predicate, said, inherited, bool(speaker and owner),
        )  # fmt: skip
        yield quantity
        recent.append(quantity)


def _counted_before(figure: Figure, told: frozenset[str], recent: Sequence[Quantity], start: int) -> Quantity | None:
    """The number before that one without a noun takes up: in the nearest sentence, the nearest in size.

    "418 fell ill; 43 were treated in hospital. The committee counts 702": 702 are ill. What it counts
    is `told` where its own words say so: "Four were killed, two officials said. The ministry put the toll at two".
    """
    value = figure.low if figure.low is not None else figure.high
    near = [q for q in recent if start - q.clause.end < REACH and not q.part and q.figure.part_of is None]
    near = [q for q in near if figure.unit in (q.figure.unit, None) or q.figure.unit is None]
    near = [q for q in near if told <= q.index]
    sized = [(q, _ratio(value, q.figure)) for q in near]
    sized = [(q, ratio) for q, ratio in sized if ratio <= FACTOR]
    if not sized:
        return None
    last = sized[-1][0].clause
    beside = [(ratio, -q.figure.span.start, q) for q, ratio in sized if last.start - q.clause.end < SENTENCE]
    return min(beside, key=lambda one: one[:2])[2]


def _ratio(value: float | None, other: Figure) -> float:
    mine, theirs = sorted((abs(value or 0.0), abs(other.low if other.low is not None else other.high or 0.0)))
    return theirs / mine if mine else FACTOR + 1.0


def is_hour(figure: Figure, words: str) -> bool:
    """Whether a number reads as a time of the clock ("6.40", "14:05") and no unit makes it a measure."""
    unit = figure.unit or ""
    return bool(HOUR.match(words)) and (
        not unit or (unit.islower() and unit not in measures() and not UNIT.search(unit))
    )


def _is_bare(lead: str, rest: str, counted: frozenset[str], before: Quantity | None) -> bool:
    """Whether a number stands alone after a verb of counting ("speaks of 11"): it counts what the one before does."""
    if OWN.search(lead):
        return True
    alone = counted == NOT_SAID or (before is not None and ENDS.match(rest))
    return bool(alone and COUNTING.search(lead))


def _concepts_at(text: str, start: int) -> tuple[Concept, ...]:
    """The concepts of a text that begins at an offset, with offsets of the whole."""
    found = concepts(text)
    return tuple([Concept(key, at + start, end + start, negated) for key, at, end, negated in found])


def _within_statement(sentence: Span, figure: Figure, statements: dict[str, Statement]) -> Span:
    """The part of a sentence that the figure's statement takes up, so that the words around it are not its claim."""
    statement = statements.get(figure.statement or "")
    for span in statement.content if statement else ():
        if span.overlaps(figure.span):
            return Span(
                span.article, max(span.start, sentence.start), max(min(span.end, sentence.end), figure.span.end)
            )
    return sentence


def _counted(figure: Figure) -> frozenset[str]:
    """The concepts of what is counted, without the place or circumstance that follows ("members at the terminals")."""
    words = BESIDE.split(figure.counted, maxsplit=1)[0] or figure.counted
    found = frozenset(c.key for c in concepts(words) if not c.key.startswith("#"))
    return found or frozenset({fold(words) if words and fold(words) not in ANAPHORS else "number"})


def _places(reading: Reading, figure: Figure, sentence: Span, statements: dict[str, Statement]) -> frozenset[str]:
    """Where a figure holds; where the figure does not tell, the place that its clause names right after it ("people
    marched in Sedlo"), else the places that its sentence names before it.

    "The ministry in Tarn speaks of 11": where the speaker is says nothing of what is counted.
    """
    statement = statements.get(figure.statement or "")
    source = statement.source.span if statement else None
    seat = (
        (source.start, min((cue.start for cue in statement.cue), default=source.end))
        if source and statement
        else (0, 0)
    )
    inside = [m for m in reading.mentions if m.kind == "place" and sentence.contains(m.span)]
    of_speaker = {fold(m.name) for m in inside if seat[0] <= m.span.start < seat[1]}
    if figure.where:
        return frozenset(fold(place) for place in figure.where) - of_speaker
    text = reading.article.text
    after = [m for m in inside if m.span.start >= figure.span.end]
    if after and PLACED.fullmatch(text[figure.span.end : after[0].span.start]):
        return frozenset((fold(after[0].name),))
    return frozenset(fold(m.name) for m in inside if m.span.end <= figure.span.start) - of_speaker


def _fate(figure: Figure, words: tuple[Concept, ...]) -> frozenset[str]:
    """The concepts around a figure, by which counts of people are told apart: two before, six after."""
    before = [c.key for c in words if c.end <= figure.span.start][-2:]
    after = [c.key for c in words if c.start >= figure.span.end][:6]
    return frozenset(key for key in (*before, *after) if not key.startswith(("@", "#"))) - HOLDERS


def _predicate(figure: Figure, words: tuple[Concept, ...]) -> frozenset[str]:
    """The concept right before and the one right after a figure and its noun: "killed 37 people", "43 people died"."""
    before = [c.key for c in words if c.end <= figure.span.start][-1:]
    after = [c.key for c in words if c.start >= figure.span.end and c.key not in HOLDERS][:1]
    own = [c.key for c in concepts(figure.counted)]
    return frozenset(key for key in (*before, *after, *own) if not key.startswith(("@", "#"))) - HOLDERS


def _beside(figure: Figure) -> frozenset[str]:
    """The concepts of the place or circumstance that follows what is counted."""
    rest = BESIDE.split(figure.counted, maxsplit=1)[1:]
    return frozenset(c.key for c in concepts(" ".join(rest)))


def _speaker(figure: Figure, statements: dict[str, Statement]) -> str:
    statement = statements.get(figure.statement or "")
    if statement is None:
        return ""
    return statement.chain[0].name if statement.chain else statement.source.name


def _holder(reading: Reading, clause: Span, figure: Figure) -> str:
    """Whose figure it is where no statement says so: "the ministry's figure", "the association has counted"."""
    if figure.whose:
        return figure.whose
    lead = reading.article.text[clause.start : figure.span.start]
    owner = OWNER.search(lead) or OWN.search(lead) or OWNS.search(lead)
    if owner:
        end = clause.start + owner.end(1)
        whole = (m.name for m in reading.mentions if m.span.start < end <= m.span.end)  # "for Rivers" is none
        return next(whole, owner.group(1).strip())
    inside = [m for m in reading.mentions if clause.start <= m.span.start and m.span.end <= figure.span.start]
    named = [m for m in inside if m.span.article == clause.article and m.kind in ("organisation", "person", "group")]
    told = named and COUNTS.search(reading.article.text[named[-1].span.end : figure.span.start])
    return named[-1].name if told else ""


def _owner(lead: str, rest: str) -> str:
    """To whom the words right before a bare number give it: "the ministry's 148"."""
    match = CITED.search(lead) if ENDS.match(rest) else None
    return match.group(1) if match else ""


def _is_part(lead: str, tail: str) -> bool:
    """Whether words around a figure say that it is a part: "21 of them", "two of her cousins", "a further 40"."""
    return bool(PARTITIVE.match(tail) or ADDED.match(tail)) or any(f" {cue} " in f" {lead.lower()} " for cue in MORE)


def _is_rest(recent: Sequence[Quantity], figure: Figure, sentence: Span, article: Article, block: Block) -> bool:
    """Whether a number takes up a larger one before it: "four were hurt; two have since gone home"; or, bare, one of
    its paragraph: "at least 212 people were detained. Some 90 are held without access to a lawyer"."""
    leads = OPENS.search(article.text[sentence.start : figure.span.start])
    bare = leads and figure.counted.lower() not in article.words(figure.span).lower()
    for before in reversed(recent[-REST:]):
        beside = sentence.contains(before.figure.span) and before is recent[-1]
        if not (beside or (bare and not before.part and block.start <= before.figure.span.start)):
            continue
        if before.figure.statement == figure.statement and figure.counted == before.figure.counted:
            return bool(before.figure.low and figure.low and figure.low < before.figure.low)
    return False


# ---- comparing --------------------------------------------------------------------------------


def same_value(a: Quantity, b: Quantity) -> bool:
    return (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high) and same_unit(a, b)


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two units can be one; a figure that counts what stands before has none of its own."""
    return a.figure.unit == b.figure.unit or None in (a.figure.unit, b.figure.unit)


def exclusive(a: Quantity, b: Quantity) -> bool:
    """Whether no value fits both: "more than 400" and 118 exclude each other, 450 fits "more than 400"."""
    low, high = _bounds(a.figure)
    other_low, other_high = _bounds(b.figure)
    return high < other_low or other_high < low


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    if figure.bound == "about":  # a rounded number covers what rounds to it: a tenth to either side
        low, high = low - abs(low) * 0.1, high + abs(high) * 0.1
    return low, high


def counted_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities count the same thing: what is counted agrees, of people also what befell them."""
    left, right = a.counted - HOLDERS, b.counted - HOLDERS
    if not left or not right:  # "43 people were killed", "58 dead", "2,300 people had been moved"
        return bool((left or a.predicate) & (right or b.predicate))
    shared = left & right
    return len(shared) >= ALIKE * min(len(left), len(right)) and len(shared) * 3 >= len(left | right)


def one_quantity(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one: the same value of the same thing; a telling number needs only one word in common.

    "2,300" is hardly ever two things in the coverage of one event, "three" nearly always is.
    """
    if not same_value(a, b) or (bool(a.figure.part_of) != bool(b.figure.part_of) and not is_telling(a.figure)):
        return False  # "the toll is two", "nine, two of them minors"
    if a.inherited and b.inherited and key(a.speaker) == key(b.speaker):
        return True
    if counted_alike(a, b) and same_place(a, b) and (a.fate & b.fate or a.inherited or b.inherited):
        return True
    if counted_alike(a, b) and same_place(a, b) and (is_telling(a.figure) or _is_settled(a, b)):
        return True
    near = ({c.key for c in q.concepts if not c.key.startswith("#")} - HOLDERS for q in (a, b))
    return is_telling(a.figure) and len(set.intersection(*near)) >= 2


def _is_settled(a: Quantity, b: Quantity) -> bool:
    """Whether two equal numbers count things, and so many that they are hardly others: "94 branches", "nine berths".

    Not people, of whom a report counts many groups, nor measures.
    """
    things = not (_of_people(a) or _of_people(b) or is_measure(a) or is_measure(b))
    return things and a.counted == b.counted != NOT_SAID and not (a.part or b.part) and (a.figure.low or 0) >= SETTLED


def _of_people(quantity: Quantity) -> bool:
    return quantity.figure.unit == "people" or bool(quantity.counted & HOLDERS)


def is_telling(figure: Figure) -> bool:
    """Whether a number is so large and so little round that two articles hardly have it by chance."""
    value = figure.low if figure.low is not None else figure.high or 0.0
    return value >= TELLING and len(f"{value:.0f}".rstrip("0")) > 1


def same_place(a: Quantity, b: Quantity) -> bool:
    """Whether two places can be one: "Upper Sedlo" and "Lower Sedlo" cannot, "northern Tarsenia" may be "Tarsenia"."""
    if not a.where or not b.where:
        return True
    left, right = ({frozenset(parts(place)) for place in q.where} for q in (a, b))
    return any(x <= y or y <= x for x in left for y in right)


def same_window(a: Quantity, b: Quantity) -> bool:
    """Whether two windows can be one: both known and overlapping, or one unknown."""
    return _meet(a.figure.when, b.figure.when)


def windows(a: Quantity, b: Quantity) -> tuple[Interval | None, Interval | None]:
    """The windows of two counts; where one is unknown the days of report stand for both: counts change by the day."""
    known = a.figure.when, b.figure.when
    return (a.said, b.said) if None in known else known


def _meet(left: Interval | None, right: Interval | None) -> bool:
    if left is None or right is None:
        return True
    return not (
        (left.latest and right.earliest and left.latest < right.earliest)
        or (right.latest and left.earliest and right.latest < left.earliest)
    )


def of_one_time(a: Quantity, b: Quantity) -> bool:
    return _meet(*windows(a, b))


def same_matter(a: Quantity, b: Quantity) -> bool:
    """Whether the same is said of what is counted: of people what befell them, of a measure what it measures.

    "9 million crowns" and "4 million crowns" count crowns; only the words around tell what for.
    """
    fate, shared = a.fate & b.fate, (a.counted & b.counted) - HOLDERS
    if is_measure(a) or is_measure(b):
        near = {c.key for c in a.concepts if c.key[0] != "#"} & {c.key for c in b.concepts}
        return len(fate) >= 2 and len(near) >= MEASURED
    if not shared:
        return bool(a.predicate & b.predicate)
    of_one_day = a.figure.when is not None and a.figure.when == b.figure.when
    return len(fate | shared) >= (1 if of_one_day else 2)


def is_measure(quantity: Quantity) -> bool:
    """Whether a figure has a unit and no thing: money, shares, metres; millions of anything but people are money."""
    unit = quantity.figure.unit
    if unit is None or unit == "people" or len(quantity.counted) > 1:
        return False
    symbol = (
        not (unit.islower() and unit.isalpha()) or unit in ("share", "time") or unit in measures() or UNIT.search(unit)
    )
    return bool(symbol) or (quantity.figure.low or 0) >= MILLION


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """The words and symbols of measures and money in `numbers_words.tsv`."""
    lines = files("wellsourced.lexicons").joinpath("numbers_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t")[:2] for line in lines if line and not line.startswith("#")]
    found = {word for word, classes in rows if re.search(r"(?:^|\s)(?:measure(?:\s|$)|unit:|money:)", classes)}
    symbols = {one.split(":")[1] for _, classes in rows for one in classes.split() if one.startswith("unit:")}
    return frozenset(found | symbols)


def within_factor(a: Quantity, b: Quantity) -> bool:
    values = sorted(abs(value) for q in (a, b) for value in (q.figure.low, q.figure.high) if value is not None)
    return values[-1] <= FACTOR * values[0]
