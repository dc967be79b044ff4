"""Measure which articles share a claim: those on one event should, those on different events should not.

    python evaluation/shared_claims.py [--shared FOLDER]

Set: news events (many outlets, one event each), all compared as if they were one story, so that nothing but the claims
tells the events apart. Two articles share a claim when both carry it. Prints the figures and, on the last line, the
same as JSON. Says so and ends well where the data are not there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from pathlib import Path

from wellsourced.pipeline import compare_story, read_here, read_pages
from wellsourced.records import Page

SET = "data/events/news_events_dev.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    gold = parser.parse_args().shared / SET
    if not gold.is_file():
        print(f"skipped: {gold} is not there")
        print("{}")
        return
    figures = measure(gold)
    for name, value in figures.items():
        print(f"{name:50} {value}")
    print(json.dumps(figures))


def measure(gold: Path) -> dict[str, float]:
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    event_of = {record["id"]: record["event"] for record in records}
    pages = [
        Page(r["id"], r["text"], "text", title=r.get("title"), date=r.get("date"), outlet=r.get("outlet"))
        for r in records
    ]
    articles, _ = read_pages(pages)
    readings = list(read_here(articles, lambda done: None))
    start = time.perf_counter()
    claims = compare_story(readings).claims
    seconds = time.perf_counter() - start
    events = {reading.article.id: event_of[reading.article.address] for reading in readings}
    carriers = [sorted({support.span.article for support in claim.supports}) for claim in claims]
    shared = {pair for found in carriers for pair in itertools.combinations(found, 2)}
    pairs = list(itertools.combinations(sorted(events), 2))
    one = [pair for pair in pairs if events[pair[0]] == events[pair[1]]]
    other = [pair for pair in pairs if events[pair[0]] != events[pair[1]]]
    return {
        "pairs on one event that share a claim": round(sum(pair in shared for pair in one) / len(one), 3),
        "pairs on two events that falsely share one": round(sum(pair in shared for pair in other) / len(other), 4),
        "seconds to compare": round(seconds, 1),
    }


if __name__ == "__main__":
    main()
