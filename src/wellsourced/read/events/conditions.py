"""A verb -> the words on which it depends: "if", "unless", "provided that", "should they", "in return for"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...records import Span
from ..language import ParsedBlock, lemma
from .auxiliaries import FUTURE, SUBJECTS, WOULD, has_subject, helpers_of
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

INVERTED = frozenset(("should", "were", "had"))  # "should talks fail", "were it to refuse", "had it known"
RESTRICTED = frozenset(("only", "but", "even", "and", "or", "at", "least"))
DEPENDENT = frozenset(("advcl", "prep", "ccomp", "conj", "advmod", "pcomp", "mark", "dep"))
WHEN = frozenset(("when", "after", "once"))
CONTENT = frozenset(("ccomp", "pcomp", "advcl"))
LONG = ("as", "so")  # "as long as", "so long as"


def conditions_of(verb: Token) -> Iterator[Token]:
    """The roots of the clauses and phrases on which a verb depends, nearest in the tree first."""
    for child in verb.children:
        if child.dep_ in DEPENDENT and (is_conditional(child) or _is_exchange(child) or _is_lack(child)):
            yield child
        elif child.dep_ == "advmod":  # "as long as talks last", "only if": the clause hangs on the adverb
            yield from (clause for clause in child.children if clause.dep_ == "advcl" and is_conditional(clause))
        elif child.dep_ in ("dobj", "prep", "pobj", "attr", "xcomp"):  # the parse may hang it on the last noun
            yield from (clause for clause in _below(child) if is_conditional(clause))
    if verb.dep_ == "conj" and not has_subject(verb) and verb.head.i != verb.i:
        yield from conditions_of(verb.head)
    yield from _misplaced(verb)
    if verb.dep_ == "ccomp" and (opening := _opens_sentence(verb)) is not None:
        yield opening


def _opens_sentence(verb: Token) -> Token | None:
    """ "Should it say yes, he has offered to come": where the model takes the condition for the main clause."""
    first, above = verb.sent[0], verb.head
    inverted = first.lower_ in INVERTED and first.dep_ == "aux" and first.head.i == above.i
    if not inverted or above.dep_ != "ROOT" or verb.i < above.i or verb.sent[-1].lower_ == "?":
        return None
    return first if any(token.lower_ == "," for token in verb.doc[above.i : verb.i]) else None


def _misplaced(verb: Token) -> Iterator[Token]:
    """ "Would provide copies provided that": conjunctions that the model takes for participles, after the verb.

    A condition that it hangs on a verb above, which has no condition itself, is the verb's, too.
    """
    for token in verb.doc[verb.i + 1 : verb.sent.end - 1]:
        if token.lower_ not in words().classes["given"] or token.tag_ not in ("VBN", "VBG", "IN"):
            continue
        follows = token.nbor(1).lower_ == "that" or any(child.dep_ in CONTENT for child in token.children)
        if follows and not any(child.dep_ in ("aux", "auxpass", "nsubj") for child in token.children):
            yield token


def _below(token: Token) -> Iterator[Token]:
    """The clauses that hang on the nouns of a phrase."""
    for child in token.children:
        if child.dep_ in ("acl", "advcl"):
            yield child
        elif child.dep_ in ("prep", "pobj", "conj", "dobj") and not child.tag_.startswith("VB"):
            yield from _below(child)


def is_conditional(clause: Token) -> bool:
    """Whether a clause is a condition."""
    return _opening(clause) is not None


def is_question(clause: Token) -> bool:
    """Whether an if-clause is what is not known or asked, and no condition: "it is not clear if anyone was hurt"."""
    if clause.dep_ not in ("advcl", "ccomp") or clause.i < clause.head.i:
        return False
    mark = next((child for child in clause.children if child.dep_ == "mark" and child.i < clause.i), None)
    if mark is None or mark.lower_ != "if":
        return False
    above = clause.head
    if mark.i == above.i + 1 and lemma(above) in words().classes["checking"]:
        return True
    asked = {lemma(above), *(child.lower_ for child in above.children if child.dep_ in ("acomp", "attr"))}
    return bool(asked & words().classes["asking"])


def _opening(clause: Token) -> Token | None:
    """The word that makes a clause a condition."""
    classes = words().classes
    if clause.lower_ in classes["given"] and clause.dep_ != "ROOT" and not has_subject(clause) and any(
        c.dep_ in CONTENT for c in clause.children
    ):  # fmt: skip
        return clause
    if clause.dep_ not in ("advcl", "ccomp", "prep", "conj", "relcl") or _is_aside(clause) or is_question(clause):
        return None
    for mark in clause.children:
        if mark.i >= clause.i:
            break
        before = mark.doc[mark.i - 1].lower_ if mark.i else ""
        if mark.dep_ == "aux" and mark.lower_ in INVERTED and _is_inverted(clause, mark):
            return mark
        if clause.dep_ == "ccomp":
            continue  # "asked if": a question
        if mark.dep_ in ("mark", "advmod", "prep") and mark.lower_ in classes["condition"]:
            # "even if" it rains, "as if" it rained
            return None if mark.lower_ == "if" and before in ("even", "as") else mark
        if mark.lower_ in WHEN and before == "only" and _is_ahead(clause.head):
            return mark  # "only when the troops have left will they return"
        if mark.dep_ == "mark" and mark.lower_ == "once" and _is_ahead(clause.head):
            return mark
        if mark.lower_ == "as" and before == "long" and mark.i >= 2 and mark.doc[mark.i - 2].lower_ in LONG:
            return mark.doc[mark.i - 2]
    return clause if clause.lower_ in INVERTED and clause.dep_ == "advcl" and clause.i == clause.left_edge.i else None


def _is_aside(clause: Token) -> bool:
    """ "If you are just joining us": said to the reader, and no condition of what follows."""
    return any(child.dep_ in SUBJECTS and child.lower_ == "you" for child in clause.children) and not any(
        child.dep_ in SUBJECTS and child.lower_ in ("i", "we", "you") for child in clause.head.children
    )


def _is_inverted(clause: Token, helper: Token) -> bool:
    """Whether an auxiliary opens its clause, before the subject, and the clause its sentence or half of it."""
    subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    return (
        helper.i == clause.left_edge.i
        and subject is not None
        and helper.i < subject.i
        and clause.dep_ != "conj"
        and clause.head.i != clause.i
        and clause.sent[-1].lower_ != "?"
    )


def _is_ahead(verb: Token) -> bool:
    return bool(helpers_of(verb) & (FUTURE | WOULD))


def _is_exchange(phrase: Token) -> bool:
    """ "in return", "in exchange for", "on condition that", "in the event of": not "in the case" of a trial."""
    if phrase.dep_ != "prep" or phrase.lower_ not in ("in", "on"):
        return False
    for noun in phrase.children:
        if noun.dep_ == "pobj" and noun.lower_ in words().classes["exchange"]:
            of_something = any(c.dep_ in ("prep", "acl", "relcl") for c in noun.children)
            return of_something or noun.lower_ in ("return", "exchange")
    return False


def _is_lack(phrase: Token) -> bool:
    """ "Without a loan, the theatre will close": what is missing decides; not "will leave without a word"."""
    if phrase.dep_ != "prep" or phrase.lower_ not in ("without", "failing", "barring", "absent"):
        return False
    verb = phrase.head
    first = phrase.i == verb.left_edge.i or phrase.i == phrase.sent.start
    return first and _is_ahead(verb) and any(child.dep_ == "pobj" for child in phrase.children)


def condition_span(parsed: ParsedBlock, root: Token) -> Span:
    """The words of a condition, with what comes before it in the same breath ("only if") and without a final comma."""
    first, last = _opening(root) or root.left_edge, root.right_edge
    while first.i > 0 and first.nbor(-1).lower_ in RESTRICTED and first.nbor(-1).i >= root.left_edge.i:
        first = first.nbor(-1)
    if (
        last.i == root.i and root.lower_ in words().classes["given"]
    ):  # a conjunction without its clause in the parse: up to the end of the sentence
        last = root.sent[-1]
    if root.dep_ == "aux":
        last = next(token for token in root.doc[root.i :] if token.lower_ == ",")
    while last.is_punct and last.i > first.i:
        last = last.nbor(-1)
    return Span(parsed.article, parsed.block.start + first.idx, parsed.block.start + last.idx + len(last))


def until_of(verb: Token) -> Token | None:
    """ "will not pay until the court has ruled": what is to come first."""
    for child in verb.children:
        if child.dep_ in ("advcl", "prep") and (child.lower_ == "until" or any(
            c.dep_ == "mark" and c.lower_ == "until" for c in child.children
        )):  # fmt: skip
            return child
    return None


def is_in_condition(verb: Token) -> bool:
    """Whether a verb stands in an if-clause: that is the condition of another event, not an event."""
    token = verb
    while token.dep_ in ("conj", "xcomp", "ccomp", "acl", "pcomp") and token.head.i != token.i:
        if is_conditional(token):
            return True
        token = token.head
    return token.dep_ in ("advcl", "prep", "ccomp", "conj") and is_conditional(token)
