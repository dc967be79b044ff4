"""Measure the grouping of articles into stories on gold data, with the scorer that comes with the data.

    python evaluation/stories.py [--shared FOLDER]

Sets: ECB+ (topic and sub-topic: look-alike events must be kept apart) and news events (many outlets, one event each).
Then both sets together, in pools as large as the program makes them, and in small ones, as a large archive is grouped.
Prints the scorer's own tables. Says so and ends well where the data are not there.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wellsourced.compare.stories import LARGEST, find_words, group_stories
from wellsourced.pipeline import group
from wellsourced.records import UNDATED, Article, Block, Dated

SETS = {"ECB+": "data/stories/ecbplus_dev.jsonl", "news events": "data/events/news_events_dev.jsonl"}
POOLS = (LARGEST, 100)  # articles of a pool
Table = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    figures: dict[str, float] = {}
    for name, path in SETS.items():
        gold = shared / path
        if not gold.is_file():
            print(f"skipped: {gold} is not there")
            continue
        print(f"{path}")
        table = measure(gold, shared / "measure" / "score_stories.py")
        figures |= {f"{name} {row} {column}": value for row, found in table.items() for column, value in found.items()}
    found = [shared / path for path in SETS.values()]
    if all(gold.is_file() for gold in found):
        for largest in POOLS:
            table = measure_in_pools(found, shared / "measure" / "score_stories.py", largest)
            figures |= {f"pools of {largest} {row} f1": table[row]["f1"] for row in ("B-cubed", "pairs")}
    print(json.dumps(figures))


def measure_in_pools(paths: list[Path], scorer: Path, largest: int) -> Table:
    """The scorer's table for several sets together, of which at most `largest` articles are looked at together."""
    records = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            story = record.get("story") or record["event"]
            records.append(record | {"id": f"{path.stem} {record['id']}", "story": f"{path.stem} {story}"})
    number = {record["id"]: place for place, record in enumerate(records)}
    start = time.perf_counter()
    groups = group([as_article(record) for record in records], largest)
    print(f"{len(records)} articles in pools of {largest} in {time.perf_counter() - start:.1f} s", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
        file.flush()
        return score(records, Path(file.name), [[number[id] for id in one.articles] for one in groups], scorer)


def as_article(record: dict[str, str]) -> Article:
    text = f"{record.get('title', '')}\n{record['text']}".strip()
    day = datetime.date.fromisoformat(record["date"]) if record.get("date") else None
    published = Dated(day, day, "day", "the set tells") if day else UNDATED
    return Article(record["id"], record["id"], text, (Block("paragraph", 0, len(text)),), published=published)


def measure(gold: Path, scorer: Path) -> Table:
    """The scorer's table for one set, which it prints as well."""
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    start = time.perf_counter()
    texts = [f"{record.get('title', '')}\n{record['text']}".strip() for record in records]
    topics = group_stories([find_words(text) for text in texts])
    print(f"{len(records)} articles in {time.perf_counter() - start:.1f} s", flush=True)
    found = score(records, gold, [story for topic in topics for story in topic], scorer)
    if "topic" in records[0]:
        by_topic = [record | {"story": record["topic"]} for record in records]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in by_topic)
            file.flush()
            whole = [[number for story in topic for number in story] for topic in topics]
            upper = score(by_topic, Path(file.name), whole, scorer)
        found |= {f"topics {row}": columns for row, columns in upper.items() if row == "B-cubed"}
    return found


def score(records: list[dict[str, str]], gold: Path, groups: list[list[int]], scorer: Path) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = [
            json.dumps({"id": records[number]["id"], "story": str(story)})
            for story, group in enumerate(groups)
            for number in group
        ]
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predictions)]
        *table, last = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()
    print("\n".join(table))
    found: Table = json.loads(last)
    return found


if __name__ == "__main__":
    main()
