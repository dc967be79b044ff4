"""Countries, their other names, capitals and adjectives; and bodies that everybody knows by two names.

What any reader knows and no article explains: "the US" is the United States, "the UN" the United Nations. A capital
is never another name of its country: it may stand for the government, which the sentence decides
(`read.governments`). The data are in `lexicons/countries.tsv` and `lexicons/names_known.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from .names import fold, key


def known_name(name: str) -> str | None:
    """The usual name of a country or well-known body that `name` is another name of, or its own; None for others.

    >>> known_name("the U.S."), known_name("Britain"), known_name("UN"), known_name("Washington")
    ('United States', 'United Kingdom', 'United Nations', None)
    """
    return _usual_names().get(key(name))


def country_of_capital(name: str) -> str | None:
    """The country whose government a capital may stand for.

    >>> country_of_capital("Moscow"), country_of_capital("Singapore")
    ('Russia', None)
    """
    return _capitals().get(key(name))


def is_of_a_country(word: str) -> bool:
    """Whether a word is the adjective of a country: "Peruvian"."""
    return fold(word) in _adjectives()


@lru_cache(maxsize=1)
def names_of_codes() -> dict[str, str]:
    """ISO code of a country -> its usual name."""
    return {code: name for code, name, *_ in _rows("countries.tsv")}


@lru_cache(maxsize=1)
def countries_of_adjectives() -> dict[str, str]:
    """Adjective of a country, folded -> its usual name: "iraqi" -> "Iraq"."""
    return {fold(one): name for _, name, _, _, adjectives in _rows("countries.tsv") for one in _each(adjectives)}


def _rows(lexicon: str) -> Iterator[list[str]]:
    for line in files("wellsourced.lexicons").joinpath(lexicon).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _each(cell: str) -> list[str]:
    return [name for name in cell.split(";") if name]


@lru_cache(maxsize=1)
def _usual_names() -> dict[str, str]:
    usual: dict[str, str] = {}
    for _, name, _, others, _ in _rows("countries.tsv"):
        usual |= {key(one): name for one in (name, *_each(others))}
    for name, others in _rows("names_known.tsv"):
        usual |= {key(one): name for one in (name, *_each(others))}
    return usual


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {key(one): name for _, name, capitals, _, _ in _rows("countries.tsv") for one in _each(capitals)}


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    return frozenset(fold(one) for *_, adjectives in _rows("countries.tsv") for one in _each(adjectives))
