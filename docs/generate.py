"""Write the generated parts of the documentation, or check that they are up to date.

    python docs/generate.py [--check]

A generated part stands between `<!-- name -->` and `<!-- /name -->`: the help pages of the commands and the walk
through the example in the guide, the figures of `evaluation/figures.json` in the evaluation page, and what is found
today in sentences that are known to be read wrongly.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path

import click

from wellsourced import Dossier
from wellsourced.cli import main as commands

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "evaluation" / "figures.json"
MISSED = ROOT / "evaluation" / "statements_missed.tsv"
FLOORS = ROOT / "evaluation" / "floors.json"
TABLES = (
    "examples",
    "coverages",
    "own coverages",
    "own coverages 2",
    "held-out coverages",
    "extraction",
    "statements",
    "passages",
    "lineage",
    "shared claims",
    "stories",
    "names",
    "flow",
    "large",
    "bounds",
    "speed",
    "start",
)


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


def benchmark() -> str:
    """What whole corpora cost: a column for each size and way, a row for each figure."""
    columns: dict[str, dict[str, float]] = {}
    for name, value in json.loads(FIGURES.read_text(encoding="utf-8")).get("benchmark", {}).items():
        column, figure = name.split(": ")
        columns.setdefault(column, {})[figure] = value
    rows = [f"| | {' | '.join(columns)} |", "|---" * (1 + len(columns)) + "|"]
    for figure in dict.fromkeys(figure for column in columns.values() for figure in column):
        cells = [f"{column[figure]:,g}" if figure in column else "" for column in columns.values()]
        rows.append(f"| {figure} | {' | '.join(cells)} |")
    return "\n".join(rows) if columns else "Not measured yet."


A_DAY = 385_000  # articles of CC-NEWS


def days() -> str:
    """What a day and a year of CC-NEWS would take by the rates of the largest corpus measured."""
    measured = json.loads(FIGURES.read_text(encoding="utf-8")).get("benchmark", {})
    rows = ["| | a day | a year |", "|---|---|---|"]
    for kind, words in (("", "with the language model"), (", fast", "`--fast`")):
        sizes = [
            int(name.split()[0].replace(",", "")) for name in measured if name.endswith(f"articles{kind}: seconds")
        ]
        if sizes:
            largest = f"{max(sizes):,} articles{kind}"
            cores = measured[f"{largest}: processes"]
            hours = A_DAY / max(sizes) * measured[f"{largest}: seconds"] * cores / 3600
            rows.append(f"| {words}, hours of one core | {hours:,.1f} | {365 * hours:,.0f} |")
    return "\n".join(rows) if len(rows) > 2 else "Not measured yet."


def missed() -> str:
    """Sentences known to be read wrongly, with what is found in them today."""
    from wellsourced.pipeline import read_article, read_pages
    from wellsourced.read.language import load_model
    from wellsourced.records import Page

    rows = ["| sentence | found | what is wrong |", "|---|---|---|"]
    for line in MISSED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sentence, wrong = line.split("\t")
        (article,), _ = read_pages([Page("sentence.txt", sentence, "text")])
        found = [
            f"{s.source.name or 'nobody'}: *{' … '.join(article.words(span) for span in s.content)}*"
            for s in read_article(article, load_model()).statements
        ]
        rows.append(f"| {sentence} | {'<br>'.join(found) or 'nothing'} | {wrong} |")
    return "\n".join(rows)


WALKED = ("*.html", "*.txt", "*.jsonl")  # the pages of the example, its gold file and notes left out


@cache
def walked() -> Dossier:
    """The dossier of the example coverage."""
    from wellsourced import find_pages, report

    folder = ROOT / "examples" / "tulvar-cableway"
    return report(find_pages([str(folder / kind) for kind in WALKED]))


def walk() -> str:
    """What the command line prints of the example coverage."""
    from wellsourced.tell.summary import summary

    return f"```text\n{summary(walked()).rstrip()}\n```"


def walk_claim() -> str:
    """The best corroborated claim of the example, as dossier.json has it, and the words that it rests on."""
    from wellsourced.tell.dossier import as_json

    data = as_json(walked())
    claim = max(data["claims"], key=lambda c: (c["origins"]["low"], c["outlets"], c["origins"]["high"], c["id"]))
    texts = {article["id"]: article for article in data["articles"]}
    names = {node["id"]: node["name"] for node in data["lineage"]["nodes"]}
    shown = {name: claim[name] for name in ("text", "outlets", "speakers", "origins", "status")}
    lines = ["```text", *(f"{name:9} {json.dumps(value, ensure_ascii=False)}" for name, value in shown.items()), ""]
    for support in claim["supports"]:
        span, article = support["span"], texts[support["article"]]
        words = " ".join(article["text"][span["start"] : span["end"]].split())
        where = f"{article['outlet']} [{span['start']}, {span['end']})"
        lines += [f"{where}  from {names[support['origin']]}", f"    {words}"]
    return "\n".join([*lines, "```"])


PARTS = {
    ROOT / "docs" / "guide.md": {"commands": help_pages, "walk": walk, "walk claim": walk_claim},
    ROOT / "docs" / "evaluation.md": {name: lambda name=name: figures(name) for name in TABLES}
    | {"missed": missed, "benchmark": benchmark},
    ROOT / "docs" / "scale.md": {"scale": benchmark, "scale days": days},
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
