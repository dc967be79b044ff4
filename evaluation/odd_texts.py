"""Texts as nobody writes them: an answer for each, in time that grows with their length and no faster.

    python evaluation/odd_texts.py [--size CHARACTERS] [--times NUMBER]

Each text is one paragraph of SIZE characters (10,000), then of NUMBER (4) times as many. Printed are the seconds of
processor time for finding statements and repairing quotation marks, at both lengths, and how many times as long the
longer text took for each character: 1.0 is linear, NUMBER is the square of the length. The language model's own time,
which comes before, is printed beside it. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import json
import time

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_repairs, find_statements
from wellsourced.read.times import find_times
from wellsourced.records import Article, Block, Dated

NEWS = ("The council said on Monday that the bridge over the Corrin would be closed for a week, and “nobody will be "
        "hurt,” Oda Renn, its chair, told reporters. ")  # fmt: skip
TEXTS = {
    "words of news": NEWS,
    "no quotation marks": "The bridge over the river was closed for a week because the cables had rusted. ",
    "only quotations": "“We left the valley at night and nobody came to help us.” ",
    "one endless sentence": "and the council that the minister who said it was late had called ",
    "he said he said": "he said ",
    "Renn said: Renn said:": "Renn said: ",
    "only opening marks": "“",
    "only straight marks": '"',
    "closing marks too many": "b” ",
    "one word without end": "a",
}


def text_of(name: str, size: int) -> str:
    """A text of that name with about so many characters."""
    if name == "quotations in quotations":
        return "“‘" * (size // 4) + "no" + "’”" * (size // 4)
    unit = TEXTS[name]
    return (unit * (size // len(unit) + 1))[:size].rstrip()


def seconds(text: str) -> tuple[float, float, int]:
    """Processor time of the language model and of finding statements, and how many there are."""
    day = Dated(None, None, "unknown", "not dated")
    article = Article("a-1", "odd.txt", text, (Block("paragraph", 0, len(text)),), published=day)
    start = time.process_time()
    parse = parse_article(article, load_model())
    parsed = time.process_time()
    mentions, _ = find_mentions(article, parse)
    times = find_times(article, parse)
    begun = time.process_time()
    statements = find_statements(article, parse, mentions, times)
    find_repairs(article)
    return parsed - start, time.process_time() - begun, len(statements)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000, help="characters of the shorter texts")
    parser.add_argument("--times", type=int, default=4, help="how many times as long the longer ones are")
    options = parser.parse_args()
    load_model()
    seconds(text_of("words of news", 5_000))  # lexicons and tables are loaded before the clock starts
    figures = {}
    print(f"{'one paragraph of':26} {'model s':>8} {'short s':>8} {'long s':>8} {'a character':>12} {'statements':>11}")
    for name in (*TEXTS, "quotations in quotations"):
        _, short, _ = seconds(text_of(name, options.size))
        model, long, number = seconds(text_of(name, options.size * options.times))
        growth = long / max(short, 1e-4) / options.times
        print(f"{name:26} {model:8.2f} {short:8.3f} {long:8.3f} {growth:12.2f} {number:11}", flush=True)
        figures[name] = round(growth, 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
