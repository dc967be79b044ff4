"""Many articles through `add`, some at a time in one process, and what memory and time that takes.

    python evaluation/soak.py [--articles N] [--at-once N] [--words N] [--keep FILE]

The articles are days of news by `newsday.py`, as a desk would add them; with --words cut behind the paragraph in which
they have so many, for a run in minutes. Printed are, for every tenth of the articles,
the memory of the process (resident), how many objects Python holds, and the seconds of the clock that this tenth took,
those of making the articles left out. Ends with 1 if in the last quarter the memory is more than a tenth above that of
the second: something is kept that should not be.
"""

from __future__ import annotations

import argparse
import gc
import io
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import newsday

from wellsourced.acquire.jsonl import pages_of_lines
from wellsourced.archive import add, open_archive
from wellsourced.records import Page, Unread

GROWTH = 1.10  # of the memory, from the second quarter to the last
PARTS = 10
MEGABYTE = 1e6
PAGE = 4096  # bytes of a page of memory


def resident() -> float:
    """Megabytes of this process that are in memory (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / MEGABYTE


def news(articles: int, words: int) -> Iterator[Page | Unread]:
    for number, line in enumerate(newsday.lines(articles), 1):
        article = json.loads(line)
        article["text"] = cut(article["text"], words)
        yield from pages_of_lines(f"news:{number}", io.BytesIO(json.dumps(article).encode("utf-8")))


def cut(text: str, words: int) -> str:
    """The paragraphs of a text up to the one in which it has so many words."""
    paragraphs = text.split("\n\n")
    totals = itertools.accumulate(len(paragraph.split()) for paragraph in paragraphs)
    return "\n\n".join(paragraphs[: next((n for n, total in enumerate(totals, 1) if total >= words), len(paragraphs))])


def soak(place: Path, articles: int, at_once: int, words: int = 10_000) -> list[float]:
    """Add so many articles, and print what it takes; the megabytes after each `add`."""
    made = news(articles, words)
    memory: list[float] = []
    told, seconds = 0, 0.0
    print(f"{'articles':>9} {'memory, MB':>11} {'objects':>10} {'archive, MB':>12} {'seconds':>8}", flush=True)
    with open_archive(place, create=True) as archive:
        for batch in iter(lambda: list(itertools.islice(made, at_once)), []):
            start = time.perf_counter()
            total = add(archive, batch).total
            seconds += time.perf_counter() - start
            memory.append(resident())
            if total >= told + articles / PARTS or len(batch) < at_once:
                gc.collect()
                kept = place.stat().st_size / MEGABYTE
                print(
                    f"{total:>9} {memory[-1]:11.0f} {sys.getallocatedblocks():10} {kept:12.0f} {seconds:8.1f}",
                    flush=True,
                )
                told, seconds = total, 0.0
    return memory


def growth(memory: list[float]) -> float:
    """The median of the last quarter over that of the second."""
    quarter = max(1, len(memory) // 4)
    return statistics.median(memory[-quarter:]) / statistics.median(memory[quarter : 2 * quarter])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--words", type=int, default=10_000, help="of an article, at least: the rest is left out")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where the archive is kept")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = wanted.keep or Path(folder) / "soak.archive"
        memory = soak(place, wanted.articles, wanted.at_once, wanted.words)
    grown = growth(memory)
    print(json.dumps({"articles": wanted.articles, "memory, MB": round(memory[-1]), "growth": round(grown, 3)}))
    return int(grown > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
