"""One large coverage, wholly compared: 500 articles of one event, at two sizes.

    python evaluation/large.py [--articles N] [--shared FOLDER]

The articles are grown from the reports of one event by the edits of `grow.py`: copies of copies, cut, spliced, retold,
with sentences of their own. Reading them comes before and is timed apart; timed is all of the comparison (passages,
rewrites, identities, lineage, positions, quotations, claims with their origins, disagreements, timeline) in one
process, in processor seconds, at N / 5 and N articles. Prints the parts, too. `--shared` is not used.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Callable
from typing import TypeVar

import grow

from wellsourced.compare.lineage import infer_lineage
from wellsourced.compare.passages import find_passages, find_rewrites
from wellsourced.pipeline import compare_story, read_here
from wellsourced.records import Article

EVENT = "ferry"
T = TypeVar("T")


def coverage(count: int) -> list[Article]:
    """So many articles of one event; the same for the same number."""
    rng = random.Random(f"large {count}")
    tree = {}
    for seed in grow.read_seeds()[EVENT]:
        root = grow._root(seed)
        tree[root.name] = root
    for number in range(count - len(tree)):
        child = grow._derive(rng, tree, f"Outlet {number}")
        tree[child.name] = child
    return [grow.as_article(rng, tree[name]) for name in sorted(tree)]


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def measure(count: int) -> dict[str, float]:
    articles = coverage(count)
    readings, reading = timed(lambda: list(read_here(articles, lambda done: None)))
    comparison, whole = timed(lambda: compare_story(readings))
    passages, passage_seconds = timed(lambda: find_passages(articles))
    rewrites, rewrite_seconds = timed(lambda: find_rewrites(articles, passages))
    _, lineage_seconds = timed(lambda: infer_lineage(readings, passages, rewrites))
    figures = {
        "articles": len(articles),
        "words": sum(len(article.text.split()) for article in articles),
        "reading, CPU seconds": round(reading, 1),
        "comparing, CPU seconds": round(whole, 1),
        "passages, CPU seconds": round(passage_seconds, 1),
        "rewrites, CPU seconds": round(rewrite_seconds, 1),
        "lineage, CPU seconds": round(lineage_seconds, 1),
        "passages": len(comparison.passages),
        "claims": len(comparison.claims),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(*(f"{name} {value:g}" for name, value in figures.items()), sep=" · ", flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--shared", help=argparse.SUPPRESS)
    count = parser.parse_args().articles
    small, large = measure(max(2, count // 5)), measure(count)
    growth = large["comparing, CPU seconds"] / max(0.1, small["comparing, CPU seconds"])
    print(json.dumps({**large, "CPU of five times the articles": round(growth, 2)}))


if __name__ == "__main__":
    main()
