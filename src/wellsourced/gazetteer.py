"""A place's name -> the cities of the world that bear it, with coordinates: all of them, since names repeat.

The data are in `lexicons/places.tsv` (GeoNames): cities of 15,000 people and more. A smaller town is not found, and a
name found may still be another, smaller place's: only evidence in the text chooses, never the number of people.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from .countries import names_of_codes
from .names import key
from .records import City

MOST = 6  # cities told of one name, the largest first


def cities_named(name: str) -> tuple[City, ...]:
    """The cities of a name, those whose usual name it is first, then by people; six at most.

    >>> [(city.name, city.country) for city in cities_named("Mosul")]
    [('Mosul', 'Iraq')]
    >>> {city.country for city in cities_named("Tripoli")} >= {"Libya", "Lebanon"}
    True
    """
    wanted = key(name)
    lines = sorted(
        _lines().get(wanted, ()), key=lambda cells: (not cells[5].startswith(wanted), -int(cells[4]), cells[1])
    )
    return tuple(_city(cells) for cells in lines[:MOST])


def _city(cells: list[str]) -> City:
    code, name, latitude, longitude, people, _ = cells
    return City(name, names_of_codes().get(code, code), float(latitude), float(longitude), int(people))


@lru_cache(maxsize=1)
def _lines() -> dict[str, list[list[str]]]:
    """Key of a name -> the lines of the cities that bear it. Loaded once, where a place is first looked up (.1 s)."""
    found: dict[str, list[list[str]]] = {}
    for line in files("wellsourced.lexicons").joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")
            for name in cells[5].split(";"):
                found.setdefault(name, []).append(cells)
    return found
