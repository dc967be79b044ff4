"""Fuzz the readers, guided by what code each input reaches (atheris), and keep what is found.

    python tests/fuzz/run.py [--minutes NUMBER] [--keep FOLDER] [READER...]

Time is shared out among the readers. Inputs that reach something new are kept in FOLDER (build/fuzz), from where the
next run goes on; an input that breaks a promise is written to tests/fuzz/cases/READER/, where `make test` replays it.
Each reader runs in a process of its own, so that one which crashes the interpreter costs only itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LONGEST = 20_000  # bytes of an input
SLOW = 25  # seconds after which an input counts as a hang


def fuzz_one(reader: str, arguments: list[str]) -> None:
    """Fuzz one reader in this process; never comes back."""
    import atheris

    sys.path.insert(0, str(HERE.parent))
    with atheris.instrument_imports(include=["wellsourced", "feedparser", "trafilatura", "htmldate"]):
        from fuzz.readers import check, seeds

        for seed in seeds(reader):  # what is loaded when it is first asked for, such as the language model, is no hang
            check(reader, seed)
    atheris.Setup([sys.argv[0], *arguments], lambda data: check(reader, data))
    atheris.Fuzz()


def main() -> None:
    sys.path.insert(0, str(HERE.parent))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", help="only these")
    parser.add_argument("--minutes", type=float, default=10.0, help="of all readers together")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where inputs are kept")
    options = parser.parse_args()
    readers = options.readers or sorted(path.name for path in (HERE / "corpus").iterdir())
    found: dict[str, int] = {}
    for reader in readers:
        kept, cases = options.keep / reader, HERE / "cases" / reader
        kept.mkdir(parents=True, exist_ok=True)
        cases.mkdir(parents=True, exist_ok=True)
        before = set(cases.iterdir())
        seconds = max(5, round(options.minutes * 60 / len(readers)))
        arguments = [
            str(kept), str(HERE / "corpus" / reader), str(cases), f"-max_total_time={seconds}", f"-max_len={LONGEST}",
            f"-timeout={SLOW}", f"-artifact_prefix={cases}/", f"-dict={HERE / 'words.dict'}", "-rss_limit_mb=4096",
            "-verbosity=0", "-report_slow_units=60", "-print_final_stats=0",
        ]  # fmt: skip
        print(f"{reader}: {seconds} s", flush=True)
        done = subprocess.run([sys.executable, __file__, "--one", reader, *arguments], env=os.environ, check=False)
        new = sorted(set(cases.iterdir()) - before)
        found[reader] = len(new)
        for case in new:
            print(f"  broken by {case}", flush=True)
        if done.returncode and not new:
            print(f"  ended with {done.returncode}", flush=True)
            found[reader] += 1
        if not any(cases.iterdir()):
            cases.rmdir()
    print(", ".join(f"{reader}: {count}" for reader, count in found.items()))
    raise SystemExit(any(found.values()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz_one(sys.argv[2], sys.argv[3:])
    main()
