"""A dossier as JSON -> names that may be one, for a person to decide: each pair with its score, reason and words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..names import key
from ..records import Decision

Json = dict[str, Any]
EXAMPLES = 2  # places shown of each name
AROUND = 60  # characters shown on either side of a name


@dataclass(frozen=True, slots=True)
class Case:
    """Two names of a dossier that may be one."""

    left: str
    right: str
    score: float
    why: str
    shown: tuple[str, str]  # each name as an entry, with the words around it


def cases_of(dossier: Json, decisions: Sequence[Decision] = ()) -> list[Case]:
    """The proposals of a dossier that nobody has decided yet, each pair once, the likeliest first."""
    decided = {frozenset((key(one.left), key(one.right))) for one in decisions}
    articles = {article["id"]: article for article in dossier["articles"]}
    identities = {identity["id"]: identity for identity in dossier["identities"]}
    cases: dict[tuple[str, str], Case] = {}
    for one in dossier["identities"]:
        for proposal in one["proposals"]:
            other = identities.get(proposal["identity"])
            if other is None or frozenset((key(one["name"]), key(other["name"]))) in decided:
                continue
            left, right = sorted((one, other), key=lambda identity: (identity["name"], identity["id"]))
            if key(left["name"]) == key(right["name"]):
                continue  # two bearers of one spelling: only the text tells them apart
            shown = (_entry(left, articles), _entry(right, articles))
            names = (left["name"], right["name"])
            cases.setdefault(names, Case(*names, proposal["score"], proposal["why"], shown))
    return sorted(cases.values(), key=lambda case: (-case.score, case.left, case.right))


def merges_of(dossier: Json) -> list[str]:
    """What was put together, an entry each: the name, its other forms, and why."""
    entries = []
    for identity in dossier["identities"]:
        others = [form for form in identity["forms"] if key(form) != key(identity["name"])]
        if others:
            whys = "".join(f"\n    {why}" for why in identity["reasons"])
            entries.append(f"{identity['name']}  ({identity['kind']}): {', '.join(others)}{whys}")
    return entries


def _entry(identity: Json, articles: dict[str, Json]) -> str:
    """A name with its kind, how often it stands where, what it is called, and words around it."""
    mentions = identity["mentions"]
    owners = list(dict.fromkeys(mention["article"] for mention in mentions))
    head = f"{identity['name']}  ({identity['kind']}, {_times(len(mentions))} in {_counted(len(owners), 'article')})"
    called = "; ".join(identity["descriptions"][:3])
    lines = [head, *([f"    called: {called}"] if called else [])]
    first = {mention["article"]: mention for mention in reversed(mentions)}
    for owner in owners[:EXAMPLES]:
        article = articles[owner]
        lines.append(f"    {article['outlet'] or article['address']}: {_around(article['text'], first[owner])}")
    return "\n".join(lines)


def _around(text: str, span: Json) -> str:
    start, end = max(0, span["start"] - AROUND), min(len(text), span["end"] + AROUND)
    words = " ".join(text[start:end].split())
    return f"{'…' * (start > 0)}{words}{'…' * (end < len(text))}"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def render(case: Case, number: int, total: int) -> str:
    """A case as text for a terminal."""
    why = textwrap.fill(case.why, 96, initial_indent="  ", subsequent_indent="  ")
    return f"\n{number} of {total}\n{case.shown[0]}\n{case.shown[1]}\n{why}"
