"""Times on cases written for this project: expressions, and the days of events and statements.

    python evaluation/times.py [--wrong]

`tests/cases/times*.tsv`: sentences with the days their time expressions mean, as in TempEval (Verhagen et al. 2010)
with intervals of days for values; a case is right if every expression is found with the very days and no other is
resolved. `tests/cases/dated*.tsv`: the days on which events happened and statements were made; an event or statement
counts for the share that is right where it is found at all. `--wrong` prints what is wrong. Cases that are known to
fail count as wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from times_by_case import dated_outcomes, read_cases, wrong  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for name in sorted(path.name for path in (ROOT / "tests" / "cases").glob("times*.tsv")):
        cases = read_cases(name)
        failed = [(case, why) for case in cases if (why := wrong(case))]
        figures |= {f"{name} cases": len(cases), f"{name} right": 1 - len(failed) / len(cases)}
        for case, why in failed if options.wrong else ():
            print(f"{case.written}  {case.marked}  {why}")
    outcomes = dated_outcomes()
    for kind in ("event", "statement"):
        of_kind = [outcome for outcome in outcomes if outcome.kind == kind]
        found = [outcome for outcome in of_kind if outcome.found is not None]
        figures |= {
            f"{kind}s marked": len(of_kind),
            f"{kind}s found": len(found) / len(of_kind),
            f"days of {kind}s right": sum(outcome.right for outcome in found) / len(found),
        }
        for outcome in [one for one in of_kind if not one.right] if options.wrong else ():
            print(f"{kind} “{outcome.words}”: wanted {outcome.wanted}, found {outcome.found}")
    for name, value in figures.items():
        print(f"  {name:34} {value:.3f}" if isinstance(value, float) else f"  {name:34} {value}")
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
