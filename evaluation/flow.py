"""Measure the search for articles worth comparing, over a generated corpus of known copies, at two sizes.

    python evaluation/flow.py [--articles N] [--shared FOLDER]

Generated are N / 4 and N articles (200,000 if not said) of 60 to 600 words drawn with the frequencies of English
(`lexicons/english_frequency.tsv`), with set phrases in them and one foot of page under all; a fifth of them stand in
groups of two to eight copies of one text, cut from the bottom, with every twentieth word changed and their own end.
Each size runs in a process of its own. Counted are processor seconds and peak memory from words as hashes to pairs
(reading and tokenising come before), how many of the pairs of one group are found, and how many of the pairs found are
of one group. The seed is fixed. `--shared` is not used: nothing here needs others' data.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from wellsourced.flow.candidates import CandidateSearch
from wellsourced.flow.fingerprints import Hashes, word_hash
from wellsourced.frequency import shares

SEED = 20_151_005
CHUNK = 5_000  # articles made and added at once
COPIED = 0.2
FOOT, PHRASES, PHRASE = 15, 400, 9  # words of the foot; set phrases, and words of each


class Corpus:
    """Articles as hashes of words, in chunks; the same for the same number. `groups` is full when all are made."""

    def __init__(self, articles: int) -> None:
        self.articles = articles
        self.groups: list[list[int]] = []
        self._random = np.random.default_rng(SEED)
        known = shares()
        self._hashes = np.array([word_hash(word) for word in known], dtype=np.uint64)
        frequency = np.array(list(known.values()))
        self._steps = np.cumsum(frequency / frequency.sum())
        self._phrases = [self._words(PHRASE) for _ in range(PHRASES)]
        self._foot = self._words(FOOT)

    def _words(self, count: int) -> Hashes:
        at = np.searchsorted(self._steps, self._random.random(count))
        return self._hashes[np.minimum(at, len(self._hashes) - 1)]

    def _text(self) -> Hashes:
        words = self._words(int(self._random.integers(60, 600)))
        for start in self._random.integers(0, len(words) - PHRASE, 2):
            words[start : start + PHRASE] = self._phrases[self._random.integers(PHRASES)]
        return words

    def _copy(self, text: Hashes) -> Hashes:
        words = text[: int(len(text) * self._random.uniform(0.4, 1.0))].copy()
        changed = self._random.random(len(words)) < 0.05
        words[changed] = self._words(int(changed.sum()))
        return np.concatenate([words, self._words(int(self._random.integers(0, 60)))])

    def chunks(self) -> Iterator[list[Hashes]]:
        chunk: list[Hashes] = []
        number = 0
        while number < self.articles:
            text = self._text()
            # a fifth of the articles stand in groups of five on average
            size = int(self._random.integers(2, 9)) if self._random.random() < COPIED / (5 - 4 * COPIED) else 1
            size = min(size, self.articles - number)
            if size > 1:
                self.groups.append(list(range(number, number + size)))
            for _ in range(size):
                chunk.append(np.concatenate([self._copy(text) if size > 1 else text, self._foot]))
            number += size
            if len(chunk) >= CHUNK or number == self.articles:
                yield chunk
                chunk = []


def measure(articles: int) -> dict[str, float]:
    """One size, in this process: generating is timed apart and taken off."""
    corpus = Corpus(articles)
    spent = 0.0
    fingerprints = 0
    with CandidateSearch() as search:
        for chunk in corpus.chunks():
            start = time.process_time()
            fingerprints += search.add_hashed(chunk)
            spent += time.process_time() - start
        start = time.process_time()
        found = {(candidate.one, candidate.other) for candidate in search.candidates()}
        spent += time.process_time() - start
    copied = {pair for group in corpus.groups for pair in combinations(group, 2)}
    return {
        "articles": articles,
        "in groups": sum(map(len, corpus.groups)),
        "fingerprints": fingerprints,
        "CPU seconds": round(spent, 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "copied pairs": len(copied),
        "pairs found R": round(len(found & copied) / max(1, len(copied)), 4),
        "pairs found P": round(len(found & copied) / max(1, len(found)), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--one", action="store_true", help="this size only, in this process")
    parser.add_argument("--shared", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.articles)))
        return
    sizes = []
    for articles in (options.articles // 4, options.articles):
        command = [sys.executable, __file__, "--one", "--articles", str(articles)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        sizes.append(json.loads(done.stdout))
        print(*(f"{name} {value:g}" for name, value in sizes[-1].items()), sep=" · ", flush=True)
    small, large = sizes
    growth = large["CPU seconds"] / max(0.1, small["CPU seconds"])
    print(json.dumps({**large, "CPU of four times the articles": round(growth, 2)}))


if __name__ == "__main__":
    main()
