"""What one asserts and another denies.

1. A statement whose source denies its content, or whose content is negated, against words of another speaker that say
   the same without the negation.
2. A denial of what was just reported: "denied it", "said otherwise", "denied that the call took place" speak of the
   statement before.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ...records import Identity, Span
from ..accounts import one_of
from ..answering import INVOLVED, JUDGED, answer_in
from ..speakers import Speaker, speak_as_one
from ..units import Unit, of_oneself
from ..wording import Concept, concepts
from .evidence import Evidence, Finding, Sentence, before, short, spoken_by

# Share of the weight of what is denied that the other account must assert: less where the source says "denied". Set on
# the three fictional coverages.
DENIED, NEGATED = 0.45, 0.6
ONE_DEED = 0.3  # the same where one article has both told by one verb
BESIDE = 160  # characters from a statement to the denial right after it
ACCOUNTS = 1200  # characters after "each side accused the other" within which the two accounts stand
EACH_OTHER = re.compile(
    r"\b(?:each (?:side )?(?:accus|blam)\w+ the other|(?:accus|blam)\w+ (?:each other|one another)|"
    r"(?:both sides|the two(?: sides)?|each side) (?:accus|blam)\w+ (?:the other|each other)|"
    r"trad(?:ed|ing) (?:accusations|blame|charges))\b",
    re.I,
)
WHOLE = 0.9  # of one clause among others
CLAUSE_BITS = 20.0  # what such a clause must tell
CLAUSE = re.compile(r"[,;:]\s|\s(?:and|but|while)\s")
# "without striking" and "no way to pay" negate and deny nothing
UNTOLD = re.compile(r"\W*(?:without|there(?:['’]s| is| was) no way|no (?:doubt|matter|wonder)|not only)\b", re.I)
LEAST = 2  # concepts both must share
NEAR = 700  # characters that a denial reaches back to what it denies

AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were|be|been)\s+(?:\w+ing)|plan(?:s|ned)?|going to|to be)\b", re.I
)
TALK = re.compile(r"\b(?:conversation|call|meeting|exchange|talk|encounter|visit)\b")
REPORT = re.compile(rf"\b{one_of('report')}s?\s+(?:that|of)\b", re.I)


def find_denials(evidence: Evidence) -> list[Finding]:
    return [
        *_of_content(evidence),
        *_of_what_stands_before(evidence),
        *_of_what_is_judged(evidence),
        *_of_the_sentence_before(evidence),
        *_of_each_other(evidence),
        *_of_what_is_reported(evidence),
    ]


def denied_reports(evidence: Evidence) -> tuple[str, ...]:
    """Claims that are the denial of a report that is not in the coverage: "denied a report that troops were sent".

    Somebody asserted it, so it is disputed, though there is no other side to show.
    """
    found = []
    for unit in evidence.units:
        lead = unit.article.text[max(0, unit.span.start - 60) : unit.span.start] + " " + unit.words[:60]
        if unit.denied and unit.id in evidence.claim_of and REPORT.search(lead):
            found.append(evidence.claim_of[unit.id].id)
    return tuple(dict.fromkeys(found))


# ---- 1. by content ----------------------------------------------------------------------------


def _of_content(evidence: Evidence) -> Iterator[Finding]:
    for denial in evidence.units:
        clauses = [] if denial.denied else _negated_clauses(evidence, denial)
        if denial.statement is None or not (denial.denied or clauses):
            continue
        keys = sorted(evidence.bags[denial.id].negated, key=lambda k: (-evidence.weights.of(k), k))
        # what must be asserted weighs about half of what is denied, so one of the heavier words is in it
        heavier = keys[: max(LEAST, (len(keys) + 1) // 2 + 1)]
        found = [unit for unit in evidence.with_any(heavier) if _asserts(evidence, unit, denial, clauses)]
        claims = dict.fromkeys(evidence.claim_of[unit.id].id for unit in found if unit.id in evidence.claim_of)
        own = evidence.claim_of.get(denial.id)
        claims.pop(own.id if own else "", None)
        if own is None or not claims:
            continue
        yield Finding(
            "denied",
            short(denial.words),
            (tuple(claims), (own.id,)),
            f"{spoken_by(denial)} denies what {spoken_by(found[0])} says: “{short(found[0].words, 120)}”",
        )


def _negated_clauses(evidence: Evidence, unit: Unit) -> list[frozenset[str]]:
    """The concepts of what is negated: the whole, where it begins so, and each clause of it that is all negated."""
    text = unit.article.text
    ends = [m.start() for span in unit.spans for m in CLAUSE.finditer(text, span.start, span.end)]
    found: dict[int, list[Concept]] = {}
    for concept in unit.concepts:
        found.setdefault(sum(end <= concept.start for end in ends), []).append(concept)
    if UNTOLD.match(unit.words):
        return []
    whole = len(unit.concepts) >= LEAST and all(c.negated for c in unit.concepts[:LEAST])
    clauses = [frozenset(c.key for c in unit.concepts)] if whole else []
    for clause in found.values() if len(found) > 1 else ():
        keys = frozenset(c.key for c in clause)
        if all(c.negated for c in clause) and len(keys) >= LEAST and evidence.weights.information(keys) >= CLAUSE_BITS:
            clauses.append(keys)
    return clauses


def _asserts(evidence: Evidence, unit: Unit, denial: Unit, clauses: Sequence[frozenset[str]]) -> bool:
    """Whether a unit says without negation what a denial, or a clause of it, negates, by another speaker."""
    mine, said = evidence.bags[denial.id], evidence.around(unit)
    turned = (mine.negated & said.keys) - said.negated
    telling = [key for key in turned if not key.startswith("@")]
    own = {c.key for c in unit.concepts}
    one_deed = _one_deed(unit, denial, turned)
    if len(turned) < (1 if one_deed else LEAST) or not own.intersection(telling) or unit.id == denial.id or unit.denied:
        return False
    if _came_after(evidence, unit, denial):
        return False
    if of_oneself(denial) and not _names(said.keys, denial):
        return False
    if not denial.denied and (len(telling) < LEAST or not unit.speaker.key):
        return False
    if speak_as_one(unit.speaker, denial.speaker) or (unit.speaker.key and not denial.speaker.key):
        return False
    weigh = evidence.weights.sum
    if denial.denied:
        return bool(mine.weight) and weigh(turned) >= (ONE_DEED if one_deed else DENIED) * mine.weight
    for clause in clauses:
        shared = turned & clause
        if len([key for key in shared if not key.startswith("@")]) < LEAST:
            continue
        told = {event.outcome for event in unit.events if event.trigger & shared}
        if clause == mine.keys:
            least = NEGATED if told - {"not"} else WHOLE
        elif "came about" in told:
            least = WHOLE
        else:
            continue  # a clause by itself denies that something came about
        if weigh(shared) >= least * weigh(clause):
            return True
    return False


def _one_deed(unit: Unit, denial: Unit, turned: frozenset[str]) -> bool:
    """Whether one article has what is said to have happened and "denied" of it, by the same verb.

    "Results had been altered, she said ... He denied that any sheet had been changed": what was altered has two names.
    """
    mine = [event.trigger for event in denial.events if denial.denied]
    return unit.article.id == denial.article.id and any(
        event.trigger & one & turned and event.outcome != "not" for event in unit.events for one in mine
    )


def _came_after(evidence: Evidence, unit: Unit, denial: Unit) -> bool:
    """Whether what was denied was still ahead then, and a unit tells of what came about later: no denial of that."""
    if not AHEAD.search(denial.words) or unit.speaker.key:
        return False
    then = evidence.said_on(denial)
    days = [event.when for event in unit.events if event.when and event.outcome == "came about"]
    return before(then, days[0] if days else evidence.said_on(unit))


def _names(keys: frozenset[str], unit: Unit) -> bool:
    """Whether the speaker of a unit is named among some concepts."""
    return bool(keys & {unit.speaker.key, *unit.speaker.bodies})


# ---- 2. by place ------------------------------------------------------------------------------


def _of_what_stands_before(evidence: Evidence) -> Iterator[Finding]:
    for _, found in sorted(evidence.sentences.items()):
        for sentence in found:
            answer = answer_in(sentence.words)
            if answer is None:
                continue
            at = sentence.span.start + answer.at
            denial = _denial(evidence, sentence, at)
            denied = _beside(evidence, sentence, at) if answer.behind else _denied(
                evidence, None if answer.of_own_words else denial, sentence, at
            )  # fmt: skip
            if denied is None or denied is denial or (" such " in answer.words and not (denial and denial.speaker.key)):
                continue
            if answer.told and not (denial and _is_about(evidence, denied, denial)):
                continue
            left = evidence.claim_of.get(denied.id)
            right = evidence.claim_of.get(denial.id) if denial else left  # "he denied it" and no word more
            if left is None or right is None or (denial and left.id == right.id):
                continue
            yield Finding(
                "denied",
                short(denied.words),
                (_with_frame(evidence, denied, answer.words), (right.id,)),
                f"{_denier(evidence, denial, sentence, at)} denies what {spoken_by(denied)} says just before "
                f"(“{answer.words}”)",
            )


def _is_about(evidence: Evidence, denied: Unit, denial: Unit) -> bool:
    """Whether what is said again with its denial has a word in common with what is said before."""
    shared = evidence.around(denied).keys & {concept.key for concept in denial.concepts}
    return any(key[0] not in "@#" for key in shared)


def _of_what_is_judged(evidence: Evidence) -> Iterator[Finding]:
    """ "Asked about it, a spokesman said it was false", "the accusations were a lie", "denied responsibility"."""
    for unit in evidence.units:
        if unit.statement is None or not unit.speaker.key:
            continue
        sentence = evidence.sentence(unit.span)
        match = JUDGED.search(unit.words[:OPENING])
        accused = None if match or sentence is None else INVOLVED.search(sentence.words)
        words = match or accused
        if words is None or sentence is None:
            continue
        denied = _denied(evidence, unit, sentence, unit.span.start)
        if denied is None or (accused is not None and not _accuses(evidence, denied, unit)):
            continue
        left, right = evidence.claim_of.get(denied.id), evidence.claim_of.get(unit.id)
        if left is not None and right is not None and left.id != right.id:
            yield Finding(
                "denied",
                short(denied.words),
                ((left.id,), (right.id,)),
                f"{spoken_by(unit)} denies what {spoken_by(denied)} says before (“{words.group()}”)",
            )


OPENING = 90  # characters in which words begin that judge what was said before


def _accuses(evidence: Evidence, denied: Unit, denial: Unit) -> bool:
    """Whether the sentence of a unit names whoever denies: of what else would it be accused?"""
    return _names(evidence.around(denied).keys, denial) or bool(
        denial.speaker.stems & {c.key for c in denied.concepts} and denied.speaker.key != denial.speaker.key
    )


def _denier(evidence: Evidence, denial: Unit | None, sentence: Sentence, at: int) -> str:
    """Who denies: the speaker of the words that carry it, else whom its sentence names or describes."""
    if denial is not None and denial.speaker.key:
        return spoken_by(denial)
    kinds = ("person", "organisation", "group")
    named = [i.name for s, i in evidence.names.within(sentence.span) if s.end <= at and i.kind in kinds]
    return named[-1] if named else sentence.article.outlet or "the article itself"


def _with_frame(evidence: Evidence, denied: Unit, words: str) -> tuple[str, ...]:
    """The claim denied; where the talk itself is denied, also the claim that it was had ("an aide told him ...")."""
    outer = denied.statement.within if denied.statement and TALK.search(words) else None
    claims = [evidence.claim_of.get(one) for one in (denied.id, outer) if one]
    return tuple(dict.fromkeys(claim.id for claim in claims if claim is not None))


def _denial(evidence: Evidence, sentence: Sentence, at: int) -> Unit | None:
    """The unit that carries a denial: the statement in its sentence, or the denier's words right after it."""
    units = evidence.of_article.get(sentence.article.id, ())
    here = [u for u in units if u.span.end > at and u.span.start < sentence.span.end]
    if here:
        return min(here, key=lambda u: (u.statement is None, u.span.start, u.id))
    after = [u for u in units if sentence.span.end <= u.span.start < sentence.span.end + BESIDE and u.speaker.key]
    first = min(after, key=lambda u: (u.span.start, u.id), default=None)
    return first if first and (first.direct or _is_named(evidence, first, sentence)) else None


def _is_named(evidence: Evidence, unit: Unit, sentence: Sentence) -> bool:
    """Whether the speaker of a unit is named in a sentence, or speaks for a body that is."""
    named = {f"@{identity.id}" for _, identity in evidence.names.within(sentence.span)}
    return bool(named & {unit.speaker.key, *unit.speaker.bodies})


def _beside(evidence: Evidence, sentence: Sentence, at: int) -> Unit | None:
    """What is told last in the sentence before a place: "the vote was rigged, | a charge the commission denies"."""
    units = evidence.of_article.get(sentence.article.id, ())
    here = [u for u in units if sentence.span.start <= u.span.start and u.span.end <= at]
    return max(here, key=lambda u: (u.statement is not None, u.span.end, u.id), default=None)


def _denied(evidence: Evidence, denial: Unit | None, sentence: Sentence, at: int) -> Unit | None:
    """What a denial speaks of: the last statement before it that is not the denier's own.

    Where what stands between the two, in their paragraph, tells something of the denier in the outlet's voice ("the
    paper reports that the company's men were there. The company denies it"), that is what is denied.
    """
    units = evidence.of_article.get(sentence.article.id, ())
    near = [u for u in units if u.span.end <= at and at - u.span.end < NEAR and u is not denial]
    mine = denial.speaker if denial is not None and denial.speaker.key else None
    said = sorted(
        (u for u in near if u.statement and not (mine and _is_own(u, mine))),
        key=lambda u: (-u.span.start, u.id),
    )
    # who denies second denies the same
    last = next((u for u in said if not _denies_too(evidence, u, sentence)), said[0] if said else None)
    who = {c.key for c in sentence.concepts if c.end <= at}
    who |= {f"@{i.id}" for i in evidence.identities if i.kind == "organisation" and who & _words(i)}
    told = [
        u
        for u in near
        if not u.speaker.key and u.span.end <= sentence.span.start
        and (last is None or u.span.start > last.span.end)
        and _block(evidence, u) == sentence.block and who & {c.key for c in u.concepts}
    ]  # fmt: skip
    if not told and (right_before := _own_voice_before(evidence, near, sentence, last)) is not None:
        return right_before
    return max(told, key=lambda u: (u.span.start, u.id), default=last)


def _own_voice_before(evidence: Evidence, near: Sequence[Unit], sentence: Sentence, last: Unit | None) -> Unit | None:
    """What the outlet tells in the sentence right before, in the same paragraph, where the last statement is further
    back: "The union wants six hands more. The company disputes that"."""
    beside = evidence.sentence(Span(sentence.article.id, sentence.span.start - 2, sentence.span.start - 1))
    if beside is None or beside.block != sentence.block or (last and last.span.end > beside.span.start):
        return None
    told = [u for u in near if not u.speaker.key and beside.span.contains(u.span) and u.id in evidence.claim_of]
    return max(told, key=lambda u: (u.span.end - u.span.start, u.id), default=None)


def _is_own(unit: Unit, speaker: Speaker) -> bool:
    """Whether a speaker says a unit, by the outlet's own account; what others tell that he said he may deny."""
    told_by_others = unit.statement is not None and unit.statement.within is not None
    return speak_as_one(unit.speaker, speaker) and not told_by_others


def _denies_too(evidence: Evidence, unit: Unit, sentence: Sentence) -> bool:
    """Whether a unit of an earlier sentence is itself a denial of what stands before it."""
    own = evidence.sentence(unit.span)
    if own is None or own.span == sentence.span:
        return False
    answer = answer_in(own.words)
    return JUDGED.search(unit.words[:OPENING]) is not None or (answer is not None and not answer.behind)


def _words(identity: Identity) -> set[str]:
    return {c.key for c in concepts(identity.name)}


def _block(evidence: Evidence, unit: Unit) -> int:
    sentence = evidence.sentence(unit.span)
    return sentence.block if sentence else -1


def _of_the_sentence_before(evidence: Evidence) -> Iterator[Finding]:
    """ "Two of the men had rifles, he said. A spokeswoman denied that anyone had been armed": one after the other."""
    for units in evidence.of_article.values():
        said = [unit for unit in units if unit.statement is not None]
        for before_it, denial in itertools.pairwise(said):
            if not denial.denied or not before_it.speaker.key or before_it.denied:
                continue
            shared = evidence.bags[denial.id].keys & evidence.bags[before_it.id].keys
            near = 0 <= denial.span.start - before_it.span.end < BESIDE
            if not near or speak_as_one(before_it.speaker, denial.speaker) or not any(k[0] not in "@#" for k in shared):
                continue
            left, right = evidence.claim_of.get(before_it.id), evidence.claim_of.get(denial.id)
            if left is None or right is None or left.id == right.id:
                continue
            yield Finding(
                "denied",
                short(denial.words),
                ((left.id,), (right.id,)),
                f"{spoken_by(denial)} denies what {spoken_by(before_it)} says just before: “{short(before_it.words)}”",
            )


def _of_what_is_reported(evidence: Evidence) -> Iterator[Finding]:
    """ "The ministry denied a post that said units were on their way": by the ministry's words there are none."""
    outer = {s.id: s for reading in evidence.readings for s in reading.statements if s.denied}
    for unit in evidence.units:
        denial = outer.get(unit.statement.within or "") if unit.statement is not None else None
        left = evidence.claim_of.get(unit.id)
        if denial is None or left is None or unit.denied:
            continue
        source = denial.source.name
        beside = [
            other
            for other in evidence.of_article.get(unit.article.id, ())
            if other.statement is not None and other.statement.source.name == source and other.id != unit.id
            and abs(other.span.start - unit.span.end) < ACCOUNTS and other.id in evidence.claim_of
        ]  # fmt: skip
        nearest = min(beside, key=lambda other: (abs(other.span.start - unit.span.start), other.id), default=unit)
        yield Finding(
            "denied",
            short(unit.words),
            ((left.id,), (evidence.claim_of[nearest.id].id,)),
            f"{source} denies what {spoken_by(unit)} says: “{short(unit.words, 120)}”",
        )


# ---- 3. each other ----------------------------------------------------------------------------


def _of_each_other(evidence: Evidence) -> Iterator[Finding]:
    """ "Each side accused the other of firing first": what the two then say of it are two accounts."""
    for article, found in sorted(evidence.sentences.items()):
        match = next(((s, m) for s in found if (m := EACH_OTHER.search(s.words))), None)
        if match is None:
            continue
        sentence, cue = match
        about = {
            c.key for c in sentence.concepts if c.start >= sentence.span.start + cue.start() and c.key[0] not in "@#"
        }
        told = [
            unit
            for unit in evidence.of_article.get(article, ())
            if 0 < unit.span.start - sentence.span.end < ACCOUNTS
            and unit.statement is not None
            and unit.speaker.sure
            and about & {c.key for c in unit.concepts}
            and unit.id in evidence.claim_of
        ]
        first = told[0] if told else None
        other = next((u for u in told if first and not speak_as_one(u.speaker, first.speaker)), None)
        if first is None or other is None:
            continue
        sides = []
        for one in (first, other):
            own = [u for u in told if speak_as_one(u.speaker, one.speaker)]
            sides.append(tuple(dict.fromkeys(evidence.claim_of[u.id].id for u in own)))
        if not set(sides[0]) & set(sides[1]):
            yield Finding(
                "denied",
                short(sentence.words),
                (sides[0], sides[1]),
                f"{spoken_by(first)} and {spoken_by(other)} accuse each other: “{short(first.words)}”, "
                f"“{short(other.words)}”",
            )
