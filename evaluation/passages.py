"""Measure shared passages on PAN 2013 text alignment, with the scorer that comes with the data.

    python evaluation/passages.py [--shared FOLDER]

Each pair of documents is taken for a coverage of two articles, so the model of its words knows these two only; the
method and its thresholds are those of the coverages, not tuned here. Each family of two is one passage. Prints the
scorer's table, says so and ends well where the data are not there.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wellsourced.compare.passages import find_passages
from wellsourced.records import Article, Block

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
        subprocess.run([sys.executable, str(scorer), str(gold), str(predictions)], check=True)


def pairs(gold: Path) -> list[tuple[str, str]]:
    lists = (path.read_text(encoding="utf-8") for path in sorted(gold.glob("0*/pairs")))
    found = (tuple(line.split()) for lines in lists for line in lines.splitlines() if line.strip())
    return [(a, b) for a, b in found]


def article(path: Path) -> Article:
    """A document of the corpus as an article, a paragraph a line. Offsets count code points, as the corpus' own do."""
    text = path.read_bytes().decode("utf-8")
    blocks = tuple(Block("paragraph", match.start(), match.end()) for match in LINE.finditer(text))
    return Article(path.name, str(path), text, blocks)


def predict(gold: Path, a: str, b: str) -> dict[str, object]:
    left, right = article(gold / "susp" / a), article(gold / "src" / b)
    passages = []
    for passage in find_passages([left, right]):
        spans = {span.article: span for span in passage.spans}
        passages.append([spans[a].start, spans[a].end, spans[b].start, spans[b].end])
    return {"a": a, "b": b, "passages": passages}


if __name__ == "__main__":
    main()
