"""Names -> whether they mean a newspaper, an agency or a station, and whether the one that publishes the article."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from ...names import parts
from ...records import Article
from .cues import source_words


def is_press(name: str) -> bool:
    """Whether a name tells by itself that it is a newspaper, an agency or a station."""
    words = re.findall(r"\w+", name)
    return any(w[:1].isupper() and "pressname" in source_words().get(w.lower(), frozenset()) for w in words)


def press_name(name: str) -> str:
    """A medium's name without what stands beside it: "the MNA news agency" -> "MNA"."""
    return re.sub(r"^the\s+|\s+news agency$", "", name, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def _agencies() -> frozenset[tuple[str, ...]]:
    rows = files("wellsourced.lexicons").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines()
    names = [n for row in rows if row and not row.startswith("#") for n in row.replace("\t", ";").split(";")]
    return frozenset(parts(name) for name in names if name)


def is_agency(name: str) -> bool:
    return parts(press_name(name)) in _agencies()


def is_outlet(article: Article, name: str) -> bool:
    """Whether a name means the outlet that publishes the article: "the Tribune" in the Lakeshore Tribune."""
    if not article.outlet:
        return False
    outlet, said = set(parts(article.outlet)), set(parts(name))
    return bool(said) and (said <= outlet or outlet <= said)
