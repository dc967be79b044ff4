"""Measure the grouping of articles into stories on gold data, with the scorer that comes with the data.

    python evaluation/stories.py [--shared FOLDER]

Sets: ECB+ (topic and sub-topic: look-alike events must be kept apart) and news events (many outlets, one event each).
Prints the scorer's own tables. Says so and ends well where the data are not there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wellsourced.compare.stories import group_texts

SETS = ("data/stories/ecbplus_dev.jsonl", "data/events/news_events_dev.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    for name in SETS:
        gold = shared / name
        if not gold.is_file():
            print(f"skipped: {gold} is not there")
            continue
        print(f"{name}")
        measure(gold, shared / "measure" / "score_stories.py")


def measure(gold: Path, scorer: Path) -> None:
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    start = time.perf_counter()
    groups = group_texts([f"{record.get('title', '')}\n{record['text']}".strip() for record in records])
    print(f"{len(records)} articles in {time.perf_counter() - start:.1f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = [
            json.dumps({"id": records[number]["id"], "story": str(story)})
            for story, group in enumerate(groups)
            for number in group
        ]
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([sys.executable, str(scorer), str(gold), str(predictions)], check=True)


if __name__ == "__main__":
    main()
