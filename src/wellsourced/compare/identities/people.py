"""Full names of people that are one: a middle name, letters of another script, marks, a short given name."""

from __future__ import annotations

import itertools
from collections import defaultdict

from ...names import is_nickname_of, spelt_out, transliterated
from .bearers import Bearer
from .merger import Merger

MIDDLE = 2  # most middle names that one article may leave out


def merge_middle_names(merger: Merger) -> None:
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person" and len(bearer.words[0]) > 1:
            at[bearer.words[0], bearer.words[-1]].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            if _middles_fit(merger.bearers[a].words[1:-1], merger.bearers[b].words[1:-1]):
                merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ in a middle "
                             "name or initial only")  # fmt: skip


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name may be the other without its middle names, or with their initials: none, M., Marie."""
    if not a or not b:
        return len(a or b) <= MIDDLE
    return len(a) == len(b) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)
    )


def merge_transliterations(merger: Merger) -> None:
    """Names whose long words differ only in letters by which one sound is transliterated, or in two letters that one
    outlet writes for a letter with a mark that another has: "Jürgen" is "Juergen" and "Jurgen"."""
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person":
            written = (bearer.words, *spelt_out(bearer.name))
            for words in dict.fromkeys(transliterated(words) for words in written):
                at[words].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ only in letters by "
                         "which one sound is written")  # fmt: skip


def merge_marked_names(merger: Merger) -> None:
    """ "Düren" and "Dueren": names of places and bodies, where a spelling with marks proves the one without."""
    plain: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if _has_one_bearer(bearer):
            plain[bearer.words].append(index)
    for index, bearer in enumerate(merger.bearers):
        for words in spelt_out(bearer.name) if _has_one_bearer(bearer) else ():
            for other in plain.get(words, ()):
                merger.merge(index, other, f"“{merger.bearers[other].name}” is “{bearer.name}” without its marks")


def _has_one_bearer(bearer: Bearer) -> bool:
    """Whether a name is no person's, and no bare word that may be anybody's."""
    return bearer.kind != "person" and (bearer.sense in ("full", "place") or bearer.kind == "place")


def merge_nicknames(merger: Merger) -> None:
    """ "Toby Venn" and "Tobias Venn": one given name in its usual short form, where the story has no other bearer of
    the surname whom it fits, and nothing that they are called parts them."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person":
            at["".join(bearer.words[1:])].append(index)
    for indexes in at.values():
        for index in indexes:
            given = merger.bearers[index].words[0]
            fits = [i for i in indexes if is_nickname_of(given, merger.bearers[i].words[0])]
            if len({merger.find(i) for i in fits}) != 1:
                continue
            one, two = merger.of(index, "roles"), merger.of(fits[0], "roles")
            if not one or not two or one & two:
                merger.merge(fits[0], index, f"“{given.title()}” is short for “{merger.bearers[fits[0]].name}”; nobody "
                             "else in the story fits")  # fmt: skip
