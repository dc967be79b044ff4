"""A reporting clause -> what it reports: the tokens after it, before it, or on both sides.

1. After a colon, or in a quotation that follows the reporting words.
2. In a clause, an infinitive, a noun phrase or a prepositional phrase after them, as the verb's frames allow.
3. Before them: the sentence up to its comma or its closing quotation mark, with what goes on after the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import NEGATIONS, Clause
from .cues import cue_nouns, cue_verbs
from .ends import FINITE, clause_end, other_voice
from .phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .paragraphs import Paragraph

Range = tuple[int, int]
OPENERS = frozenset(("that", "whether", "if", "how", "why", "what", "who", "where", "when", "which"))
BEFORE_QUOTATION = frozenset((",", "only", "simply", "-", "–", "—", "--", "but", "and"))
DENYING = frozenset(("deny", "reject", "dismiss", "refute", "dispute", "rebut", "rubbish", "repudiate"))
WITH_OBJECT = frozenset(("by", "of", "for", "with", "against", "from", "between", "among", "over", "about", "behind",
                         "without", "as"))  # fmt: skip
GOES_ON = frozenset(("until", "since", "because", "although", "though", "unless", "if", "while", "but", "and", "or",
                     "so", "even", "not", "with", "without", "particularly", "especially", "including",
                     "provided", "once", "unless", "lest", "whether", "which", "who"))  # fmt: skip
UNITS_OF_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "moment"))
TALLYING = frozenset(("count", "document", "tally"))
BOUNDS = frozenset(("until", "unless", "if", "once"))  # open a clause that bounds what is promised or asked
OF_THEM = re.compile(r",\s[\w,]+\sof\s(?:them|whom|these|those)\b")
ABOUT_NUMBERS = frozenset(("about", "around", "some", "at", "least", "most", "more", "less", "fewer", "than", "only",
                           "just", "nearly", "almost", "up", "to", "roughly"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of one statement's content, where it stands to its cue, and whether it is a bare quotation."""

    ranges: tuple[Range, ...]
    place: str  # "after", "before", "object"
    bare_quotation: bool = False


def content_after(clause: Clause, since: int = 0) -> list[Content]:
    """What follows the reporting words; `since` is the token after the last clause in the sentence that had its
    content before it."""
    at, stop = clause.end, clause.stop
    speaks = bool(clause.frames & {"clause", "quote"})
    if speaks and (colon := _colon(clause, at, stop)) is not None:
        return [Content(((colon + 1, stop),), "after")] if colon + 1 < stop else []
    if speaks and (quoted := _quotation_after(clause, at, stop)):
        return [Content((quoted,), "after", bare_quotation=True)]
    if "clause" in clause.frames and (found := _clause_after(clause, at, stop)):
        return [Content((*_prefix(clause, found, since), found), "after")]
    if (found := _object(clause, stop)) or (found := _count(clause, stop)):
        return [Content((found,), "object")]
    return []


def _count(clause: Clause, stop: int) -> Range | None:
    """ "the police say 800", "neighbours counted nine", "the harbour master counts 352 passengers and not 341", "Orm
    makes it 640"."""
    doc, verb = clause.paragraph.doc, clause.verb
    if "number" not in clause.frames or clause.passive or clause.negated or clause.speaker is None:
        return None
    at = verb.i + 1
    if at < stop and doc[at].lower_ == "it":
        at += 1
    elif lemma(verb) == "make":
        return None
    first = at
    while at < stop and doc[at].lower_ in ABOUT_NUMBERS:
        at += 1
    if at >= stop or doc[at].tag_ != "CD" or doc[at].ent_type_ in {"DATE", "TIME"}:
        return None
    limit = next((i for i in range(at, stop) if doc[i].text in {",", ";"}), stop)
    if any(t.tag_ in FINITE for t in doc[at:limit]):
        return None
    alone = at + 1 >= stop or doc[at + 1].is_punct or doc[at + 1].dep_ in {"cc", "mark"}
    if lemma(verb) in TALLYING and not alone and (lemma(verb) != "count" or verb.tag_ not in {"VBZ", "VBP"}):
        return None  # "police counted 700 people at noon": what they did; "neighbours counted nine": what they make it
    return first, clause_end(clause, first, limit)


def parenthetic(clause: Clause, found: list[Content], since: int) -> list[Content]:
    """ "Orm will vote for it, she says, “with both hands”": a quotation that goes on with the clause before the
    reporting words is one content with it. Other contents are given back as they are."""
    paragraph, doc, quoted = clause.paragraph, clause.paragraph.doc, clause.paragraph.quoted
    start, end = max(since, paragraph.sentence(clause.verb)[0]), clause.start
    if len(found) != 1 or not found[0].bare_quotation or end - start < 4 or doc[end - 1].text != ",":
        return found
    first = found[0].ranges[0][0]
    inner = next((t for t in doc[first : found[0].ranges[0][1]] if t.is_alpha), None)
    goes_on = inner is not None and inner.text[:1].islower() and doc[first - 1].text == "," and quoted[end - 1] < 0
    whole = doc[start].tag_ not in {"IN", "VBG", "VBN", "RB", "TO", "WRB"} or doc[start].lower_ == "whether"
    if goes_on and whole and any(t.tag_ in FINITE and quoted[t.i] < 0 for t in doc[start : end - 1]):
        return [Content(((start, end), found[0].ranges[0]), "before")]
    return found


def _prefix(clause: Clause, found: Range, since: int) -> tuple[Range, ...]:
    """ "Too often, Renn said, the debate ...": with a comma on both sides the clause stands inside its content."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    start, end = max(since, clause.paragraph.sentence(clause.verb)[0]), clause.start
    if not (start < end and doc[end - 1].text == "," and doc[found[0] - 1].text == ","):
        return ()
    start = _last_clause(clause, start, end)
    return ((start, end),) if quoted[found[0]] < 0 and clause.verb.dep_ not in {"conj", "advcl"} else ()


def _last_clause(clause: Clause, start: int, end: int) -> int:
    """ "The school has a gate, and on Sunday, Orm says, it was open": where the clause begins that the reporting words
    stand in; the one before it is finished, and is the outlet's own."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    for i in range(end - 1, start, -1):
        if quoted[i] >= 0 or doc[i].tag_ in FINITE:
            break
        joint = doc[i].tag_ == "CC" and doc[i - 1].text in {",", ";"}
        if (joint or doc[i].text in {";", ":"}) and any(t.tag_ in FINITE for t in doc[start:i]):
            return i + 1 if i + 1 < end else start
    return start


def _colon(clause: Clause, at: int, stop: int) -> int | None:
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    for i in range(clause.verb.i + 1, min(stop, clause.verb.i + 25)):
        if quoted[i] >= 0:
            return None
        if doc[i].text == ":":
            bare = "clause" not in clause.frames and i + 1 < len(doc) and quoted[i + 1] < 0
            return None if bare else i  # "went further: the mayor, she said, was ..."
        if i > at and doc[i].tag_ in FINITE:
            return None
    return None


def _quotation_after(clause: Clause, at: int, stop: int) -> Range | None:
    """A quotation right behind the reporting words, alone or as the beginning of a clause."""
    paragraph, doc, quoted = clause.paragraph, clause.paragraph.doc, clause.paragraph.quoted
    i = at
    while i < stop and quoted[i] < 0 and (doc[i].lower_ in BEFORE_QUOTATION or doc[i].is_space):
        i += 1
    if i >= stop or quoted[i] < 0:
        return None
    end = i
    while end < stop and quoted[end] == quoted[i]:
        end += 1
    quotation = paragraph.quotations[quoted[i]]
    inner = paragraph.text[quotation.inner_start : quotation.inner_end].rstrip()
    whole = inner[-1:] in ",.?!…—-" or end >= stop or doc[end].is_punct or not quotation.closed
    if not whole and "clause" in clause.frames:
        return i, clause_end(clause, i, stop)
    return i, end


def _clause_after(clause: Clause, at: int, stop: int) -> Range | None:
    doc, verb = clause.paragraph.doc, clause.verb
    i = at
    while i < stop and (doc[i].text in {",", "-", "–", "—"} or doc[i].is_space):
        i += 1
    if i >= stop:
        return None
    start = i
    # "said, when asked, that ..." and "said on Monday, hours after ..., that ..."
    start = i = _past_citing(clause, i, stop)
    if doc[i].lower_ == "that" and doc[i].tag_ == "WDT" and i + 1 < stop and doc[i + 1].tag_ in FINITE:
        return None  # "said in a report that contradicts ..."
    complement = next((c for c in verb.children if c.i >= at and c.dep_ in {"ccomp", "parataxis"} and c.i < stop), None)
    opens = doc[i].lower_ in OPENERS and (doc[i].lower_ == "that" or i == at)
    if doc[i].lower_ in {"who", "which", "where", "when"} and doc[i - 1].text == ",":
        return None
    if complement is not None:
        left = complement.left_edge.i
        if left > i and not opens and not clause.paragraph.quoted[left] >= 0:
            start = left
    elif (i > at and not opens) or (not opens and not _looks_like_clause(clause, i, stop)):
        return None
    if doc[start].lower_ in {"only", "simply", "also"} and start + 1 < stop and doc[start + 1].lower_ == "that":
        start += 1
    if doc[start].lower_ == "that" and doc[start].tag_ in {"IN", "WDT", "DT"} and start + 1 < stop and (
        doc[start + 1].tag_ not in {*FINITE, "NN"} or doc[start].tag_ == "IN"
    ):  # fmt: skip
        start += 1
    if start + 1 < stop and doc[start].text == "," and doc[start - 1].dep_ == "mark":
        start += 1  # "told the paper that, according to a colleague, ..."
    if clause.negated and (doc[i].lower_ in OPENERS):
        return None  # "has not said whether": nothing was said
    end = clause_end(clause, start, stop)
    return (start, end) if end > start else None


def _past_citing(clause: Clause, at: int, stop: int) -> int:
    """ "reported, citing a person close to the inquiry, that ...": on to the "that"."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    if doc[at].tag_ in {"VBG", "IN", "RB", "WRB"} and doc[at].lower_ not in OPENERS:
        for i in range(at + 1, min(stop, at + 25)):
            if quoted[i] >= 0 or doc[i].tag_ in FINITE:
                break
            if doc[i].lower_ == "that" and doc[i].dep_ == "mark" and doc[i - 1].text == ",":
                return i
    return at


def _looks_like_clause(clause: Clause, at: int, stop: int) -> bool:
    """Where the parse shows no complement: a noun phrase and a finite verb follow at once."""
    doc, verb = clause.paragraph.doc, clause.verb
    if lemma(verb) not in {"say", "tell", "add", "note", "insist", "argue", "claim", "warn", "believe", "think"}:
        return False
    if doc[at].tag_ in {"IN", "TO", "CC", "RB", "VBG", "."} or doc[at].is_punct:
        return False
    return any(doc[i].tag_ in FINITE for i in range(at, min(stop, at + 15)))


# ---- objects ----------------------------------------------------------------------------------


def _object(clause: Clause, stop: int) -> Range | None:
    """Content that is no clause of its own: infinitives, noun phrases, predicates, prepositional phrases."""
    if clause.passive:
        return _passive_object(clause, stop)
    if clause.negated:
        return None
    if found := denied_report(clause):
        return _until(clause, found, stop)
    verb, frames = clause.verb, clause.frames
    after = [c for c in verb.children if c.i > verb.i and c.i < stop]
    nouns = [c for c in after if c.dep_ in {"dobj", "dative", "attr", "oprd"} and c.tag_ not in {"IN", "TO", "RP"}]
    noun = nouns[0] if nouns and nouns[0] != clause.speaker else None
    verbs = [c for c in after if c.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} or c.dep_ == "oprd"]
    if noun is not None:
        verbs += [c for c in noun.children if c.i > noun.i and c.dep_ in {"acl", "relcl"}]
    infinitive = next((c for c in verbs if _is_infinitive(c)), None)
    prepositions = [c for c in after if c.dep_ in {"prep", "dative"}]
    if noun is not None:
        prepositions += [c for c in noun.children if c.dep_ == "prep" and c.i > noun.i]
    if "on-inf" in frames and (found := _called_on(prepositions)):
        return _until(clause, found, stop)
    if "at" in frames and (found := _put_down_to(clause, noun)):
        return _until(clause, found, stop)
    if "at" in frames:
        found = _number(clause, noun, stop)
        return (found[0], _with_parts(clause, found[1], stop)) if found else None
    for found in (
        _with_infinitive(clause, infinitive, noun, prepositions),
        _with_preposition(clause, noun, prepositions),
        _predicate(clause, noun, verbs),
    ):
        if found:
            return _until(clause, found, stop)
    if "for" in frames and (wished := _for_them_to(verbs)):
        return _until(clause, wished, stop)
    gerund = next((c for c in verbs if _is_gerund(c)), None)
    if gerund is not None and "gerund" in frames:
        return _until(clause, (gerund.left_edge.i, gerund.right_edge.i + 1), stop)
    if noun is not None and "noun" in frames and noun != clause.hearer and noun.dep_ == "dobj":
        return _noun_object(clause, noun, stop)
    return None


def _for_them_to(verbs: list[Token]) -> Range | None:
    """ "called for | both to resign"."""
    for verb in verbs:
        mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "for"), None)
        if mark is not None and _is_infinitive(verb):
            return mark.i + 1, verb.right_edge.i + 1
    return None


def _put_down_to(clause: Clause, noun: Token | None) -> Range | None:
    """ "puts the delay down to bad weather", "puts that down to “a wrong key”"."""
    doc, verb = clause.paragraph.doc, clause.verb
    down = next((c for c in verb.children if c.lower_ == "down" and c.i > verb.i), None)
    if down is None or noun is None or down.i + 2 >= len(doc) or doc[down.i + 1].lower_ != "to":
        return None
    cause = next((c for c in (*verb.children, *down.children) if c.i == down.i + 1), doc[down.i + 1])
    start = down.i + 2 if noun.tag_ in {"DT", "PRP"} else noun.left_edge.i
    return start, max(cause.right_edge.i, down.i + 2) + 1


def _called_on(prepositions: list[Token]) -> Range | None:
    """ "called on Koreth to resign", where the parse makes a clause of what follows the preposition."""
    for inner in (c for p in prepositions if p.lower_ in {"on", "upon"} for c in p.children if c.dep_ == "pcomp"):
        subject = next((c for c in inner.children if c.dep_ == "nsubj" and c.i < inner.i), None)
        if subject is not None and _is_infinitive(inner):
            return subject.left_edge.i, inner.right_edge.i + 1
    return None


def denied_report(clause: Clause) -> Range | None:
    """ "rejected claims that he had lied": a noun of saying with what it reports, as the object of denying it."""
    if lemma(clause.verb) not in DENYING:
        return None
    noun = next((c for c in clause.verb.children if c.dep_ == "dobj" and c.i > clause.verb.i), None)
    if noun is None or "clause" not in cue_nouns().get(noun.lower_, frozenset()):
        return None
    for child in noun.children:
        if child.i > noun.i and any(c.lower_ == "that" and c.i < child.i for c in child.children):
            return noun.left_edge.i, child.right_edge.i + 1
    return None


def _until(clause: Clause, found: Range, stop: int) -> Range | None:
    start, end = found
    end = min(_with_rest(clause, end), stop)
    return (start, clause_end(clause, start, end)) if end > start else None


def _with_rest(clause: Clause, end: int) -> int:
    """Past phrases that the parse hangs on the reporting verb and that go with its object: "described neglect | by the
    owners", "spoke of the winter, | the broken pumps", "vowed to stay away | until a judge was named"."""
    for child in clause.verb.children:
        if child.i < end or child.dep_ == "punct" or child.ent_type_ in {"DATE", "TIME"}:
            continue
        goes_on = child.dep_ in {"prep", "agent", "dative"} and child.lower_ in WITH_OBJECT
        listed = child.dep_ in {"dobj", "conj", "appos"} and child.tag_ in {"NN", "NNS", "NNP", "NNPS"}
        bound = child.dep_ == "advcl" and child.left_edge.i == end and child.left_edge.lower_ in BOUNDS
        if not (goes_on or listed or bound) or child.left_edge.i > end + 2:
            break
        end = child.right_edge.i + 1
    return end


def _with_parts(clause: Clause, end: int, stop: int) -> int:
    """Past what a number is made of: "put the toll at two|, one of them a guard"."""
    doc = clause.paragraph.doc
    if end >= stop or not OF_THEM.match(clause.paragraph.text, doc[end].idx):
        return end
    return next((i for i in range(end + 3, stop) if doc[i].text in {",", ";", "."} or doc[i].dep_ == "cc"), stop)


def _is_infinitive(verb: Token) -> bool:
    """ "to shut", "to be shut"."""
    bare = verb.tag_ == "VB" or (verb.tag_ == "VBN" and any(c.lower_ in {"be", "have"} for c in verb.children))
    return bare and any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _is_gerund(verb: Token) -> bool:
    """ "denied taking", "denied having taken"."""
    having = verb.tag_ == "VBN" and any(c.lower_ == "having" and c.i < verb.i for c in verb.children)
    return verb.dep_ in {"xcomp", "ccomp"} and (verb.tag_ == "VBG" or having)


def _with_infinitive(
    clause: Clause, infinitive: Token | None, noun: Token | None, prepositions: list[Token]
) -> Range | None:
    if infinitive is None:
        return None
    frames, end = clause.frames, infinitive.right_edge.i + 1
    to = next(c.i for c in infinitive.children if c.tag_ == "TO")
    to -= clause.paragraph.doc[to - 1].lower_ in NEGATIONS
    subject = next((c for c in infinitive.children if c.dep_ == "nsubj" and c.i < infinitive.i), None)
    mark = next((c.lower_ for c in infinitive.children if c.dep_ == "mark"), None)
    if subject is not None and mark in {"on", "upon"} and "on-inf" in frames:
        return subject.left_edge.i, end  # "called on Koreth to resign", read as if "on" opened a clause
    obj = subject or (noun if noun is not None and noun.i < infinitive.i else None)
    for preposition, frame in (("on", "on-inf"), ("upon", "on-inf"), ("to", "to-inf"), ("for", "for")):
        if frame in frames:
            for p in prepositions:
                if p.lower_ == preposition and p.i < infinitive.i and (pobj := _pobj(p)) is not None:
                    return pobj.left_edge.i, end
    if obj is not None and "obj-inf" in frames:
        if infinitive.tag_ == "VB":  # "ordered the gates to be shut" tells nobody to be shut
            clause.hearer = obj
        return obj.left_edge.i, end
    if obj is not None and "hearer-inf" in frames:
        clause.hearer = obj
        return to, end
    if obj is None and "inf" in frames and clause.cue.cue_class != "refusal":
        return to, end
    return None


def _pobj(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)


def _with_preposition(clause: Clause, noun: Token | None, prepositions: list[Token]) -> Range | None:
    frames = clause.frames
    for preposition in prepositions:
        word, inner = preposition.lower_, _pobj(preposition)
        if inner is None or inner.tag_ in {"PRP", "WP", "WDT"}:
            continue
        if word == "of" and noun is not None and noun == clause.hearer == preposition.head and inner.tag_ == "NNS":
            continue  # "told a meeting of dockers"
        end = max(preposition.right_edge.i + 1, inner.right_edge.i + 1)
        if word in frames and (noun is None or noun == clause.hearer or noun.i > preposition.i):
            return inner.left_edge.i, end
        if word == "of" and "obj-of" in frames and noun is not None:
            return inner.left_edge.i, clause_end(clause, inner.left_edge.i, clause.paragraph.sentence(clause.verb)[1])
        if noun is not None and noun.i < preposition.i and (
            f"obj+{word}" in frames or (word == "as" and "as" in frames)
        ):  # fmt: skip
            return noun.left_edge.i, max(end, noun.right_edge.i + 1)
    return None


def _number(clause: Clause, noun: Token | None, stop: int) -> Range | None:
    """ "put the number at fewer than 700", and what the number is made up of after a colon."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    if clause.verb.dep_ == "relcl" and clause.verb.i + 1 < stop and doc[clause.verb.i + 1].lower_ == "at":
        at = clause.verb.i + 2  # "the losses, which they put at nine million rather than six"
        ends = (j for j in range(at, stop) if doc[j].text in {",", ";"} or doc[j].lower_ in {"rather", "instead"})
        end = next(ends, stop)
        return (at, end) if any(t.tag_ == "CD" for t in doc[at : min(end, at + 5)]) else None
    if noun is None or noun.i < clause.verb.i:
        return None
    for i in range(noun.i + 1, stop):
        if doc[i].lower_ == "at" and any(t.tag_ == "CD" for t in doc[i + 1 : min(stop, i + 6)]):
            comma = next((j for j in range(i + 2, stop) if doc[j].text in {",", ";"} and quoted[j] < 0), stop)
            return noun.left_edge.i, clause_end(clause, i, comma)
    return None


def _predicate(clause: Clause, noun: Token | None, verbs: list[Token]) -> Range | None:
    """ "called the deadline a trick": the object and what is said of it."""
    if "small" not in clause.frames:
        return None
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    parts = [c for c in verbs if c.dep_ in {"ccomp", "xcomp", "oprd"} and c != noun] + (
        [noun] if noun is not None else []
    )
    if not parts:
        return None
    start, end = min(c.left_edge.i for c in parts), max(c.right_edge.i + 1 for c in parts)
    if start <= clause.verb.i or doc[start].lower_ in {"itself", "himself", "herself", "themselves"}:
        return None  # "calling itself the Reed Front" names it
    if doc[start].tag_ == "PRP" and start + 1 < len(doc) and quoted[start + 1] >= 0:
        start += 1  # "called it “a trap”": the pronoun stands for what is spoken of
    if end < len(doc) and quoted[end] >= 0:
        while end < len(doc) and quoted[end] >= 0:
            end += 1
    elif (
        len(parts) == 1
        and parts[0].dep_ in {"dobj", "oprd"}
        and parts[0].tag_ in {"NN", "NNS", "NNP"}
        and not any(c.tag_ == "WDT" and c.i < clause.verb.i for c in clause.verb.children)  # "which Orm called a waste"
    ):
        return None  # "called his mother": no predicate
    return start, end


IDIOMS = frozenset(
    ("claim", had) for had in ("responsibility", "credit", "victory", "life", "casualty", "victim", "title", "asylum")
)


def _noun_object(clause: Clause, noun: Token, stop: int) -> Range | None:
    if noun.tag_ in {"PRP", "DT", "WP", "WDT", "PRP$"}:
        return None  # "denied it": contents that are only a pronoun are left out
    if (lemma(clause.verb), lemma(noun)) in IDIOMS:
        return None  # "claimed responsibility in a message": done, and nothing said
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if lemma(clause.verb) in {"express", "voice"}:
        inner = [c for c in noun.children if c.i > noun.i and c.dep_ in {"acl", "ccomp", "relcl", "prep"}]
        if inner and any(c.lower_ == "that" for c in inner[0].children):
            start = next(c.i for c in inner[0].children if c.lower_ == "that") + 1
    return _until(clause, (start, end), stop) if start > clause.verb.i else None


def _passive_object(clause: Clause, stop: int) -> Range | None:
    """ "was told by a guard to leave"; other passives hold their content in the subject and are left alone."""
    if clause.speaker is None:
        return None
    verb = clause.verb
    infinitive = next((c for c in verb.children if c.i > verb.i and _is_infinitive(c)), None)
    if infinitive is None or not clause.frames & {"obj-inf", "hearer-inf"}:
        return None
    to = next(c.i for c in infinitive.children if c.tag_ == "TO")
    return _until(clause, (to, infinitive.right_edge.i + 1), stop)


# ---- before the reporting words ----------------------------------------------------------------


def content_before(clause: Clause, since: int) -> list[Content]:
    """The sentence before its reporting clause, from token `since` on, and what goes on after the clause."""
    paragraph, doc, quoted = clause.paragraph, clause.paragraph.doc, clause.paragraph.quoted
    sentence = paragraph.sentence(clause.verb)
    start, end = _past_colon(clause, max(since, sentence[0]), clause.start), clause.start
    if end <= start:
        return []
    last = doc[end - 1]
    if not (last.text in {",", "—", "–", "-", "--", "?", "!"} or quoted[end - 1] >= 0):
        return []
    has_quotation = any(quoted[i] >= 0 for i in range(start, end))
    has_verb = any(doc[i].tag_ in FINITE or doc[i].tag_ == "VBN" for i in range(start, end))
    if not has_quotation and not has_verb and clause.verb.dep_ not in {"parataxis", "ROOT"}:
        return []
    if not has_quotation and doc[start].lower_ in {"asked", "as"} and doc[start].tag_ in {"VBN", "VBD", "IN"}:
        return []  # "As he said, ..." and "Asked about it, he said": no content
    opens = doc[start].tag_ in {"RB", "CC", "IN", "TO", "VBG", "WRB"} and clause.verb.dep_ != "parataxis"
    inverted = clause.speaker is not None and clause.speaker.i > clause.verb.i
    if not has_quotation and not has_verb and opens and not inverted:
        return []
    others = (clause.hearer, clause.speaker)
    objects = [c for c in clause.verb.children if c.dep_ == "dobj" and c.i > clause.verb.i and c not in others]
    if not has_quotation and objects:
        return []  # "At the debate, she mentioned his remarks"
    before = Content(((start, end),), "before")
    after = clause.end
    while after < sentence[1] and quoted[after] < 0 and doc[after].is_punct:
        after += 1
    if after >= sentence[1]:
        return [before]
    joint = after + 1 if doc[after].tag_ == "CC" and has_quotation and after + 1 < sentence[1] else after
    if has_quotation and quoted[joint] < 0:
        joint = _resumed(clause, joint, sentence[1])
    if quoted[joint] >= 0:  # “A,” he said, “B”: two statements
        stop = joint
        while stop < sentence[1] and quoted[stop] == quoted[joint]:
            stop += 1
        return [before, Content(((joint, stop),), "before")]
    if doc[after - 1].text == ";" and other_voice(clause, after - 1, sentence[1]):
        return [before]
    if not has_quotation and _is_second(clause, after, sentence[1]):
        first = after + 1 if doc[after].tag_ == "CC" else after
        return [before, Content(((first, sentence[1]),), "before")]
    root = next((t for t in doc[start : sentence[1]] if t.dep_ == "ROOT"), None)
    goes_on = root is not None and root.i >= after and root != clause.verb
    if (goes_on or _continues(clause, after)) and not has_quotation:
        start = _last_clause(clause, start, end)
        return [Content(((start, end), (after, clause_end(clause, after, sentence[1]))), "before")]
    return [before]


def _is_second(clause: Clause, at: int, stop: int) -> bool:
    """ "A, she said, and B": with a subject or an auxiliary of its own, B is a statement beside A."""
    doc = clause.paragraph.doc
    if doc[at - 1].text == ";":
        return any(t.tag_ in FINITE for t in doc[at:stop])
    if doc[at].lower_ not in {"and", "but", "nor"} or at + 2 >= stop or clause.paragraph.doc[at - 1].text != ",":
        return False
    following = doc[at + 1 : min(stop, at + 8)]
    return any(t.tag_ in FINITE for t in following) and following[0].tag_ not in {"WP", "WDT", "VBD", "VBZ"}


def _past_colon(clause: Clause, start: int, end: int) -> int:
    """ "Vell scolded him: “A,” she said": what was said begins after the colon."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    for i in range(start, end - 1):
        if quoted[i] >= 0:
            break
        if doc[i].text in {":", ";"} and quoted[i + 1] >= 0:
            return i + 1
    return _last_clause(clause, start, end)


def _resumed(clause: Clause, at: int, stop: int) -> int:
    """“A,” he said, pointing at the pier, “B”: where B begins, past a participle or a relative clause; else `at`."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    relative = doc[at].tag_ in {"WP", "WP$", "WDT"}
    for i in range(at, stop):
        if quoted[i] >= 0:
            return i if doc[i - 1].text == "," else at
        if relative and doc[i].tag_ in FINITE:
            relative = False  # the verb of "who has run the harbour"
            continue
        cue = cue_verbs().get(lemma(doc[i])) if doc[i].tag_ == "VBG" else None
        if doc[i].tag_ in FINITE or (cue and cue.frames & {"clause", "quote"}):
            break
    return at


def _continues(clause: Clause, at: int) -> bool:
    """ "A, he said, until B": what goes on after the clause and its comma is content, times and participles are not."""
    token = clause.paragraph.doc[at]
    if clause.paragraph.doc[at - 1].text not in {",", "—", "–"} or _is_time_of_saying(clause, at):
        return False
    if token.lower_ in {"as", "so"} and "as" in {t.lower_ for t in token.doc[at + 1 : at + 3]}:
        return True  # "as long as"
    return token.lower_ in GOES_ON or token.tag_ in {"DT", "NNP", "NNS", "NN", "PRP", "CD", "PRP$"}


def _is_time_of_saying(clause: Clause, at: int) -> bool:
    """ ", five days after ruling it out": when it was said, told by the outlet."""
    doc = clause.paragraph.doc
    end = next((i for i in range(at, min(len(doc), at + 7)) if doc[i].lower_ in {"after", "before"}), None)
    return (
        end is not None
        and all(t.tag_ in {"CD", "NN", "NNS", "DT", "JJ", "RB", "IN"} for t in doc[at:end])
        and any(t.lower_.rstrip("s") in UNITS_OF_TIME for t in doc[at:end])
    )


def phrase(paragraph: Paragraph, head: Token) -> Range:
    return noun_phrase(paragraph, head)
