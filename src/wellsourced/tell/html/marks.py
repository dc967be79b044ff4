"""An article's text with everything found marked, as HTML: stretches may overlap in any way.

Elements cannot overlap, so marks are opened in order of their starts and a mark that would cross the end of another
is closed there and opened again: `pieces` of one mark share `data-m`, and only the first carries its anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from .lookup import visible


@dataclass(slots=True)
class Mark:
    """A stretch `[start, end)` of a text with the layers it belongs to and what its end links to."""

    start: int
    end: int
    layers: list[str] = field(default_factory=list)  # CSS classes
    anchor: str | None = None
    titles: list[str] = field(default_factory=list)  # what is known of it, in words
    refs: list[Markup] = field(default_factory=list)  # links set at its end


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """Marks over the same stretch as one, outer before inner."""
    found: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        same = found.setdefault((mark.start, mark.end), Mark(mark.start, mark.end))
        same.layers += [layer for layer in mark.layers if layer not in same.layers]
        same.titles += [title for title in mark.titles if title not in same.titles]
        same.refs += [ref for ref in mark.refs if ref not in same.refs]
        same.anchor = same.anchor or mark.anchor
    return sorted(found.values(), key=lambda mark: (mark.start, -mark.end))


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """`text[start:end]` with its marks (sorted as `merged` does); what reaches beyond is cut at the borders."""
    out: list[str] = []
    opened: list[tuple[int, Mark]] = []
    at = start

    def write(until: int) -> None:
        nonlocal at
        out.append(str(escape(visible(text[at:until]))))
        at = until

    def close(until: int) -> None:
        """Write up to `until`, closing what ends before or there; what was opened inside it is opened again."""
        while opened:
            nearest = min(stop for stop, _ in opened)
            if nearest > until:
                break
            write(nearest)
            again: list[tuple[int, Mark]] = []
            while any(stop == nearest for stop, _ in opened):
                stop, mark = opened.pop()
                out.append("</span>")
                if stop > nearest:
                    again.append((stop, mark))
                elif mark.end == stop:
                    out.extend(str(ref) for ref in mark.refs)
            for stop, mark in reversed(again):
                out.append(_opening(mark, first=False))
                opened.append((stop, mark))

    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= last:
            continue
        close(first)
        write(first)
        out.append(_opening(mark, first=mark.start >= start))
        opened.append((last, mark))
    close(end)
    write(end)
    return Markup("".join(out))


def _opening(mark: Mark, first: bool) -> str:
    parts = ["<span"]
    if mark.layers:
        parts.append(f' class="{escape(" ".join(mark.layers))}"')
    if mark.anchor:
        parts.append(f' id="{escape(mark.anchor)}"' if first else f' data-m="{escape(mark.anchor)}"')
    if mark.titles:
        parts.append(f' title="{escape(" · ".join(mark.titles))}"')
    return "".join(parts) + ">"
