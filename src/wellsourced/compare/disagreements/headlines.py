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


def find_headlines(evidence: Evidence) -> Iterator[Finding]:
    for reading in evidence.readings:
        yield from _stronger(evidence, reading)


def _stronger(evidence: Evidence, reading: Reading) -> Iterator[Finding]:
    title = reading.article.title or ""
    if OPEN.search(title) or RESERVE.search(title) or says(title, "hedge") or says(title, "condition"):
        return
    found = concepts(title, _names(evidence, title))
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


def _names(evidence: Evidence, title: str) -> list[tuple[int, int, str]]:
    """The names of the story in a headline, the longest first where they overlap."""
    found: list[tuple[int, int, str]] = []
    forms = sorted(
        {(form, i.id) for i in evidence.identities for form in (i.name, *i.forms)}, key=lambda f: (-len(f[0]), f)
    )
    for form, identity in forms:
        for match in re.finditer(rf"\b{re.escape(form)}\b", title):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), identity))
    return sorted(found)
