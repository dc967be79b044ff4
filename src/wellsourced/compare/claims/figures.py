"""Figures inside statements -> claims of their own, where another article carries or contradicts the quantity alone.

A statement with three figures is one claim; when another article has only one of them, the figure is what both share.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Figure, Reading
from ..quantities import Quantity, one_quantity, quantities, rival
from ..units import Unit


def figure_clusters(
    units: Sequence[Unit], readings: Sequence[Reading], groups: Sequence[Sequence[Unit]]
) -> list[tuple[list[Unit], list[str]]]:
    """Clusters of figure units that no cluster of statements or sentences stands for already."""
    home = {unit.id: index for index, group in enumerate(groups) for unit in group}
    found = quantities(readings)
    unit_of = {figure.id: unit for unit in units for figure in unit.figures}
    held = [q for q in found if q.figure.id in unit_of and not q.negated]
    rivals = _rivals(held)
    contradicted = {figure for pair in rivals for figure in pair}
    claims = []
    for cluster in _together(held, rivals):
        homes = {home[unit_of[q.figure.id].id] for q in cluster}
        shared = len(homes) > 1 and len({q.article for q in cluster}) > 1
        if shared or any(q.figure.id in contradicted for q in cluster):
            why = ["the same number of the same thing"] if len(cluster) > 1 else []
            claims.append(([_figure_unit(q, unit_of[q.figure.id]) for q in cluster], why))
    return claims


Value = tuple[float | None, float | None]


def _together(held: Sequence[Quantity], rivals: set[frozenset[str]]) -> list[list[Quantity]]:
    """Quantities in clusters of one: by what they count, or since each has the same other number against it.

    "71 names, where the ministry has 47" and "71 people died; the ministry counted 47" are about one thing.
    """
    clusters: dict[Value, list[list[Quantity]]] = {}
    opposed: dict[str, set[Value]] = {}
    by_id = {q.figure.id: q for q in held}
    for pair in rivals:
        for one in pair:
            opposed.setdefault(one, set()).update(_value(by_id[other]) for other in pair - {one})
    for quantity in held:
        of_value = clusters.setdefault(_value(quantity), [])
        mine = opposed.get(quantity.figure.id, set())
        for cluster in of_value:
            if all(
                one_quantity(quantity, other)
                or (quantity.article != other.article and mine & opposed.get(other.figure.id, set()))
                for other in cluster
            ):
                cluster.append(quantity)
                break
        else:
            of_value.append([quantity])
    return [cluster for found in clusters.values() for cluster in found]


def _value(quantity: Quantity) -> Value:
    return quantity.figure.low, quantity.figure.high


def _rivals(held: Sequence[Quantity]) -> set[frozenset[str]]:
    """Pairs of figures (by id) that exclude each other, over an index of what is counted."""
    at: dict[str, list[Quantity]] = {}
    found: set[frozenset[str]] = set()
    for quantity in held:
        others = {id(other): other for word in sorted(quantity.index) for other in at.get(word, ())}
        found |= {frozenset((quantity.figure.id, o.figure.id)) for o in others.values() if rival(quantity, o)}
        for word in sorted(quantity.index):
            at.setdefault(word, []).append(quantity)
    return found


def _figure_unit(quantity: Quantity, unit: Unit) -> Unit:
    figure: Figure = quantity.figure
    return Unit(
        figure.id, "figure", unit.article, (quantity.clause,), quantity.concepts, unit.speaker, (figure.id,),
        figures=(figure,), statement=unit.statement,
    )  # fmt: skip
