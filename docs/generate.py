"""Write the generated parts of the documentation, or check that they are up to date.

    python docs/generate.py [--check]

A generated part stands between `<!-- name -->` and `<!-- /name -->`: the help pages of the commands in the guide, the
figures of `evaluation/figures.json` in the evaluation page.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from wellsourced.cli import main as commands

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "evaluation" / "figures.json"
FLOORS = ROOT / "evaluation" / "floors.json"


def help_pages() -> str:
    """The help of every command, as the command line prints it."""
    context = click.Context(commands, info_name="wellsourced", max_content_width=100)
    pages = [commands.get_help(context)]
    for name in sorted(commands.commands):
        inner = click.Context(commands.commands[name], info_name=name, parent=context, max_content_width=100)
        pages.append(commands.commands[name].get_help(inner))
    return "\n\n".join(f"```text\n{page}\n```" for page in pages)


def figures(name: str) -> str:
    """One table of figures, with their floors."""
    measured = json.loads(FIGURES.read_text(encoding="utf-8")).get(name, {})
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    rows = [f"| {figure} | {value:g} | {floors.get(figure, '')} |" for figure, value in measured.items()]
    return "\n".join(["| figure | reached | floor |", "|---|---|---|", *rows])


PARTS = {
    ROOT / "docs" / "guide.md": {"commands": help_pages},
    ROOT / "docs" / "evaluation.md": {
        name: lambda name=name: figures(name)
        for name in ("examples", "coverages", "extraction", "statements", "passages", "stories", "speed", "start")
    },
}


def generated(text: str, parts: dict) -> str:
    for name, make in parts.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if pattern.search(text):
            made = make()
            text = pattern.sub(lambda m, made=made: f"{m[1]}{made}\n{m[2]}", text)
    return text


def main() -> None:
    stale = []
    for path, parts in PARTS.items():
        old = path.read_text(encoding="utf-8")
        new = generated(old, parts)
        if old != new and "--check" in sys.argv:
            stale.append(path)
        elif old != new:
            path.write_text(new, encoding="utf-8")
    if stale:
        sys.exit(f"not up to date, run `make docs`: {', '.join(str(path.relative_to(ROOT)) for path in stale)}")


if __name__ == "__main__":
    main()
