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
    of_value: dict[tuple[float | None, float | None], list[list[Quantity]]] = {}
    for quantity in held:
        clusters = of_value.setdefault((quantity.figure.low, quantity.figure.high), [])
        for cluster in clusters:
            if all(one_quantity(quantity, other) for other in cluster):
                cluster.append(quantity)
                break
        else:
            clusters.append([quantity])
    contradicted_ids = _contradicted(held)
    claims = []
    for cluster in (cluster for clusters in of_value.values() for cluster in clusters):
        homes = {home[unit_of[q.figure.id].id] for q in cluster}
        shared = len(homes) > 1 and len({q.article for q in cluster}) > 1
        contradicted = any(q.figure.id in contradicted_ids for q in cluster)
        if shared or contradicted:
            why = ["the same number of the same thing"] if len(cluster) > 1 else []
            claims.append(([_figure_unit(q, unit_of[q.figure.id]) for q in cluster], why))
    return claims


def _contradicted(held: Sequence[Quantity]) -> set[str]:
    """The ids of the figures that another one excludes, over an index of what is counted."""
    at: dict[str, list[Quantity]] = {}
    found: set[str] = set()
    for quantity in held:
        others = {id(other): other for word in sorted(quantity.index) for other in at.get(word, ())}
        for other in others.values():
            if rival(quantity, other):
                found |= {quantity.figure.id, other.figure.id}
        for word in sorted(quantity.index):
            at.setdefault(word, []).append(quantity)
    return found


def _figure_unit(quantity: Quantity, unit: Unit) -> Unit:
    figure: Figure = quantity.figure
    return Unit(
        figure.id, "figure", unit.article, (quantity.clause,), quantity.concepts, unit.speaker, (figure.id,),
        figures=(figure,), statement=unit.statement,
    )  # fmt: skip
