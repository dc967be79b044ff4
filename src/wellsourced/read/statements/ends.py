"""Where a content ends: with its sentence, unless the reporting verb takes up again or another voice comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import SUBJECTS, Clause, coordinated_with
from .cues import cue_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Past forms of irregular verbs that are participles as well
BOTH_FORMS = frozenset(("found", "held", "made", "lost", "sent", "kept", "built", "brought", "caught", "led", "cut",
                        "put", "hit", "shut", "set", "let", "hurt", "won", "shot", "struck", "fled", "paid", "sold",
                        "bought", "spent", "fought", "sought", "dealt", "felt", "heard", "read", "stood"))  # fmt: skip
TRAILING = frozenset(("saying", "adding", "noting", "arguing", "calling", "telling", "insisting", "stressing", "citing",
                      "explaining", "claiming", "asking", "warning", "declaring", "suggesting", "accusing", "urging",
                      "describing", "referring", "emphasizing", "emphasising", "recalling", "concluding", "promising",
                      "vowing", "denying", "acknowledging", "admitting", "pointing", "alleging"))  # fmt: skip


def clause_end(clause: Clause, start: int, stop: int) -> int:
    """Where a clause of content ends: with the sentence, unless the reporting verb takes up again."""
    verb, doc, quoted = clause.verb, clause.paragraph.doc, clause.paragraph.quoted
    end = stop
    if verb.dep_ in {"relcl", "acl", "csubj"} or (verb.dep_ == "advcl" and verb.i < verb.head.i):
        end = min(end, max(verb.right_edge.i + 1, start + 1))
    again = [t for t in doc[start:end] if t.dep_ == "conj" and t.head != verb and coordinated_with(t) == verb]
    for child in [*verb.children, *again]:
        if start < child.i < end and child.dep_ == "conj" and _takes_up(clause, child):
            left = child.left_edge.i
            while left - 1 > start and doc[left - 1].lower_ in {"and", "but", "or", ",", "yet", "then", "also"}:
                left -= 1
            end = min(end, max(left, start + 1))
        elif start < child.i < end and child.dep_ == "advcl" and child.tag_ == "VBG" and _after_comma(child):
            end = min(end, max(child.left_edge.i, start + 1))
    for i in range(start + 1, end):
        if _is_background(clause, start, i, end):
            return i
        if doc[i].text == ";" and quoted[i] < 0 and other_voice(clause, i, end):
            return i
        if _is_named_otherwise(clause, i, end):
            return i
        if quoted[i] >= 0 or (doc[i - 1].text not in {",", "—", "–"} and not doc[i - 1].is_quote):
            continue
        if doc[i].lower_ in {"while", "whereas"} and other_voice(clause, i, end):
            return i
        if doc[i].lower_ in TRAILING or (doc[i].lower_ == "according" and i + 1 < end and doc[i + 1].lower_ == "to"):
            return i
    return end


def other_voice(clause: Clause, at: int, end: int) -> bool:
    """ ", while the central bank insisted that ...", "; the police speak of 11": what another says is no part of the
    content."""
    for token in clause.paragraph.doc[at + 1 : min(end, at + 12)]:
        if token.tag_ in {"VBD", "VBZ", "VBP"}:
            cue = cue_verbs().get(lemma(token))
            other = any(c.dep_ in SUBJECTS and c.tag_ != "PRP" for c in token.children)
            told = cue is not None and cue.cue_class == "speech" and bool(cue.frames & {"clause", "of"})
            own = other or any(c.tag_ == "PRP" and c.dep_ in SUBJECTS for c in token.children)
            return own and (told or lemma(token) in {"cite", "quote"})
    return False


def _is_background(clause: Clause, start: int, at: int, end: int) -> bool:
    """ "accused the firm of closing the bridge, which 400 lorries cross a day": the present tense behind an infinitive
    or a gerund that a past verb reports is the outlet's own."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    if doc[at].lower_ != "which" or doc[at - 1].text != "," or quoted[at] >= 0 or clause.verb.tag_ != "VBD":
        return False
    inner = {t.tag_ for t in doc[start:at]}
    if inner & FINITE or not inner & {"VB", "VBG"}:
        return False
    finite = next((t for t in doc[at + 1 : min(end, at + 12)] if t.tag_ in FINITE), None)
    return finite is not None and finite.tag_ in {"VBZ", "VBP"} and quoted[finite.i] < 0


def _is_named_otherwise(clause: Clause, at: int, end: int) -> bool:
    """ "said the dam would be rebuilt, which the opposition called a waste": what somebody calls it, or puts it at, is
    a statement of its own."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    if doc[at - 1].text != "," or quoted[at] >= 0:
        return False
    if doc[at].lower_ in {"a", "an"}:
        at += 2  # "200 cattle, a figure which the ministry puts at 40"
    if at >= end or doc[at].lower_ != "which":
        return False
    verb = next((t for t in doc[at + 1 : min(end, at + 8)] if t.tag_ in FINITE), None)
    cue = cue_verbs().get(lemma(verb)) if verb is not None else None
    if verb is None or cue is None or cue.cue_class != "speech" or verb.i == at + 1 or quoted[verb.i] >= 0:
        return False
    return bool(cue.frames & {"at", "small", "as"}) and any(c.dep_ in SUBJECTS for c in verb.children)


def _takes_up(clause: Clause, conjunct: Token) -> bool:
    """Whether a verb coordinated with the reporting verb tells more of the speaker's doings: "said A and left".

    With a "that", a modal or a subject of its own it is told by the speaker as a rule.
    """
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in conjunct.children):
        return False
    own = any(c.dep_ in SUBJECTS for c in conjunct.children)
    cue = cue_verbs().get(lemma(conjunct))
    if cue is not None and cue.cue_class == "speech" and conjunct.tag_ in FINITE:
        return True
    if _shares_auxiliary(clause, conjunct):
        return False
    return not own and not any(c.tag_ == "MD" or c.lower_ == "had" for c in conjunct.children)


def _shares_auxiliary(clause: Clause, conjunct: Token) -> bool:
    """ "said the firing had begun at six and lasted for an hour": a past form after a pluperfect is one, too."""
    had = any(
        c.dep_ in {"ccomp", "parataxis"}
        and any(a.lower_ in {"had", "’d", "'d"} and a.dep_ == "aux" for a in c.children)
        for c in clause.verb.children
    )
    joint = conjunct.doc[conjunct.left_edge.i - 1]
    either = conjunct.text.endswith("ed") or conjunct.lower_ in BOTH_FORMS
    return had and conjunct.tag_ in {"VBD", "VBN"} and either and joint.lower_ == "and"


def _after_comma(participle: Token) -> bool:
    """Whether a participle opens after a comma; with "thereby" it is a consequence of the content."""
    left = participle.left_edge
    return left.i > 0 and participle.doc[left.i - 1].text == "," and left.lower_ not in {"thereby", "thus", "hence"}
