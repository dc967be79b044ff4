"""Identities of outlets -> with the names under which the outlets of the story themselves appear.

An outlet's full name often stands in no sentence: the article says "told the Clarion", and the page's head or its
metadata say whose page it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ...names import key
from ...records import Article, Identity

MASTHEAD = 600  # characters of a page in which its outlet's name stands as a head


def with_outlets(identities: Sequence[Identity], articles: Sequence[Article]) -> list[Identity]:
    """The identities, those of outlets with all spellings of the outlet's name among their forms, found forms first."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for article in sorted(articles, key=lambda one: one.id):
        if article.outlet:
            spellings[key(article.outlet)] += [article.outlet, *_mastheads(article.text, article.outlet)]
    found = []
    for identity in identities:
        names = dict.fromkeys(key(form) for form in (identity.name, *identity.forms))
        more = [spelling for name in names for spelling in spellings.get(name, ())]
        new = dict.fromkeys(form for form in more if form not in identity.forms)
        bodily = identity.kind not in ("person", "place")
        found.append(replace(identity, forms=(*identity.forms, *new)) if new and bodily else identity)
    return found


def _mastheads(text: str, outlet: str) -> list[str]:
    """How the head of a page writes its outlet's name: "THE TARN LEDGER"."""
    pattern = re.compile(r"(?<!\w)" + r"\s".join(map(re.escape, outlet.split())) + r"(?!\w)", re.IGNORECASE)
    return [" ".join(match.group().split()) for match in pattern.finditer(text, 0, MASTHEAD)]
