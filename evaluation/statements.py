"""Who said what, on PolNeAR's development articles, by the scorer of the measuring kit.

    python evaluation/statements.py [--shared FOLDER] [--speech] [--keep FILE]

Gold data of others is not part of this repository: where FOLDER (../shared if not given) is absent, this says so and
ends. PolNeAR takes all quotations with one cue as one statement and is flat; here each part of a broken quotation is a
record, and statements may stand in statements. So records that share their cue in one paragraph are put together for
the scorer, and those within another are left out. PolNeAR has what is believed and wanted beside what is said.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.records import Article, Block, Statement, make_id

ROOT = Path(__file__).resolve().parent.parent
PARAGRAPH = re.compile(r"[^\s](?:[^\n]*[^\s])?")


def predict(file: Path, attitudes: bool) -> dict[str, Any]:
    """The statements of one text file, in the scorer's format: offsets in code points of the file as it is."""
    text = file.read_bytes().decode("utf-8")
    blocks = tuple(Block("paragraph", *match.span()) for match in PARAGRAPH.finditer(text))
    article = Article(make_id("a", file.stem), file.name, text, blocks)
    parse = parse_article(article, load_model())
    mentions, _ = find_mentions(article, parse)
    statements = find_statements(article, parse, mentions, attitudes=attitudes)
    return {"id": file.stem, "statements": as_polnear(article, statements)}


def as_polnear(article: Article, statements: tuple[Statement, ...]) -> list[dict[str, list[list[int]]]]:
    together: dict[object, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.within is None:
            together[(statement.cue, _block(article, statement)) if statement.cue else statement.id].append(statement)
    return [
        {
            "content": [[span.start, span.end] for statement in group for span in statement.content],
            "source": [[span.start, span.end]] if (span := group[0].source.span) else [],
            "cue": [[span.start, span.end] for span in group[0].cue],
        }
        for group in together.values()
    ]


def _block(article: Article, statement: Statement) -> int:
    start = statement.content[0].start
    return next(i for i, block in enumerate(article.blocks) if block.start <= start < block.end)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--speech", action="store_true", help="leave out beliefs and wishes")
    parser.add_argument("--keep", type=Path, help="write the predictions to this file")
    options = parser.parse_args()
    gold = options.shared / "data" / "polnear" / "dev"
    scorer = options.shared / "measure" / "score_statements.py"
    if not (gold.is_dir() and scorer.is_file()):
        print(f"no PolNeAR at {gold}: nothing measured")
        return 0
    records = [predict(file, not options.speech) for file in sorted((gold / "text").glob("*.txt"))]
    with tempfile.TemporaryDirectory() as scratch:
        file = options.keep or Path(scratch) / "predictions.jsonl"
        file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return subprocess.run([sys.executable, str(scorer), str(gold), str(file)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
