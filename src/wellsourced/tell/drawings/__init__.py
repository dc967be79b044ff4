"""Drawings of a dossier as SVG: pure functions from small records to text, with the same drawing for the same records.

Each gives Markup, empty where there is nothing to draw. A drawing says in its label and `<desc>` what it shows; what
leads somewhere is a link with a name, in the order of reading, so that it works by keyboard and without a script.
Colours come from the page's style sheet (`tell/html/style.css`): the drawings hold classes and presentation attributes
and no style of their own, so they stand under a content security policy that forbids inline styles.
"""

from __future__ import annotations

from .lineage import Arrow, Box, draw_lineage
from .map import Place, draw_map
from .positions import Row, Stand, draw_positions
from .timeline import Mark, draw_timeline

__all__ = [
    "Arrow",
    "Box",
    "Mark",
    "Place",
    "Row",
    "Stand",
    "draw_lineage",
    "draw_map",
    "draw_positions",
    "draw_timeline",
]
