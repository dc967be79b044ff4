"""Identities of places -> which cities of the gazetteer bear their name, and which one the articles mean, if they tell.

All cities of a name are kept, since names repeat. One is chosen only where the articles that name the place name its
country too (or its people: "Iraqi"), and no other of that name lies in a country that they name; how large a city is
chooses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...countries import countries_of_adjectives, known_name
from ...gazetteer import cities_named
from ...names import fold, key
from ...records import City, Identity

CAPITALISED = re.compile(r"\b[A-Z][\w.]+")


def with_cities(identities: Sequence[Identity], texts: Mapping[str, str]) -> list[Identity]:
    """The identities, those of places with the cities of their name. `texts`: of the articles, by id."""
    countries = {article: frozenset(_countries_in(text)) for article, text in texts.items()}
    by_name = _named_countries(identities)
    found = []
    for identity in identities:
        if identity.kind != "place" or known_name(identity.name):
            found.append(identity)
            continue
        articles = {span.article for span in identity.mentions}
        named = frozenset().union(*(countries.get(a, frozenset()) | by_name.get(a, frozenset()) for a in articles))
        found.append(replace(identity, cities=_chosen(_cities(identity), named)))
    return found


def _cities(identity: Identity) -> tuple[City, ...]:
    forms = {key(form): form for form in (identity.name, *identity.forms)}
    found = dict.fromkeys(city for form in forms.values() for city in cities_named(form))
    return tuple(found)


def _chosen(cities: tuple[City, ...], named: frozenset[str]) -> tuple[City, ...]:
    fits = [city for city in cities if city.country in named]
    if len(fits) != 1:
        return cities
    why = f"{fits[0].country} is named in the same articles, and no other country with a city of this name"
    return tuple(replace(city, why=why) if city == fits[0] else city for city in cities)


def _named_countries(identities: Sequence[Identity]) -> dict[str, frozenset[str]]:
    """Article -> the countries that it names."""
    named: dict[str, set[str]] = {}
    for identity in identities:
        country = known_name(identity.name) if identity.kind != "person" else None
        for span in identity.mentions if country else ():
            named.setdefault(span.article, set()).add(country or "")
    return {article: frozenset(found) for article, found in named.items()}


def _countries_in(text: str) -> Iterator[str]:
    """The countries whose people or adjectives a text names: "Iraqi". A capital is no evidence: it may be the very name
    that is asked about ("Tripoli")."""
    adjectives = countries_of_adjectives()
    for word in dict.fromkeys(CAPITALISED.findall(text)):
        country = adjectives.get(fold(word)) or adjectives.get(fold(word).rstrip("s"))
        if country is not None:
            yield country
