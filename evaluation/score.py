"""Score dossiers against hand-made gold files such as examples/*/gold.json.

    python evaluation/score.py FOLDER DOSSIER.json [FOLDER DOSSIER.json ...]

Counts are summed over all folders. Prints a table and, on the last line, the same as JSON:

body kept            first and last words of each body stand in blocks that are no furniture
furniture labelled   gold lines of furniture are labelled so, or not taken over at all
dates right          the day, or bounds that do not contradict gold's
statements           P, R, F1 of contents that share half of their words or more, one to one; `with speaker` as well
chains right         matched statements with relays in gold whose chain begins with the same names
passages             P, R, F1 of the words that pairs of articles share
origin pairs right   pairs of articles that share an origin, or do not, as in gold
false independence   pairs that share one in gold and do not here
merged wrongly       pairs of look-alikes in one identity
figures              P, R, F1 of figures with the same low and high side at the same place
claims found         gold claims with a claim from the same articles in about the same words
origins inside       of all gold claims: found, with gold's count of origins in the interval
false corroboration  claims found that give more origins than gold has
"""

from __future__ import annotations

import html
import itertools
import json
import re
import sys
from collections import Counter
from pathlib import Path

from wellsourced.names import parts
from wellsourced.records import FURNITURE

WORD = re.compile(r"\w+")
Json = dict


class Coverage:
    """One folder's gold beside the dossier made of it."""

    def __init__(self, folder: Path, dossier: Json) -> None:
        self.gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        self.dossier = dossier
        self.articles = {
            name: next(a for a in dossier["articles"] if a["address"].endswith(gold["file"]))
            for name, gold in self.gold["articles"].items()
        }
        self.name_of = {article["id"]: name for name, article in self.articles.items()}
        self.forms = {e["name"]: [e["name"], *e["forms"]] for e in self.gold["entities"]}

    def find(self, name: str, starts: str, ends: str | None = None) -> tuple[int, int] | None:
        """Where words of the gold file stand in the article as read; white space and markup do not matter."""
        text = self.articles[name]["text"]
        first = _pattern(starts).search(text)
        last = _pattern(ends).search(text, first.start()) if first and ends else first
        return (first.start(), last.end()) if first and last else None

    def words(self, name: str, start: int, end: int) -> frozenset[int]:
        return frozenset(start + m.start() for m in WORD.finditer(self.articles[name]["text"][start:end]))

    def kind_at(self, name: str, at: int) -> str | None:
        return next((b["kind"] for b in self.articles[name]["blocks"] if b["start"] <= at < b["end"]), None)


def _pattern(words: str) -> re.Pattern[str]:
    plain = html.unescape(re.sub(r"</?[a-z][^<>]*>", "", words))
    return re.compile(r"\s+".join(map(re.escape, plain.split())))


# ---- one subject after the other --------------------------------------------------------------


def reading(coverage: Coverage, tally: Counter) -> None:
    for name, gold in coverage.gold["articles"].items():
        for words in (gold["body_starts"], gold["body_ends"]):
            place = coverage.find(name, words)
            tally["body"] += 1
            tally["body right"] += place is not None and coverage.kind_at(name, place[0]) not in (*FURNITURE, None)
        for line in gold["furniture"]:
            place = coverage.find(name, line)
            tally["furniture"] += 1
            tally["furniture right"] += place is None or coverage.kind_at(name, place[0]) in (*FURNITURE, None)
        tally["dates"] += 1
        tally["dates right"] += _date_is_right(gold, coverage.articles[name]["published"])


def _date_is_right(gold: Json, found: Json) -> bool:
    earliest, latest = found["earliest"], found["latest"]
    if gold["published"]:
        return earliest == latest == gold["published"]
    after, before = gold.get("published_after") or "0", gold.get("published_before") or "9"
    bounded = bool(earliest or latest) and (earliest is None or earliest != latest)
    return bounded and (latest is None or latest >= after) and (earliest is None or earliest <= before)


def statements(coverage: Coverage, tally: Counter) -> None:
    gold = [
        (row, row["article"], coverage.words(row["article"], *place) if place else frozenset())
        for row in coverage.gold["statements"]
        for place in [coverage.find(row["article"], row["starts"], row["ends"])]
    ]
    annotated = {row["article"] for row in coverage.gold["statements"]}
    found = []
    for statement in coverage.dossier["statements"]:
        name = coverage.name_of.get(statement["article"])
        if name in annotated:
            spans = [coverage.words(name, span["start"], span["end"]) for span in statement["content"]]
            found.append((statement, name, frozenset().union(*spans)))
    pairs = _match(gold, found)
    matched = {j for _, j in pairs}
    outer = {statement["within"] for statement, _, _ in found}
    spared = sum(statement["id"] in outer for j, (statement, _, _) in enumerate(found) if j not in matched)
    tally["statements gold"] += len(gold)
    tally["statements found"] += len(found) - spared  # gold gives the innermost of nested statements
    tally["statements right"] += len(pairs)
    for i, j in pairs:
        row, statement = gold[i][0], found[j][0]
        chain = [link["name"] for link in statement["chain"]]
        said = [statement["source"]["text"], *chain[:1]]
        tally["speakers right"] += any(_fits(coverage, row["speaker"], name) for name in said)
        if len(row["chain"]) > 1:
            tally["chains"] += 1
            tally["chains right"] += len(chain) >= len(row["chain"]) and all(
                _fits(coverage, wanted, name) for wanted, name in zip(row["chain"], chain, strict=False)
            )


def _match(gold: list, found: list) -> list[tuple[int, int]]:
    """Pairs of one article whose words overlap by half of their union or more, the closest first."""
    scored = [
        (len(wanted & words) / len(wanted | words), i, j)
        for i, (_, name, wanted) in enumerate(gold)
        for j, (_, other, words) in enumerate(found)
        if name == other and wanted & words
    ]
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if overlap >= 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _fits(coverage: Coverage, wanted: str, said: str) -> bool:
    """Whether a name is that of a gold identity in any of its forms, or a part or an extension of it."""
    got = {w for w in parts(said or "") if w != "of"}
    for form in coverage.forms.get(wanted, [wanted]):
        want = {w for w in parts(form) if w != "of"}
        if want and got and (want <= got or got <= want):
            return True
    return False


def passages(coverage: Coverage, tally: Counter) -> None:
    wanted: dict[tuple[str, str, str], set[int]] = {}
    found: dict[tuple[str, str, str], set[int]] = {}
    for copy in coverage.gold["copies"]:
        for pair in itertools.combinations(sorted(copy["articles"]), 2):
            for name in pair:
                if place := coverage.find(name, copy["starts"][name], copy["ends"][name]):
                    wanted.setdefault((*pair, name), set()).update(coverage.words(name, *place))
    for passage in coverage.dossier["passages"]:
        spans = {coverage.name_of[span["article"]]: span for span in passage["spans"]}
        for pair in itertools.combinations(sorted(spans), 2):
            for name in pair:
                words = coverage.words(name, spans[name]["start"], spans[name]["end"])
                found.setdefault((*pair, name), set()).update(words)
    tally["passages gold"] += sum(map(len, wanted.values()))
    tally["passages found"] += sum(map(len, found.values()))
    tally["passages right"] += sum(len(words & found.get(place, set())) for place, words in wanted.items())
    linked = {place[:2] for place in found}
    tally["false links"] += sum(tuple(sorted(pair)) in linked for pair in coverage.gold["no_reuse"])


def origins(coverage: Coverage, tally: Counter) -> None:
    lineage = coverage.gold["lineage"]

    def roots(name: str, seen: tuple[str, ...] = ()) -> set[str]:
        found: set[str] = set()
        for origin in lineage.get(name, []):
            follow = origin in lineage and origin not in seen
            found |= roots(origin, (*seen, name)) if follow else {f"own:{name}" if origin == "own" else origin}
        return found

    for a, b in itertools.combinations(sorted(coverage.articles), 2):
        share = bool(roots(a) & roots(b))
        said = bool(set(coverage.articles[a]["origins"]) & set(coverage.articles[b]["origins"]))
        tally["pairs"] += 1
        tally["pairs right"] += share == said
        tally["false independence"] += share and not said


def identities(coverage: Coverage, tally: Counter) -> None:
    of: dict[str, set[str]] = {}
    for identity in coverage.dossier["identities"]:
        for form in identity["forms"]:
            of.setdefault(form, set()).add(identity["id"])
    for a, b in coverage.gold["different"]:
        tally["merged wrongly"] += bool(of.get(a, set()) & of.get(b, set()))


def figures(coverage: Coverage, tally: Counter) -> None:
    annotated = {row["article"] for row in coverage.gold["figures"]}
    found = [f for f in coverage.dossier["figures"] if coverage.name_of[f["span"]["article"]] in annotated]
    used: set[str] = set()
    for row in coverage.gold["figures"]:
        place = coverage.find(row["article"], row["starts"], row["ends"])
        for figure in found if place else ():
            span = figure["span"]
            same = coverage.name_of[span["article"]] == row["article"] and figure["id"] not in used
            overlap = place and span["start"] < place[1] and place[0] < span["end"]
            if same and overlap and (figure["low"], figure["high"]) == (row["low"], row["high"]):
                used.add(figure["id"])
                break
    tally["figures gold"] += len(coverage.gold["figures"])
    tally["figures found"] += len(found)
    tally["figures right"] += len(used)


def claims(coverage: Coverage, tally: Counter) -> None:
    for gold in coverage.gold["claims"]:
        wanted, words = set(gold["articles"]), set(parts(gold["text"]))
        best, best_score = None, 0.0
        for claim in coverage.dossier["claims"]:
            got = {coverage.name_of[s["article"]] for s in claim["supports"]}
            carried = set(parts(claim["text"]))
            for support in claim["supports"]:
                text = coverage.articles[coverage.name_of[support["article"]]]["text"]
                carried |= set(parts(text[support["span"]["start"] : support["span"]["end"]]))
            overlap = len(words & carried) / max(1, len(words))
            score = overlap * len(got & wanted) / len(got | wanted)
            if overlap >= 0.5 and score > best_score:
                best, best_score = claim, score
        tally["claims"] += 1
        if best:
            low, high = best["origins"]["low"], best["origins"]["high"]
            tally["claims found"] += 1
            tally["origins inside"] += low <= gold["origins"] <= high
            tally["false corroboration"] += low > gold["origins"]


# ---- the table --------------------------------------------------------------------------------


def _share(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 1.0


def _f1(tally: Counter, name: str) -> float:
    return _share(2 * tally[f"{name} right"], tally[f"{name} gold"] + tally[f"{name} found"])


def summary(tally: Counter) -> dict[str, float]:
    said = tally["statements gold"] + tally["statements found"]
    return {
        "body kept": _share(tally["body right"], tally["body"]),
        "furniture labelled": _share(tally["furniture right"], tally["furniture"]),
        "dates right": _share(tally["dates right"], tally["dates"]),
        "statements F1": _f1(tally, "statements"),
        "statements with speaker F1": _share(2 * tally["speakers right"], said),
        "chains right": _share(tally["chains right"], tally["chains"]),
        "passages F1": _f1(tally, "passages"),
        "false links": tally["false links"],
        "origin pairs right": _share(tally["pairs right"], tally["pairs"]),
        "false independence": tally["false independence"],
        "merged wrongly": tally["merged wrongly"],
        "figures F1": _f1(tally, "figures"),
        "claims found": _share(tally["claims found"], tally["claims"]),
        "origins inside": _share(tally["origins inside"], tally["claims"]),
        "false corroboration": tally["false corroboration"],
    }


def main(arguments: list[str]) -> None:
    if not arguments or len(arguments) % 2:
        sys.exit(__doc__)
    tally: Counter = Counter()
    for folder, dossier in zip(arguments[::2], arguments[1::2], strict=True):
        coverage = Coverage(Path(folder), json.loads(Path(dossier).read_text(encoding="utf-8")))
        for subject in (reading, statements, passages, origins, identities, figures, claims):
            subject(coverage, tally)
    figures_reached = summary(tally)
    for name, value in figures_reached.items():
        print(f"{name:28} {value:g}")
    print(json.dumps(figures_reached))


if __name__ == "__main__":
    main(sys.argv[1:])
