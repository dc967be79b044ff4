"""Headlines that state flatly what the article below them says with a reserve.

Told only where the same words stand in both, every sentence of the body that has them says "may", "perhaps" or "cannot
rule out", and the headline leaves nothing open: no question, no quotation, no "police say".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...records import Reading
from ..weighing import bag_of
from ..wording import concepts, says
from .evidence import Evidence, Finding, short
from .wordings import RESERVE

SAME = 0.6  # share of a headline's weight that a sentence of the body must have to be what it announces
LEAST, TELLING = 3, 30.0  # concepts and bits of a headline that says something
OPEN = re.compile(
    r"[?:“”\"‘«»]|['’](?=\s|$)|(?<!\w)['’]|\b(?:says?|said|claims?|reports?|told|according)\b", re.IGNORECASE
)
WORD = re.compile(r"\w+")


def find_headlines(evidence: Evidence) -> Iterator[Finding]:
    forms = _forms(evidence)
    for reading in evidence.readings:
        yield from _stronger(evidence, reading, forms)


def _stronger(evidence: Evidence, reading: Reading, forms: dict[str, list[tuple[str, str]]]) -> Iterator[Finding]:
    title = reading.article.title or ""
    if OPEN.search(title) or RESERVE.search(title) or says(title, "hedge") or says(title, "condition"):
        return
    found = concepts(title, _names(title, forms))
    keys = frozenset(c.key for c in found)
    weight = bag_of(found, evidence.weights).weight
    if len(keys) < LEAST or any(c.negated for c in found) or evidence.weights.information(keys) < TELLING:
        return
    reserved = None
    for sentence in evidence.sentences[reading.article.id]:
        inside = [c for c in sentence.concepts if c.key in keys]
        if evidence.weights.sum(frozenset(c.key for c in inside)) < SAME * weight:
            continue
        if not RESERVE.search(sentence.words):
            return  # said flatly below, too
        reserved = reserved or sentence
    units = evidence.of_article.get(reading.article.id, ()) if reserved else ()
    unit = next((u for u in units if reserved and u.span.overlaps(reserved.span) and u.id in evidence.claim_of), None)
    if unit is None or reserved is None:
        return
    claim = evidence.claim_of[unit.id].id
    outlet = reading.article.outlet or "one article"
    yield Finding(
        "paraphrase stronger",
        short(title),
        ((claim,), (claim,)),
        f"the headline of {outlet}, “{short(title, 120)}”, states flatly what the article says with a reserve: "
        f"“{short(reserved.words, 120)}”",
    )


def _forms(evidence: Evidence) -> dict[str, list[tuple[str, str]]]:
    """The names of the story by their first word, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for form, identity in sorted({(form, i.id) for i in evidence.identities for form in (i.name, *i.forms)}):
        first = WORD.search(form)
        if first and first.start() == 0:
            found.setdefault(first.group(), []).append((form, identity))
    return {word: sorted(forms, key=lambda one: (-len(one[0]), one)) for word, forms in found.items()}


def _names(title: str, forms: dict[str, list[tuple[str, str]]]) -> list[tuple[int, int, str]]:
    """The names of the story in a headline, the longest at each place."""
    found: list[tuple[int, int, str]] = []
    for match in WORD.finditer(title):
        if found and match.start() < found[-1][1]:
            continue
        for form, identity in forms.get(match.group(), ()):
            end = match.start() + len(form)
            if title.startswith(form, match.start()) and not title[end : end + 1].isalnum():
                found.append((match.start(), end, identity))
                break
    return found
