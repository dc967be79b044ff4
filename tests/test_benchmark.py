"""The benchmark: what it takes from a command that tells its steps, and which pairs of articles count as copies."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))

import benchmark

TELLS_STEPS = """
import sys, time
held = bytearray(80_000_000)
held[::4096] = b"x" * len(held[::4096])
start = time.process_time()
while time.process_time() - start < 0.2:
    pass
print("pages                 1,200 rows        0.2 s", file=sys.stderr, flush=True)
print("a word of something else", file=sys.stderr, flush=True)
time.sleep(1.3)
print("merged                1,200 rows        1.3 s", file=sys.stderr, flush=True)
time.sleep(0.1)
"""


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc here")
def test_steps_processor_and_memory_of_a_command():
    spent = benchmark.watched([sys.executable, "-c", TELLS_STEPS])
    assert spent.seconds == {"pages": 0.2, "merged": 1.3}
    assert spent.cpu["pages"] >= 0.15
    assert spent.cpu["merged"] < 0.15
    assert 60 < spent.megabytes < 300


def test_a_command_that_fails_ends_the_benchmark_with_its_words():
    with pytest.raises(SystemExit, match="no such thing"):
        benchmark.watched([sys.executable, "-c", "raise SystemExit('no such thing')"])


ARTICLES = [  # (report copied, quotes)
    ("0.0", []), ("0.0", [1]), (None, [1]), (None, []), ("0.1", [1]), ("0.0", []),
]  # fmt: skip
FOUND = [
    ("all copies", {(0, 1), (0, 5), (1, 5)}, 1.0, 1.0),
    ("one of three", {(0, 5)}, 0.3333, 1.0),
    ("one that is none", {(0, 1), (0, 3)}, 0.3333, 0.5),
    ("one that only quotes the same words", {(0, 1), (1, 2), (2, 4)}, 0.3333, 1.0),
    ("none", set(), 0.0, 0.0),
]


@pytest.mark.parametrize(("found", "recall", "precision"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_copies_found(tmp_path, found, recall, precision):
    file = tmp_path / "news.jsonl"
    lines = [json.dumps({"story": 0, "report": report, "quotes": quotes}) for report, quotes in ARTICLES]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert benchmark.rates(found, file) == {"copies found R": recall, "copies found P": precision}
