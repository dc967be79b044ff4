"""What comparing costs, and what it answers, where the input is as bad as it gets.

    python evaluation/bounds.py [--shared FOLDER]

Each case runs in a process of its own: passages, rewrites and lineage of articles that are already read (the language
model comes before and reads no more than 1,000,000 characters of a page). Printed are processor seconds, the peak
memory that the comparison adds to that of the bare program, and the answer: how many passages, and how many independent
origins. `--shared` is not used.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import grow

from wellsourced.compare.lineage import infer_lineage
from wellsourced.compare.passages import find_passages, find_rewrites
from wellsourced.pipeline import read_pages
from wellsourced.records import Article, Block, Page, Reading, make_id

LONG = "\n\n".join(
    paragraph for reports in grow.read_seeds().values() for seed in reports[:1] for paragraph in seed.paragraphs
)


def made(name: str, text: str, kind: str = "paragraph") -> Article:
    blocks, start = [], 0
    for line in text.split("\n\n"):
        if line:
            blocks.append(Block(kind, start, start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 2
    return Article(make_id("a", name, text), f"{name}.txt", text, tuple(blocks), outlet=f"Outlet {name}")


def same_page(count: int = 10_000) -> list[Article]:
    return [made(str(number), LONG[:5_500]) for number in range(count)]


def edited(count: int = 500) -> list[Article]:
    """One text, with five words changed in each."""
    rng = random.Random("bounds")
    words = LONG[:5_500].split(" ")
    articles = []
    for number in range(count):
        own = list(words)
        for at in rng.sample(range(len(own)), 5):
            own[at] = f"word{rng.randrange(10**6)}"
        articles.append(made(str(number), " ".join(own)))
    return articles


def huge_page(size: int = 10_000_000) -> list[Article]:
    """A page of ten megabytes beside an article of which it holds a part, both as they are read."""
    text = (LONG + "\n\n") * (size // len(LONG))
    articles, _ = read_pages([Page("huge.txt", text, "text"), Page("small.txt", LONG[:4_000], "text")])
    return list(articles)


def wordless() -> list[Article]:
    return [made(str(number), "… !!! — 。。。 ¿? ..." * (number + 1)) for number in range(100)]


def furniture() -> list[Article]:
    return [made(str(number), LONG, "navigation") for number in range(100)]


CASES: dict[str, Callable[[], list[Article]]] = {
    "10,000 articles with the very same body": same_page,
    "500 articles of one text, five words changed in each": edited,
    "a page of 10 MB and a part of it": huge_page,
    "100 articles without a word": wordless,
    "100 articles that are only furniture": furniture,
}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(case: str) -> dict[str, float]:
    articles = CASES[case]()
    memory, start = peak(), time.process_time()
    passages = find_passages(articles)
    rewrites = find_rewrites(articles, passages)
    lineage = infer_lineage([Reading(article) for article in articles], passages, rewrites)
    return {
        "CPU seconds": round(time.process_time() - start, 1),
        "memory added, MB": round(peak() - memory),
        "passages": len(passages),
        "origins, at least": lineage.independent.low,
        "origins, at most": lineage.independent.high,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", choices=CASES, help="this case only, in this process")
    parser.add_argument("--shared", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        print(json.dumps(measure(options.case)))
        return
    figures = {}
    for case in CASES:
        done = subprocess.run([sys.executable, __file__, "--case", case], check=True, capture_output=True, text=True)
        figures[case] = json.loads(done.stdout.splitlines()[-1])
        print(f"{case}: " + " · ".join(f"{name} {value:g}" for name, value in figures[case].items()), flush=True)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
