"""Boxes and arrows -> places in layers from left to right, by the library graphlay (Sugiyama's method)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layers:
    """Where the boxes stand (left and top), in which layer, and the points that each arrow runs through."""

    places: dict[str, Point]
    layer: dict[str, int]
    routes: list[list[Point]]
    width: float
    height: float


def in_layers(
    sizes: Mapping[str, tuple[float, float]],
    arrows: Sequence[tuple[str, str]],
    first: Collection[str] = (),
    second: Collection[str] = (),
) -> Layers:
    """Lay out boxes of given sizes (width, height): what an arrow leads to stands further right than where it begins.

    Boxes in `first` stand in the first layer, those in `second` in the one after it. Where arrows run in a circle, the
    fewest possible run backwards. The library promises one drawing for one graph; whoever draws rounds its numbers.
    """
    import graphlay  # late: only a page with a drawing needs it

    graph = graphlay.Graph()
    for box, (width, height) in sizes.items():
        fixed: dict[str, Any] = {"rank": {"fixed": 0 if box in first else 1}} if box in (*first, *second) else {}
        graph.node(box, width=width, height=height, **fixed)
    for start, end in arrows:
        graph.edge(start, end)
    options = {
        "direction": "leftright",
        "spacing": {"layer_gap": 76.0, "node_gap": 18.0, "dummy_gap": 14.0, "port_gap": 9.0, "stub": 12.0},
        "routing": {"style": "orthogonal", "lane_gap": 9.0},
    }
    drawn: dict[str, Any] = graphlay.layout(graph, options=options).to_dict()
    left, top = drawn["bounds"]["min"]["x"], drawn["bounds"]["min"]["y"]
    places, layer = {}, {}
    for box, node in zip(sizes, drawn["nodes"], strict=True):
        width, height = sizes[box]
        places[box] = (node["center"]["x"] - width / 2 - left, node["center"]["y"] - height / 2 - top)
        layer[box] = node["rank"] or 0  # None for a box that no arrow touches
    routes = [[(point["x"] - left, point["y"] - top) for point in edge["points"]] for edge in drawn["edges"]]
    right, bottom = drawn["bounds"]["max"]["x"], drawn["bounds"]["max"]["y"]
    return Layers(places, layer, routes, right - left, bottom - top)
