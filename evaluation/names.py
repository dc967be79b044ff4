"""Measure what proposes that two names are one, and what puts them together by itself, on pairs of names.

    python evaluation/names.py [--shared FOLDER]

Sets: name_bench (people and companies), news_names (names as news about Iraq spells them), wd_arabic_pairs (single
words). The proposer's score is scored by the scorer that comes with the data; "merged" is what two articles that have
one of the names each would put together without asking anybody: its precision must be 1. The last line is JSON.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from wellsourced.compare.identities import resolve_identities
from wellsourced.compare.likeness import name_likeness
from wellsourced.records import Article, Mention, MentionKind, Reading, Span

SETS = {"name_bench": "name_bench/cases.csv", "news_names": "news_names.csv", "arabic words": "wd_arabic_pairs.csv"}
ALONE = frozenset(("arabic words",))  # single words, which nothing merges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    figures: dict[str, object] = {}
    for name, place in SETS.items():
        gold = shared / "data" / "names" / place
        if not gold.is_file():
            print(f"skipped: {gold} is not there")
            continue
        print(name)
        with gold.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        scored = proposed(rows, gold, shared / "measure" / "score_names.py")
        figures[f"{name} F1"] = scored["all"]["f1"]
        figures[f"{name} recall at precision .95"] = scored["p >= .95"]["r"]
        if name not in ALONE:
            figures |= {f"{name} {figure}": value for figure, value in merged(rows).items()}
    print(json.dumps(figures))


def proposed(rows: list[dict[str, str]], gold: Path, scorer: Path) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = [
            json.dumps({"a": r["name1"], "b": r["name2"], "score": name_likeness(r["name1"], r["name2"])[0]})
            for r in rows
        ]
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(predictions)], check=True, capture_output=True, text=True
        )
    print(done.stdout)
    found: dict[str, dict[str, float]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def merged(rows: list[dict[str, str]]) -> dict[str, float]:
    right, wrong = [], []
    for row in rows:
        kind: MentionKind = "person" if row.get("schema") == "Person" else "organisation"
        if len(resolve_identities([reading(0, row["name1"], kind), reading(1, row["name2"], kind)])) == 1:
            (right if row["is_match"] == "true" else wrong).append(row)
    for row in wrong:
        print(f"merged wrongly: {row['name1']} | {row['name2']}")
    same = sum(row["is_match"] == "true" for row in rows)
    return {"merged": len(right) / same, "merged falsely": len(wrong)}


def reading(number: int, name: str, kind: MentionKind) -> Reading:
    mention = Mention(Span(f"a-{number}", 0, len(name)), name, kind, name)
    return Reading(Article(f"a-{number}", f"{number}.txt", name, ()), mentions=(mention,))


if __name__ == "__main__":
    main()
