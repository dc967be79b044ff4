"""Where it happens: the places of a story on a map, as far as they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..drawings import Place, draw_map
from .lookup import Json, Lookup, clean, count


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The map, and the names of which the texts do not tell which place they mean."""

    drawing: Markup
    open: list[str]


def view_places(lookup: Lookup, story: str, articles: Sequence[str]) -> PlacesView:
    """The places of a story that the gazetteer has. One that nothing chooses among several is a ring on the map where
    it lies near the others, the largest of its name, and is told below in any case."""
    here = set(articles)
    places, unsure = [], []
    for identity in lookup.identities.values():
        weight = sum(span["article"] in here for span in identity["mentions"])
        cities: Sequence[Json] = identity.get("places", ())
        if weight and cities:
            chosen = next((city for city in cities if city["chosen"]), None)
            city = chosen or max(cities, key=lambda city: city["people"])
            note = clean(city["country"]) + (f": {clean(city['why'])}" if city["why"] else "")
            places.append(
                Place(clean(identity["name"]), city["latitude"], city["longitude"], weight, chosen is not None,
                      f"{lookup.page}#{lookup.anchor(identity['id'])}", note)
            )  # fmt: skip
            if not chosen:
                lands = ", ".join(dict.fromkeys(clean(city["country"]) for city in cities))
                unsure.append(f"{clean(identity['name'])} ({count(len(cities), 'place')} of that name: {lands})")
    return PlacesView(draw_map(f"map-{lookup.anchor(story)}", places), unsure)
