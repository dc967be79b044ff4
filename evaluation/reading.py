"""How long pages of text take to become articles with their credits, without the language model, step by step.

    python evaluation/reading.py [--articles N] [--lengths WORDS ...]

Reads generated pages (those of `archive.py`, several texts laid together where they are to be longer), and prints for
each step milliseconds of the processor an article, articles a second, and how often the time of a plain floor it
takes: decoding the same bytes and finding their words. The floor is measured between the steps, so that a ratio means
the same on a busy machine. The last line is JSON: the ratio and the milliseconds of each step, by length.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import archive

from wellsourced.pipeline import read_one
from wellsourced.read.article import read_page
from wellsourced.read.credits import find_credits
from wellsourced.read.dump import label_dump
from wellsourced.read.published import date_article
from wellsourced.records import Page

ROUNDS = 5  # times that each step is measured; the fastest counts, as others use the machine too
WORD = re.compile(r"\w+")
Given = TypeVar("Given")


def pages(count: int, words: int) -> list[Page]:
    """So many generated pages of about so many words."""
    made = archive.pages(40 + 2 * count * words // 150, 40)
    return list(itertools.islice(_laid_together(made, words), count))


def _laid_together(made: Iterator[Page], words: int) -> Iterator[Page]:
    for page in made:
        text = str(page.content)
        while len(WORD.findall(text)) < 0.8 * words:
            following = next(made, None)
            if following is None:
                return
            text += f"\n\n{following.content!s}"
        yield replace(page, content=text.encode())


def fastest(step: Callable[[Given], object], given: Sequence[Given]) -> float:
    """Milliseconds of the processor that a step takes for one of what it is given, in the fastest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for one in given:
            step(one)
        best = min(best, time.process_time() - start)
    return 1000 * best / len(given)


def floor(page: Page) -> list[str]:
    """What cannot be done without: the characters of a page, and its words."""
    assert isinstance(page.content, bytes)
    return WORD.findall(page.content.decode("utf-8"))


def measure(given: list[Page]) -> dict[str, tuple[float, float]]:
    """Each step -> (milliseconds, times the floor)."""
    articles = [(read_one(page), *read_page(page)) for page in given]
    steps: dict[str, Callable[[], float]] = {
        "pages to articles": lambda: fastest(read_one, given),
        "  lines labelled": lambda: fastest(lambda one: label_dump(one[0].text, one[0].title), articles),
        "  dated": lambda: fastest(lambda one: date_article(one[1], one[2].dates), articles),
        "credits": lambda: fastest(lambda one: find_credits(one[0], ()), articles),
    }
    found = {}
    for name, step in steps.items():
        before, taken, after = fastest(floor, given), step(), fastest(floor, given)
        found[name] = (taken, taken / min(before, after))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--lengths", type=int, nargs="+", default=[150, 400, 1000], metavar="WORDS")
    wanted = parser.parse_args()
    figures: dict[str, float] = {}
    for length in wanted.lengths:
        given = pages(max(20, wanted.articles * 150 // length), length)
        words = sum(len(floor(page)) for page in given) / len(given)
        print(f"{len(given)} articles of {words:.0f} words, {fastest(floor, given):.3f} ms the floor", flush=True)
        for name, (taken, times) in measure(given).items():
            print(
                f"  {name:<20} {taken:8.3f} ms {1000 / taken:9.0f} articles/s {times:7.1f} times the floor", flush=True
            )
            figures |= {f"{name.strip()}, {length} words, times the floor": round(times, 1),
                        f"{name.strip()}, {length} words, ms": round(taken, 3)}  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
