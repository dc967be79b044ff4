"""One subject after the other: what gold asks of a dossier, and what the dossier answers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from .gold import Coverage, Json, words_of
from .outcomes import Outcome

SAME = 0.5  # of the words of both together: statements with less in common are two


def outcomes(coverage: Coverage) -> Iterator[Outcome]:
    """Everything that gold asks, subject by subject."""
    for subject in (
        _reading, _dates, _statements, _passages, _false_links, _origins, _forms, _figures, _events, _claims,
        _widths, _disagreements,
    ):  # fmt: skip
        yield from subject(coverage)


# ---- pages ------------------------------------------------------------------------------------


def _reading(coverage: Coverage) -> Iterator[Outcome]:
    for name, gold in coverage.gold.answers["articles"].items():
        where = f"{coverage.gold.name} {name}"
        read = name in coverage.articles
        yield Outcome("articles", where, gold["file"], "read" if read else "not read", right=read)
        if not read:
            continue
        for line in gold.get("furniture", ()):
            place = coverage.place(name, line)
            right = place is None or coverage.is_furniture(name, place)
            yield Outcome("furniture labelled", where, line, "furniture" if right else "text", right=right)
        for words in filter(None, (gold.get("body_starts"), gold.get("body_ends"))):
            place = coverage.place(name, words)
            right = place is not None and not coverage.is_furniture(name, place)
            got = "text" if right else "furniture" if place else "not in the article"
            yield Outcome("body kept", where, words, got, right=right)


def _dates(coverage: Coverage) -> Iterator[Outcome]:
    for name, article in coverage.articles.items():
        gold = coverage.gold.answers["articles"][name]
        if "published" not in gold:
            continue
        found = article.get("published") or {}
        earliest, latest = found.get("earliest") or "", found.get("latest") or ""
        after, before = gold.get("published_after") or "", gold.get("published_before") or "9999"
        if gold["published"]:
            right = earliest == latest == gold["published"]
        else:  # gold has bounds: they overlap, and no day is claimed that gold does not know
            overlaps = (not latest or latest >= after) and earliest <= before
            right = bool(earliest or latest) and overlaps and not (earliest == latest and after != before)
        wanted = gold["published"] or f"{after} .. {before}"
        yield Outcome("dates right", f"{coverage.gold.name} {name}", wanted, f"{earliest} .. {latest}", right=right)


# ---- statements -------------------------------------------------------------------------------


def _statements(coverage: Coverage) -> Iterator[Outcome]:
    rows = [row for row in coverage.gold.answers["statements"] if row["article"] in coverage.articles]
    asked = {row["article"] for row in rows}
    wanted = [
        (row["article"], coverage.words_at(row["article"], coverage.place(row["article"], row["starts"], row["ends"])))
        for row in rows
    ]
    said, found = [], []
    for statement in coverage.dossier["statements"]:
        place = coverage.words_of(statement["content"])
        if place[0] in asked:
            said.append(statement)
            found.append(place)
    pairs = _closest(wanted, found)
    for i, row in enumerate(rows):
        yield from _statement(coverage, row, said[pairs[i]] if i in pairs else None)
    # Gold gives the innermost of nested statements: one that holds another is not counted against
    outer = {statement.get("within") for statement in said}
    for j, statement in enumerate(said):
        if j not in pairs.values() and statement["id"] not in outer:
            where, got = f"{coverage.gold.name} {found[j][0]}", f"{_chain(statement)}: {_content(coverage, statement)}"
            yield Outcome("statements F1", where, "", got, in_gold=False, right=False)
            yield Outcome("statements + speaker F1", where, "", got, in_gold=False, right=False)


def _statement(coverage: Coverage, row: Json, statement: Json | None) -> Iterator[Outcome]:
    """What one row of gold asks; `statement` is the one that has its words."""
    where = f"{coverage.gold.name} {row['article']}"
    told = f"{' < '.join(row.get('chain') or [row['speaker']])}: {row['starts']} ... {row['ends']}"
    if statement is None:
        yield Outcome("statements F1", where, told, "", found=False, right=False)
        yield Outcome("statements + speaker F1", where, told, "", found=False, right=False)
        return
    got = f"{_chain(statement)}: {_content(coverage, statement)}"
    chain = [link["name"] for link in statement["chain"]]
    speaker = any(
        coverage.fits(row["speaker"], name) for name in ((statement.get("source") or {}).get("text"), *chain[:1])
    )
    yield Outcome("statements F1", where, told, got)
    yield Outcome("statements + speaker F1", where, told, got, right=speaker)
    kind = statement["kind"]
    yield Outcome("kind right", where, f"{row['kind']}: {told}", kind, right=kind == row["kind"])
    links = row.get("chain") or []
    if len(links) > 1:
        right = len(chain) >= len(links) and all(map(coverage.fits, links, chain))
        yield Outcome("chains right", where, told, got, right=right)


def _chain(statement: Json) -> str:
    return " < ".join(str(link["name"]) for link in statement["chain"]) or "?"


def _content(coverage: Coverage, statement: Json) -> str:
    return coverage.text_of(statement["content"])


Words = tuple[str | None, frozenset[int]]


def _closest(wanted: list[Words], found: list[Words]) -> dict[int, int]:
    """Pairs in one article that have at least SAME of their words in common, one to one, the closest first."""
    scored = [
        (len(words & other) / len(words | other), i, j)
        for i, (name, words) in enumerate(wanted)
        for j, (place, other) in enumerate(found)
        if name == place and words & other
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if overlap >= SAME and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


# ---- passages and origins ---------------------------------------------------------------------

Shared = dict[tuple[str, str, str], set[int]]  # two articles, one of them -> its words that they share


def _passages(coverage: Coverage) -> Iterator[Outcome]:
    wanted, found = _gold_passages(coverage), _found_passages(coverage)
    for place in sorted(wanted.keys() | found.keys()):
        gold, got = wanted.get(place, set()), found.get(place, set())
        where = f"{coverage.gold.name} {place[0]}-{place[1]} in {place[2]}"
        if both := gold & got:
            yield Outcome("passages F1", where, "", "", weight=len(both))
        if missed := gold - got:
            told = _told_words(coverage, place[2], missed)
            yield Outcome("passages F1", where, told, "", found=False, right=False, weight=len(missed))
        if extra := got - gold:
            told = _told_words(coverage, place[2], extra)
            yield Outcome("passages F1", where, "", told, in_gold=False, right=False, weight=len(extra))


def _gold_passages(coverage: Coverage) -> Shared:
    wanted: Shared = {}
    for copy in coverage.gold.answers["copies"]:
        for pair in itertools.combinations(sorted(copy["articles"]), 2):
            for name in pair:
                words = coverage.words_at(name, coverage.place(name, copy["starts"][name], copy["ends"][name]))
                wanted.setdefault((*pair, name), set()).update(words)
    return wanted


def _found_passages(coverage: Coverage) -> Shared:
    found: Shared = {}
    for passage in coverage.dossier["passages"]:
        spans = {coverage.name_of[s["article"]]: s for s in passage["spans"] if s["article"] in coverage.name_of}
        for pair in itertools.combinations(sorted(spans), 2):
            for name in pair:
                words = coverage.words(name, spans[name]["start"], spans[name]["end"])
                found.setdefault((*pair, name), set()).update(words)
    return found


def _told_words(coverage: Coverage, name: str, words: Iterable[int]) -> str:
    """Some words of an article for people; " / " where others stand between them."""
    text, told, last = coverage.articles[name]["text"], [], None
    for start in sorted(words):
        word = text[start:].split(maxsplit=1)[0] if start < len(text) else ""
        if last is not None and start - last > 3:
            told.append("/")
        told.append(word)
        last = start + len(word)
    return " ".join(told)


def _false_links(coverage: Coverage) -> Iterator[Outcome]:
    linked = {place[:2] for place in _found_passages(coverage)}
    for a, b in (sorted(pair) for pair in coverage.gold.answers["no_reuse"]):
        right = (a, b) not in linked
        got = "no passage" if right else "a passage"
        yield Outcome("false links", f"{coverage.gold.name} {a}-{b}", "no passage", got, right=right)


def _origins(coverage: Coverage) -> Iterator[Outcome]:
    lineage = coverage.gold.answers.get("lineage")
    if not lineage:
        return
    for a, b in itertools.combinations(sorted(coverage.articles), 2):
        share = bool(_roots(a, lineage) & _roots(b, lineage))
        said = bool(set(coverage.articles[a].get("origins", ())) & set(coverage.articles[b].get("origins", ())))
        where, words = f"{coverage.gold.name} {a}-{b}", {True: "an origin in common", False: "none in common"}
        yield Outcome("origin pairs right", where, words[share], words[said], right=share == said)
        yield Outcome("false independence", where, words[share], words[said], right=said or not share)


def _roots(name: str, lineage: Json, seen: tuple[str, ...] = ()) -> set[str]:
    """What an article descends from in the end, through the articles that it rewrites."""
    found: set[str] = set()
    for origin in lineage.get(name, ()):
        if origin == "own":
            found.add(f"own:{name}")
        elif origin in lineage and origin not in seen:
            found |= _roots(origin, lineage, (*seen, name))
        else:
            found.add(origin)
    return found


# ---- names, figures, events -------------------------------------------------------------------


def _forms(coverage: Coverage) -> Iterator[Outcome]:
    identities: dict[str, set[str]] = {}
    for identity in coverage.dossier["identities"]:
        for form in identity["forms"]:
            identities.setdefault(form, set()).add(identity["id"])

    def together(a: str, b: str) -> bool:
        return bool(identities.get(a, set()) & identities.get(b, set()))

    for entity in coverage.gold.answers["entities"]:
        for a, b in itertools.combinations(sorted(set(entity["forms"])), 2):
            right = together(a, b)
            got = "together" if right else " and ".join(f"{form}: {_state(identities, form)}" for form in (a, b))
            yield Outcome("forms put together", coverage.gold.name, f"{a} = {b}", got, right=right)
    for a, b in coverage.gold.answers["different"]:
        right = not together(a, b)
        got = "apart" if right else "in one identity"
        yield Outcome("look-alikes wrongly merged", coverage.gold.name, f"{a} is not {b}", got, right=right)


def _state(identities: dict[str, set[str]], form: str) -> str:
    return "apart" if form in identities else "not found"


def _figures(coverage: Coverage) -> Iterator[Outcome]:
    rows = [row for row in coverage.gold.answers["figures"] if row["article"] in coverage.articles]
    asked = {row["article"] for row in rows}
    found = []
    for figure in coverage.dossier["figures"]:
        name, words = coverage.words_of([figure["span"]])
        if name in asked:
            found.append((figure, name, words))
    used: set[int] = set()
    for row in rows:
        words = coverage.words_at(row["article"], coverage.place(row["article"], row["starts"], row.get("ends")))
        match = next(
            (
                j
                for j, (figure, name, other) in enumerate(found)
                if j not in used and name == row["article"] and words & other
                and (figure["low"], figure["high"]) == (row["low"], row["high"])
            ),
            None,
        )  # fmt: skip
        told = f"{_number(row)} {row.get('counted') or ''} ({row['starts']})"
        if match is not None:
            used.add(match)
        where = f"{coverage.gold.name} {row['article']}"
        yield Outcome("figures F1", where, told, "", found=match is not None, right=match is not None)
    for j, (figure, name, _) in enumerate(found):
        if j not in used:
            got = f"{_number(figure)} {figure.get('counted') or ''} ({coverage.text_of([figure['span']])})"
            yield Outcome("figures F1", f"{coverage.gold.name} {name}", "", got, in_gold=False, right=False)


def _number(figure: Json) -> str:
    low, high = figure["low"], figure["high"]
    return f"{low:g}" if low == high else f"{'' if low is None else low} .. {'' if high is None else high}"


BEFORE, AFTER = 20, 60  # characters before and after gold's words in which an event's trigger may stand


def _events(coverage: Coverage) -> Iterator[Outcome]:
    for event in coverage.gold.answers["events"]:
        for name, starts in (event.get("starts") or {}).items():
            if name not in coverage.articles:
                continue
            place = coverage.place(name, starts)
            near = [
                one
                for one in coverage.dossier["events"]
                if place and coverage.name_of.get(one["trigger"]["article"]) == name
                and place[0] - BEFORE <= one["trigger"]["start"] <= place[1] + AFTER
            ]  # fmt: skip
            where, told = f"{coverage.gold.name} {name}", f"{event['modality']}: {starts}"
            got = ", ".join(f"{coverage.text_of([one['trigger']])} {one['modality']}" for one in near)
            yield Outcome("events found", where, told, got, right=bool(near))
            right = any(one["modality"] == event["modality"] for one in near)
            yield Outcome("modality right", where, told, got, right=right)


# ---- claims and disagreements -----------------------------------------------------------------


def _claims(coverage: Coverage) -> Iterator[Outcome]:
    for gold in coverage.gold.answers["claims"]:
        claim = _claim_of(coverage, gold)
        where = f"{coverage.gold.name} {' '.join(gold['articles'])}"
        yield Outcome("claims found", where, gold["text"], claim["text"] if claim else "", right=claim is not None)
        if claim is None:
            for measure in ("origins inside", "origins exact", "status right"):
                yield Outcome(measure, where, gold["text"], "the claim is not found", right=False)
            continue
        low, high = claim["origins"]["low"], claim["origins"]["high"]
        wanted, got = f"{gold['origins']} origins: {gold['text']}", f"{low} to {high}: {claim['text']}"
        yield Outcome("origins inside", where, wanted, got, right=low <= gold["origins"] <= high)
        yield Outcome("origins exact", where, wanted, got, right=low == high == gold["origins"])
        yield Outcome("false corroboration", where, wanted, got, right=low <= gold["origins"])
        if gold.get("status"):
            told, got = f"{gold['status']}: {gold['text']}", f"{claim['status']}: {claim['text']}"
            yield Outcome("status right", where, told, got, right=claim["status"] == gold["status"])


WIDE = 2  # origins between the two sides of an interval that still tells something


def _widths(coverage: Coverage) -> Iterator[Outcome]:
    """Of all claims that several articles carry, whether gold has them or not: a wide interval is always right."""
    for claim in coverage.dossier["claims"] if coverage.gold.answers["claims"] else ():
        if len({support["article"] for support in claim["supports"]}) > 1:
            low, high = claim["origins"]["low"], claim["origins"]["high"]
            got = f"{low} to {high}: {claim['text']}"
            yield Outcome("origins within 2", coverage.gold.name, "a narrow interval", got, right=high - low <= WIDE)


def _claim_of(coverage: Coverage, gold: Json) -> Json | None:
    """The claim with half of gold's words or more, and most of them and of its articles."""
    wanted, words = set(gold["articles"]), words_of(gold["text"])
    best: Any = None
    best_score = 0.0
    for claim in coverage.dossier["claims"]:
        got = {coverage.name_of.get(support["article"]) for support in claim["supports"]} - {None}
        if not got & wanted:
            continue
        carried = set(words_of(claim["text"]))
        for support in claim["supports"]:
            if support["article"] in coverage.name_of:
                carried |= words_of(coverage.text_of([support["span"]]))
        overlap = len(words & carried) / max(1, len(words))
        score = overlap * len(got & wanted) / len(got | wanted)
        if overlap >= SAME and score > best_score:
            best, best_score = claim, score
    return best  # type: ignore[no-any-return]


def _disagreements(coverage: Coverage) -> Iterator[Outcome]:
    articles = {
        claim["id"]: {coverage.name_of.get(support["article"]) for support in claim["supports"]} - {None}
        for claim in coverage.dossier["claims"]
    }
    reported = [
        (one["kind"], {name for side in one["sides"] for claim in side for name in articles.get(claim, ())})
        for one in coverage.dossier["disagreements"]
    ]
    for gold in coverage.gold.answers["disagreements"]:
        right = any(
            kind == gold["kind"] and all(set(side) & found for side in gold["between"]) for kind, found in reported
        )
        sides = " / ".join(" ".join(side) for side in gold["between"])
        got = "found" if right else "not found"
        wanted = f"{gold['kind']}: {gold['about']}"
        yield Outcome("disagreements found", f"{coverage.gold.name} {sides}", wanted, got, right=right)
