"""Text of pages against the scrapinghub article-extraction benchmark: saved HTML pages, and the same as text dumps.

    python evaluation/extraction.py [--shared FOLDER]

Prints the scorer's figures as JSON on the last line: `html` and `dumps`, each with f1, p and r.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wellsourced.errors import Unreadable
from wellsourced.read.article import read_page
from wellsourced.records import BODY, Page

ROOT = Path(__file__).resolve().parent.parent


def body(page: Page) -> str:
    """The words of the body blocks of a page's article; nothing where it cannot be read."""
    try:
        article, _ = read_page(page)
    except Unreadable:
        return ""
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in BODY)


def html_pages(shared: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((shared / "data" / "extraction" / "html").glob("*.html.gz")):
        yield file.name.split(".html")[0], body(Page(file.name, gzip.decompress(file.read_bytes()), "html"))


def dumps(shared: Path) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        maker = shared / "measure" / "make_text_dumps.py"
        subprocess.run([sys.executable, str(maker), str(shared / "data" / "extraction" / "html"), scratch],
                       check=True, capture_output=True)  # fmt: skip
        for file in sorted(Path(scratch).glob("*.txt")):
            yield file.stem, body(Page(file.name, file.read_bytes(), "text"))


def score(shared: Path, texts: Iterator[tuple[str, str]]) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for name, text in texts:
            predictions.write(json.dumps({"id": name, "text": text}) + "\n")
        predictions.flush()
        scorer = shared / "measure" / "score_extraction.py"
        gold = shared / "data" / "extraction" / "ground-truth.json"
        done = subprocess.run([sys.executable, str(scorer), str(gold), predictions.name],
                              check=True, capture_output=True, text=True)  # fmt: skip
    figures = json.loads(done.stdout.strip().splitlines()[-1])
    return {name: figures[name] for name in ("f1", "p", "r")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    if not (shared / "data" / "extraction").is_dir():
        print(f"left out: {shared} is not here")
        return
    print(json.dumps({"html": score(shared, html_pages(shared)), "dumps": score(shared, dumps(shared))}))


if __name__ == "__main__":
    main()
