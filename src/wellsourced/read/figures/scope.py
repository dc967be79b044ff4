"""Where and when a figure holds, whose it is, and in which statement it stands.

A time or place counts where it hangs on the figure's own clause, on a clause above it, or on one right below; the
time at which something was said is not the time of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ...records import Interval, Span, Statement, TimeExpression
from ..language import ParsedBlock, lemma
from .exclusions import token_of
from .numbers import CHANGES, Number
from .parsed import entities_near, sentence_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

PLACES = frozenset(("GPE", "LOC", "FAC"))
PLACE_LEAD = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]n|from|of|[Aa]round|[Oo]utside|[Ii]nside|[Aa]bove)\s"
                        r"(?:(?:the|[a-z]+ern|town\sof|city\sof|village\sof|capital,?)\s)*$")  # fmt: skip
REPORTING = frozenset(
    ("say", "tell", "add", "report", "announce", "deny", "warn", "declare", "state", "estimate", "quote")
)
CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "pcomp", "parataxis", "dep"))


KNOWN = re.compile(r"(?:\b(?:the|its|their|his|her|our|these|those)|['’]s?)\s(?:\w+\s)?$", re.IGNORECASE)
SIZE = re.compile(r"\b(?:city|town|village|country|nation|island|population)\sof\s(?:\w+\s){0,2}$", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:than\s(?:in\s|on\s|at\s)?|compared\s(?:with|to)\s|against\s|versus\s)$", re.IGNORECASE)
REACH = 200  # characters before a time in which the change is told that is measured from it
BACKWARDS = 40  # a time in front of a figure is taken for as far away as one so many characters further behind it
DEEPEST = 60  # steps up a parse tree: sentences that people write have fewer


def clause_of(token: Token) -> Token:
    """The verb that heads the clause of a token, the sentence's root where there is none."""
    for one in (token, *islice(token.ancestors, DEEPEST)):
        if one.tag_.startswith(("VB", "MD")) and one.dep_ in CLAUSES:
            return one
    return sentence_of(token).root


def _belongs(other: Token, clause: Token) -> bool:
    """Whether a token's clause is that of the figure, one above it that does not report, or one right below."""
    verb = clause_of(other)
    if verb.i == clause.i:
        return True
    if lemma(verb) in REPORTING:
        return False
    if verb.head.i == clause.i or verb.head in clause.conjuncts:
        return verb.dep_ in ("advcl", "relcl", "acl", "xcomp", "conj")
    above = clause
    for _ in range(DEEPEST):
        if above.head.i == above.i:
            break
        if above.dep_ == "ccomp" and lemma(above.head) in REPORTING:
            return False
        above = above.head
        if above.i == verb.i:
            return True
    return False


def where(parsed: ParsedBlock, number: Number, numbers: Sequence[Number]) -> tuple[str, ...]:
    """Places that "in", "at" or "near" joins to the figure: those up to the next number, else those before it."""
    token = token_of(parsed.doc, number)
    if token is None:
        return ()
    clause, sentence = clause_of(token), sentence_of(token)
    following = min((n.start for n in numbers if n.start > number.start), default=sentence.end_char)
    cut = re.search(r";|\bwhile\b", text_of(parsed.doc)[number.end : min(following, sentence.end_char)])
    limit = number.end + cut.start() if cut else min(following, sentence.end_char)
    places = [
        e
        for e in entities_near(token, 100)
        if e.label_ in PLACES and _has_lead(parsed.doc, e) and _belongs(e.root, clause)
    ]
    after = [e for e in places if number.end <= e.start_char < limit]
    own = [e for e in places if clause_of(e.root).i == clause.i]
    ahead = [e for e in own if e.end_char <= number.start]
    alone = [e for e in ahead if not any(e.end_char < n.start < number.start for n in numbers)]
    later = [] if ahead else [e for e in own if e.start_char >= limit][:1]
    chosen = after or alone or later
    return tuple(dict.fromkeys(re.sub(r"^the ", "", e.text) for e in chosen))[:3]


def _has_lead(doc: Doc, entity: Tokens) -> bool:
    return bool(PLACE_LEAD.search(text_of(doc)[max(0, entity.start_char - 30) : entity.start_char]))


def when(
    parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression], others: Sequence[Number]
) -> Interval | None:
    """The resolved time that tells when a figure held, of those that hang on its clause: the nearest behind it before
    the next number, else the nearest before it, else the nearest. A time that a change is measured from is none."""
    token = token_of(parsed.doc, number)
    if token is None:
        return None
    clause, start = clause_of(token), parsed.block.start
    sentence, known = sentence_of(token), _is_known(parsed.doc, token, number)
    first, last = sentence.start_char, sentence.end_char
    following = min((n.start for n in others if n.start > number.start), default=last)
    best: tuple[int, int, int, TimeExpression] | None = None
    for time in times:
        at = time.span.start - start
        if not first <= at < last or not (time.earliest or time.latest):
            continue
        tokens = parsed.doc.char_span(at, time.span.end - start, alignment_mode="expand")
        if tokens is None or not len(tokens):
            continue
        below = _is_below(tokens.root, token)
        if not below and (known or not _belongs(tokens.root, clause)):
            continue
        if _is_baseline(text_of(parsed.doc)[max(first, at - REACH) : at]) or _beside_the_point(tokens.root, token):
            continue
        behind = at >= number.start
        far = behind and (at > following or ";" in text_of(parsed.doc)[number.end : at])
        distance = abs(at - number.start) + (0 if behind else BACKWARDS)
        if best is None or (far, distance, at) < best[:3]:
            best = (far, distance, at, time)
    return Interval(best[3].earliest, best[3].latest) if best else None


def _is_known(doc: Doc, token: Token, number: Number) -> bool:
    """Whether words say that the counted is known already: "its 94 branches", "a town of 2,300". What happens to them
    on a day does not tell when they were so many."""
    before = text_of(doc)[max(0, number.start - 40) : number.start]
    counts = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_.startswith("NN")
    return bool(SIZE.search(before)) or (counts and bool(KNOWN.search(before)))


def _is_below(token: Token, number: Token) -> bool:
    """Whether a time is a part of what the counted noun is said to be: "the 43 people who died on Monday"."""
    noun = number.head
    if number.dep_ != "nummod" or noun.i < number.i or not noun.tag_.startswith("NN"):
        return False
    return noun.left_edge.i <= token.i <= noun.right_edge.i and token.i > noun.i


def _beside_the_point(time: Token, number: Token) -> bool:
    """Whether a time stands in an apposition that the number is no part of: "77 per cent, the highest since 1988"."""
    for above in (time, *islice(time.ancestors, DEEPEST)):
        if above.tag_.startswith(("VB", "MD")) and above.dep_ in CLAUSES:
            return False
        if above.dep_ == "appos" or (above.tag_ in ("JJS", "RBS") and above.dep_ in ("appos", "advcl", "attr", "dep")):
            return not (above.left_edge.i <= number.i <= above.right_edge.i)
    return False


def _is_baseline(lead: str) -> bool:
    """ "up 3 per cent from 2015", "more than in May": the time that a change is measured from."""
    if COMPARED.search(lead):
        return True
    return lead.endswith("from ") and bool(CHANGES.search(lead))


def whose(doc: Doc, number: Number) -> str | None:
    """Whose the counted things are, where a name in the genitive says so."""
    before = text_of(doc)[max(0, number.start - 80) : number.start]
    match = re.search(r"(?P<name>[A-Z][\w’'.-]*(?:\s(?:of|the|and|&|[A-Z][\w’'.-]*))*?)['’]s?\s+$", before)
    return match.group("name").strip() if match else None


def statement_of(span: Span, statements: Sequence[Statement]) -> str | None:
    """The innermost statement whose content holds the figure."""
    holding = [
        (content.end - content.start, statement.id)
        for statement in statements
        for content in statement.content
        if content.start <= span.start < content.end
    ]
    return min(holding)[1] if holding else None
