"""Claims, and what parts them, as the page shows them: the words, how widely carried, from how many origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lookup import Bearing, Evidence, Json, Lookup, amount_range, clean, is_bare_quote

# the status words of the contract, in the order in which an editor wants them, with what each means
STATUSES = {
    "disputed": "somebody else says otherwise",
    "changed": "its source said something else later, or earlier",
    "corroborated": "two independent origins or more",
    "single origin": "one origin, however many outlets carry it",
    "uncertain": "one origin or more: the texts do not tell",
}


@dataclass(frozen=True, slots=True)
class FromOrigin:
    """The words that carry a claim and come from one origin."""

    name: str
    kind: str
    quotes: list[tuple[str, list[Evidence]]]  # the words, and all places where they stand just so


@dataclass(frozen=True, slots=True)
class ClaimView:
    id: str
    number: int
    place: int  # in the order of the words it rests on
    text: str
    quoted: bool
    href: str
    kind: str
    status: str
    speakers: list[str]
    outlets: list[str]
    bearing: Bearing
    channels: str
    tags: list[str]
    origins: list[FromOrigin]
    why: list[str]
    echoes: bool = False  # told already: a claim before it stands in the same words

    @property
    def is_shown_first(self) -> bool:
        """Whether it belongs in the main list: carried by several outlets, or contested."""
        return not self.echoes and (self.bearing.outlets > 1 or self.status in ("disputed", "changed"))


def view_claims(lookup: Lookup, claims: Sequence[Json]) -> list[ClaimView]:
    """The claims of a story in order of their numbers: the most widely carried first."""
    ordered = sorted(claims, key=lambda claim: lookup.claim_numbers[claim["id"]])
    echoes = find_echoes(ordered)
    return [view_claim(lookup, claim, claim["id"] in echoes) for claim in ordered]


def find_echoes(claims: Sequence[Json]) -> set[str]:
    """Ids of claims that tell nothing new beside one before them: all their words stand in its words, they have its
    status, and it names their speakers. A figure and the statement it stands in are two records and one thing."""
    before: dict[str, list[tuple[int, int, Json]]] = {}
    found: set[str] = set()
    for claim in claims:
        spans = [support["span"] for support in claim["supports"]]
        around = [
            {o["id"] for start, end, o in before.get(s["article"], ()) if s["start"] < end and start < s["end"]}
            for s in spans
        ]
        others = {o["id"]: o for s in spans for _, _, o in before.get(s["article"], ())}
        if any(_tells(others[one], claim) for one in set.intersection(*around)):
            found.add(claim["id"])
        else:
            for s in spans:
                before.setdefault(s["article"], []).append((s["start"], s["end"], claim))
    return found


def _tells(other: Json, claim: Json) -> bool:
    return bool(other["status"] == claim["status"] and set(claim["speakers"]) <= set(other["speakers"]))


def view_claim(lookup: Lookup, claim: Json, echoes: bool = False) -> ClaimView:
    grouped: dict[str, list[Evidence]] = {}
    for support in claim["supports"]:
        grouped.setdefault(support["origin"], []).append(lookup.evidence(support["span"]))
    members = claim.get("members", ())
    said = [lookup.statements[m] for m in members if m in lookup.statements]
    return ClaimView(
        id=lookup.anchor(claim["id"]),
        number=lookup.claim_numbers[claim["id"]],
        place=lookup.claim_places[claim["id"]],
        text=clean(claim["text"]),
        quoted=bool(said) and all(is_bare_quote(clean(claim["text"]), statement["kind"]) for statement in said),
        href=next(iter(grouped.values()))[0].href,
        kind=claim["kind"],
        status=claim["status"],
        speakers=[clean(speaker) for speaker in claim["speakers"]],
        outlets=lookup.labels(support["article"] for support in claim["supports"]),
        bearing=Bearing(claim["outlets"], claim["origins"]["low"], claim["origins"]["high"]),
        channels=amount_range(claim["channels"]["low"], claim["channels"]["high"]),
        tags=_tags(lookup, claim, said),
        origins=[FromOrigin(lookup.node_name(o), _kind(lookup, o), _quotes(e)) for o, e in grouped.items()],
        why=[clean(reason) for reason in claim.get("why", ())],
        echoes=echoes,
    )


def _quotes(evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    quotes: dict[str, list[Evidence]] = {}
    for one in evidence:
        quotes.setdefault(one.words, []).append(one)
    return list(quotes.items())


def _kind(lookup: Lookup, origin: str) -> str:
    return str(lookup.nodes[origin]["kind"]) if origin in lookup.nodes else "article"


def _tags(lookup: Lookup, claim: Json, said: Sequence[Json]) -> list[str]:
    """What changes the sense of the words: that they are denied, or tell of what is asked for, planned, not happened.

    A claim of several events that stand differently is told by its words alone.
    """
    modalities = {lookup.events[m]["modality"] for m in claim.get("members", ()) if m in lookup.events}
    told = claim["kind"] == "event" and len(modalities) == 1 and not modalities & {"happened", "ongoing"}
    tags = sorted(modalities) if told else []
    if said and all(statement.get("denied") for statement in said) and "denied" not in tags:
        tags.insert(0, "denied")
    return tags


# ---- disagreements ----------------------------------------------------------------------------

KINDS = {
    "figure": "Figures differ",
    "time": "Times differ",
    "place": "Places differ",
    "participants": "Different people",
    "position changed": "Position changed",
    "denied": "Denied",
    "paraphrase stronger": "Paraphrase stronger than the words",
    "altered quote": "Quotation altered",
}


@dataclass(frozen=True, slots=True)
class DisagreementView:
    id: str
    kind: str
    about: str
    sides: list[list[ClaimView]]
    why: str
    further: list[tuple[str, str]]  # (id, why) of those that part the same claims on the same: another pair of outlets

    @property
    def widest(self) -> int:
        """The outlets of its most widely carried claim."""
        return max((claim.bearing.outlets for side in self.sides for claim in side), default=1)

    @property
    def is_within(self) -> bool:
        """Whether one claim parts its own carriers: they give its words differently."""
        return len({claim.id for side in self.sides for claim in side}) == 1


@dataclass(frozen=True, slots=True)
class CompatibleView:
    about: str
    claims: list[ClaimView]
    why: str


def view_disagreements(lookup: Lookup, found: Sequence[Json], views: dict[str, ClaimView]) -> list[DisagreementView]:
    """Disagreements in their order, those that part the same claims on the same thing as one."""
    same: dict[tuple[object, ...], list[Json]] = {}
    for one in found:
        same.setdefault((one["kind"], one["about"], tuple(map(tuple, one["sides"]))), []).append(one)
    return [
        DisagreementView(
            lookup.anchor(one["id"]),
            KINDS.get(one["kind"], clean(one["kind"])),
            clean(one["about"]),
            [_side([lookup.claims[claim] for claim in side if claim in views], views) for side in one["sides"]],
            clean(one["why"]),
            [("" if other["id"] == one["id"] else lookup.anchor(other["id"]), clean(other["why"])) for other in others],
        )
        for one, *others in same.values()
    ]


def _side(side: Sequence[Json], views: dict[str, ClaimView]) -> list[ClaimView]:
    """The claims of a side, the widest first, without those that tell in the same words what another tells."""
    ordered = sorted(side, key=lambda claim: (-claim["outlets"], views[claim["id"]].number))
    echoes = find_echoes(ordered)
    return [views[claim["id"]] for claim in ordered if claim["id"] not in echoes]


def view_compatible(found: Sequence[Json], views: dict[str, ClaimView]) -> list[CompatibleView]:
    return [
        CompatibleView(clean(one["about"]), [views[c] for c in one["claims"] if c in views], clean(one["why"]))
        for one in found
    ]


# ---- the text that most share ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharedText:
    """The unseen text that most articles of a story go back to, and the outlets that carry it: they count as one."""

    outlets: list[str]
    behind: str


def shared_text(lookup: Lookup, story: Json) -> SharedText | None:
    """The unseen text that several articles of a story share, if any; of several the most widely carried."""
    carriers: dict[str, list[str]] = {}
    for article in story["articles"]:
        for origin in lookup.articles[article]["origins"]:
            carriers.setdefault(origin, []).append(article)
    shared = [(node, found) for node, found in carriers.items() if len(found) > 1 and node not in lookup.articles]
    if not shared:
        return None
    node, found = max(shared, key=lambda pair: len(pair[1]))
    outlets, name = lookup.labels(found), lookup.node_name(node)
    # a common text has no name of its own but that of those who carry it: they are told already
    return SharedText(outlets, "one text that is not in this coverage" if all(o in name for o in outlets) else name)
