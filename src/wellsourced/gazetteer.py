"""A place's name -> the cities of the world that bear it, with coordinates: all of them, since names repeat.

The data are in `lexicons/places.tsv` (GeoNames): cities of 15,000 people and more. A smaller town is not found, and a
name found may still be another, smaller place's: only evidence in the text chooses, never the number of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from .countries import names_of_codes
from .names import key
from .records import City

KEYS = 5  # cells before the one with the keys of a city's names
MANY = 300  # names looked up in one process, beyond which a dictionary of all names is worth building
MOST = 6  # cities told of one name, the largest first


@lru_cache(maxsize=10_000)
def cities_named(name: str) -> tuple[City, ...]:
    """The cities of a name, those whose usual name it is first, then by people; six at most.

    >>> [(city.name, city.country) for city in cities_named("Mosul")]
    [('Mosul', 'Iraq')]
    >>> {city.country for city in cities_named("Tripoli")} >= {"Libya", "Lebanon"}
    True
    """
    wanted = key(name)
    lines = sorted(_lines_of(wanted), key=lambda cells: (not cells[5].startswith(wanted), -int(cells[4]), cells[1]))
    return tuple(_city(cells) for cells in lines[:MOST])


def _city(cells: list[str]) -> City:
    code, name, latitude, longitude, people, _ = cells
    return City(name, names_of_codes().get(code, code), float(latitude), float(longitude), int(people))


def _lines_of(wanted: str) -> Iterator[list[str]]:
    """The cells of each city that bears a name (its key): one search through the table, .5 ms, where a dictionary of
    all names would take .15 s to build, more than most stories have names to look up; a corpus has."""
    if cities_named.cache_info().misses > MANY:
        yield from (_table()[start : _table().find("\n", start)].split("\t") for start in _starts().get(wanted, ()))
        return
    table, at = _table(), 0
    while wanted and (at := table.find(wanted, at)) >= 0:
        end = at + len(wanted)
        start = table.rfind("\n", 0, at) + 1
        if table[at - 1] in "\t;" and table[end] in ";\n" and table.count("\t", start, at) == KEYS:
            yield table[start : table.find("\n", at)].split("\t")
        at = end


@lru_cache(maxsize=1)
def _starts() -> dict[str, list[int]]:
    """Key of a name -> where the lines of its cities begin."""
    found: dict[str, list[int]] = {}
    start = 0
    for line in _table().splitlines(keepends=True):
        if not line.startswith("#"):
            for name in dict.fromkeys(line.rstrip("\n").split("\t")[KEYS].split(";")):
                found.setdefault(name, []).append(start)
        start += len(line)
    return found


@lru_cache(maxsize=1)
def _table() -> str:
    return files("wellsourced.lexicons").joinpath("places.tsv").read_text(encoding="utf-8").rstrip("\n") + "\n"
