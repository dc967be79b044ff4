"""Measure shared passages on PAN 2013 text alignment, with the scorer that comes with the data.

    python evaluation/passages.py [--shared FOLDER]

Each pair of documents is taken for a coverage of two articles, so the model of its words knows these two only; the
method and its thresholds are those of the coverages. Counted are passages and rewrites together: a corpus of
plagiarism does not tell them apart. Prints the scorer's table, says so and ends well where the data are not there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from wellsourced.compare.passages import find_passages, find_rewrites
from wellsourced.records import Article, Block, Span

EACH = 5  # articles of one event that are taken
LINE = re.compile(r"[^\n]+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    gold = shared / "data" / "pan13"
    if not gold.is_dir():
        print(f"skipped: {gold} is not there")
        return
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        start = time.perf_counter()
        lines = [json.dumps(predict(gold, *pair)) for pair in pairs(gold)]
        print(f"{len(lines)} pairs in {time.perf_counter() - start:.1f} s", flush=True)
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        scorer = shared / "measure" / "score_passages.py"
        command = [sys.executable, str(scorer), str(gold), str(predictions)]
        *table, last = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()
    print("\n".join(table))
    figures = json.loads(last)
    likes = shared / "data" / "stories" / "ecbplus_dev.jsonl"
    print(json.dumps(figures | (look_alikes(likes) if likes.is_file() else {})))


def look_alikes(gold: Path) -> dict[str, int]:
    """Pairs of articles on two events of one kind, and how many of them a passage links."""
    topics: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        topics[record["topic"]][record["story"]].append(as_article(record["id"], record["text"]))
    compared, linked = 0, 0
    for _, stories in sorted(topics.items()):
        story_of = {a.id: story for story, articles in sorted(stories.items()) for a in articles[:EACH]}
        articles = [a for _, found in sorted(stories.items()) for a in found[:EACH]]
        compared += sum(story_of[a.id] != story_of[b.id] for a, b in itertools.combinations(articles, 2))
        carriers = [sorted({span.article for span in passage.spans}) for passage in find_passages(articles)]
        met = {pair for group in carriers for pair in itertools.combinations(group, 2)}
        linked += sum(story_of[a] != story_of[b] for a, b in met)
    return {"look-alike pairs": compared, "look-alike pairs falsely linked": linked}


def pairs(gold: Path) -> list[tuple[str, str]]:
    lists = (path.read_text(encoding="utf-8") for path in sorted(gold.glob("0*/pairs")))
    found = (tuple(line.split()) for lines in lists for line in lines.splitlines() if line.strip())
    return [(a, b) for a, b in found]


def article(path: Path) -> Article:
    """A document of the corpus as an article, a paragraph a line. Offsets count code points, as the corpus' own do."""
    return as_article(path.name, path.read_bytes().decode("utf-8"))


def as_article(name: str, text: str) -> Article:
    blocks = tuple(Block("paragraph", match.start(), match.end()) for match in LINE.finditer(text))
    return Article(name, name, text, blocks)


def predict(gold: Path, a: str, b: str) -> dict[str, object]:
    """Found passages and rewrites of two documents. A passage that a rewrite holds is part of it, as the words kept."""
    articles = [article(gold / "susp" / a), article(gold / "src" / b)]
    copies = find_passages(articles)
    found = [bounds(rewrite.spans, a, b) for rewrite in find_rewrites(articles, copies)]
    for copy in (bounds(passage.spans, a, b) for passage in copies):
        holding = next((n for n, rewrite in enumerate(found) if touch(copy, rewrite)), None)
        if holding is None:
            found.append(copy)
        else:
            found[holding] = [f(x, y) for f, x, y in zip((min, max) * 2, copy, found[holding], strict=True)]
    return {"a": a, "b": b, "passages": found}


def bounds(spans: Sequence[Span], a: str, b: str) -> list[int]:
    at = {span.article: span for span in spans}
    return [at[a].start, at[a].end, at[b].start, at[b].end]


def touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


if __name__ == "__main__":
    main()
