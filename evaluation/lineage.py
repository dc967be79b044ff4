"""Measure lineage on coverages grown from seed texts, where who descends from whom is known.

    python evaluation/lineage.py [--count N] [--shared FOLDER]

For each pair of articles of one root: is the direction seen where one descends from the other, and the unseen text
where neither does? Both as a curve over the evidence: the places at which the descendant differs from its source, or,
of two siblings, those at which the one that has fewer differs from the text that both come from. An answer may be
withheld ("may have taken it from"). For all pairs: do they share an origin? *False independence* is said "apart" where
the truth is "one"; "unsure" is no answer. For each coverage: does the interval of independent origins hold the truth,
and how wide is it? Prints tables and, on the last line, the same as JSON. `--shared` is accepted, as by the other
measures, and not needed.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grow import Coverage, Text, grow

from wellsourced.compare.lineage import infer_lineage
from wellsourced.compare.passages import find_passages, find_rewrites
from wellsourced.pipeline import read_here
from wellsourced.records import Lineage, Reading

WORD = re.compile(r"\w+|\.\.\.|\(")
COUNT = 130  # ten coverages of each event
STEPS = (("0", 0, 0), ("1-4", 1, 4), ("5-9", 5, 9), ("10-19", 10, 19), ("20+", 20, 10**9))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of a pair of articles, what was said, and how much there was to go by."""

    truth: str  # descends, siblings, apart
    said: str  # descends, reversed, unseen, withheld, speaker (no more than somebody's words in common), unsure, apart
    evidence: int
    spliced: bool


def judge(coverage: Coverage, lineage: Lineage) -> Iterator[Verdict]:
    """Every pair of articles of a coverage."""
    for a, b in itertools.combinations(sorted(coverage.texts), 2):
        one, other = coverage.texts[a], coverage.texts[b]
        if one.name in coverage.ancestors(other):
            a, b, one, other = b, a, other, one
        truth = "apart"
        if one.roots & other.roots:
            truth = "descends" if other.name in coverage.ancestors(one) else "siblings"
        private = _evidence(coverage, one, other)
        evidence = private[0] if truth == "descends" else min(private)
        yield Verdict(truth, _said(lineage, a, b), evidence, len(one.roots | other.roots) > 1)


def _evidence(coverage: Coverage, one: Text, other: Text) -> tuple[int, int]:
    """The private readings of each of two texts: the places at which it differs from the text that both come from, in
    paragraphs that both have; with the descendant first, its source has none."""
    lines = {name: [name, *coverage.ancestors(text)] for name, text in coverage.tree.items()}
    common = [name for name in lines[one.name] if name in lines[other.name]]
    both = {p.key for p in one.paragraphs} & {p.key for p in other.paragraphs}
    before = {p.key: p.text for name in reversed(common) for p in coverage.tree[name].paragraphs}
    return _changes(one, before, both), _changes(other, before, both)


def _changes(text: Text, before: dict[tuple[str, int], str], keys: set[tuple[str, int]]) -> int:
    found = 0
    for paragraph in text.paragraphs:
        if paragraph.key in keys and paragraph.key in before:
            words, old = WORD.findall(paragraph.text.lower()), WORD.findall(before[paragraph.key].lower())
            steps = difflib.SequenceMatcher(None, old, words, autojunk=False).get_opcodes()
            found += sum(step[0] != "equal" for step in steps)
    return found


def _said(lineage: Lineage, a: str, b: str) -> str:
    """What a lineage says of two articles; "descends": the first from the second."""
    if b in _above(lineage, a):
        return "descends"
    if a in _above(lineage, b):
        return "reversed"
    shared = set(lineage.origins_of(a)) & set(lineage.origins_of(b))
    if shared:
        lines = {a, *_above(lineage, a)}, {b, *_above(lineage, b)}
        links = [(edge.source, edge.target) for edge in lineage.possible]
        if any((x in lines[0] and y in lines[1]) or (x in lines[1] and y in lines[0]) for x, y in links):
            return "withheld"
        kinds = {node.id: node.kind for node in lineage.nodes}
        return "speaker" if all(kinds[root] == "speaker" for root in shared) else "unseen"
    doubted = {frozenset((doubt.left, doubt.right)) for doubt in lineage.doubts}
    pairs = itertools.product(lineage.origins_of(a), lineage.origins_of(b))
    return "unsure" if any(frozenset(pair) in doubted for pair in pairs) else "apart"


def _above(lineage: Lineage, article: str) -> set[str]:
    """The articles that one descends from."""
    seen: set[str] = set()
    todo = [article]
    kinds = {node.id: node.kind for node in lineage.nodes}
    while todo:
        at = todo.pop()
        for edge in lineage.edges:
            if edge.source == at and kinds[edge.target] == "article" and edge.target not in seen:
                seen.add(edge.target)
                todo.append(edge.target)
    return seen


# ---- figures ----------------------------------------------------------------------------------


def share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def curves(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Direction and unseen common texts, by how much evidence there is; and how often an answer is withheld."""
    found: dict[str, float] = {}
    for truth, right, name in (("descends", "descends", "direction"), ("siblings", "unseen", "unseen source")):
        for label, low, high in STEPS:
            some = Counter(v.said for v in verdicts if v.truth == truth and low <= v.evidence <= high)
            found[f"{name}, {label} readings"] = share(some[right], some.total() - some["withheld"])
            found[f"{name}, {label} readings, withheld"] = share(some["withheld"], some.total())
            found[f"{name}, {label} readings, pairs"] = some.total()
    told = [v for v in verdicts if v.said in ("descends", "reversed")]
    found["directions told that are right"] = share(sum(v.truth == v.said for v in told), len(told))
    return found


def independence(verdicts: Sequence[Verdict]) -> dict[str, float]:
    one = Counter(v.said for v in verdicts if v.truth != "apart")
    apart = Counter(v.said for v in verdicts if v.truth == "apart")
    return {
        "pairs of one origin": one.total(),
        "pairs falsely independent": share(one["apart"], one.total()),
        "pairs of one origin, abstained": share(one["unsure"] + one["speaker"], one.total()),
        "pairs of two origins": apart.total(),
        "pairs of two origins, told apart": share(apart["apart"] + apart["speaker"], apart.total()),
        "pairs of two origins, abstained": share(apart["unsure"], apart.total()),
    }


def counts(stories: Sequence[tuple[int, Lineage]]) -> dict[str, float]:
    """The interval of each coverage beside the number of roots that its articles go back to."""
    ranges = [(truth, lineage.independent) for truth, lineage in stories]
    return {
        "coverages": len(ranges),
        "origins inside": share(sum(r.low <= t <= r.high for t, r in ranges), len(ranges)),
        "origins falsely high": share(sum(r.low > t for t, r in ranges), len(ranges)),
        "origins exact": share(sum(r.low == t == r.high for t, r in ranges), len(ranges)),
        "width of the interval": round(sum(r.high - r.low for _, r in ranges) / len(ranges), 3),
    }


def measure(coverages: Sequence[Coverage], readings: Sequence[Sequence[Reading]]) -> dict[str, float]:
    verdicts: list[Verdict] = []
    stories = []
    for coverage, read in zip(coverages, readings, strict=True):
        articles = [one.article for one in read]
        passages = find_passages(articles)
        lineage = infer_lineage(read, passages, find_rewrites(articles, passages))
        verdicts += judge(coverage, lineage)
        stories.append((len(frozenset().union(*(t.roots for t in coverage.texts.values()))), lineage))
    return curves(verdicts) | independence(verdicts) | counts(stories)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--shared")
    coverages = [grow(number) for number in range(parser.parse_args().count)]
    readings = [list(read_here(coverage.articles, lambda done: None)) for coverage in coverages]
    figures = measure(coverages, readings)
    for name, value in figures.items():
        print(f"{name:48} {value:g}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
