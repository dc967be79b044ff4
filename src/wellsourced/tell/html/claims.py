"""Claims, and what parts them, as the page shows them: the words, how widely carried, from how many origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lookup import Bearing, Evidence, Json, Lookup, amount_range, clean, count, is_bare_quote, listed

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

    @property
    def is_shown_first(self) -> bool:
        """Whether it belongs in the main list: carried by several outlets, or contested."""
        return self.bearing.outlets > 1 or self.status in ("disputed", "changed")


def view_claims(lookup: Lookup, claims: Sequence[Json]) -> list[ClaimView]:
    """The claims of a story in order of their numbers: the most widely carried first."""
    return sorted((view_claim(lookup, claim) for claim in claims), key=lambda view: view.number)


def view_claim(lookup: Lookup, claim: Json) -> ClaimView:
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
        tags=_tags(lookup, members, said),
        origins=[FromOrigin(lookup.node_name(o), _kind(lookup, o), _quotes(e)) for o, e in grouped.items()],
        why=[clean(reason) for reason in claim.get("why", ())],
    )


def _quotes(evidence: Sequence[Evidence]) -> list[tuple[str, list[Evidence]]]:
    quotes: dict[str, list[Evidence]] = {}
    for one in evidence:
        quotes.setdefault(one.words, []).append(one)
    return list(quotes.items())


def _kind(lookup: Lookup, origin: str) -> str:
    return str(lookup.nodes[origin]["kind"]) if origin in lookup.nodes else "article"


def _tags(lookup: Lookup, members: Sequence[str], said: Sequence[Json]) -> list[str]:
    """What changes the sense of the words: that they are denied, asked for, planned, have not happened."""
    modalities = {lookup.events[m]["modality"] for m in members if m in lookup.events}
    tags = sorted(modality for modality in modalities if modality not in ("happened", "ongoing"))
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


@dataclass(frozen=True, slots=True)
class CompatibleView:
    about: str
    claims: list[ClaimView]
    why: str


def view_disagreements(lookup: Lookup, found: Sequence[Json], views: dict[str, ClaimView]) -> list[DisagreementView]:
    return [
        DisagreementView(
            lookup.anchor(one["id"]),
            KINDS.get(one["kind"], clean(one["kind"])),
            clean(one["about"]),
            [[views[claim] for claim in side if claim in views] for side in one["sides"]],
            clean(one["why"]),
        )
        for one in found
    ]


def view_compatible(found: Sequence[Json], views: dict[str, ClaimView]) -> list[CompatibleView]:
    return [
        CompatibleView(clean(one["about"]), [views[c] for c in one["claims"] if c in views], clean(one["why"]))
        for one in found
    ]


# ---- the findings -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence at the top of the page: `lead`, words linked to what they are about (`found`: an article's words),
    and the rest."""

    lead: str
    words: str = ""
    href: str = ""
    rest: str = ""
    found: bool = True


def find_findings(
    lookup: Lookup, story: Json, claims: Sequence[ClaimView], disagreements: Sequence[DisagreementView]
) -> list[Finding]:
    """What a reader in a hurry must know of a story, in a few sentences; every number is one of the dossier."""
    findings = [*_shared_origins(lookup, story)]
    # a figure and the statement it stands in can have the same words: not an example of both at once
    supported = {c.text for c in claims if c.bearing.high > 1}
    inflated = [c for c in claims if c.bearing.outlets > 1 and c.bearing.high == 1 and c.text not in supported]
    if inflated:
        widest = min(inflated, key=_telling)
        findings.append(
            Finding("Widely carried, one origin:", widest.text, "#" + widest.id,
                    f"stands in {count(widest.bearing.outlets, 'outlet')} and goes back to one origin"
                    + (f", {listed(widest.speakers)}." if len(widest.speakers) == 1 else "."))
        )  # fmt: skip
    best = max(claims, key=lambda c: (c.bearing.low, c.bearing.outlets, -c.number), default=None)
    if best and best.bearing.low > 1:
        findings.append(
            Finding("Best sourced:", best.text, "#" + best.id,
                    f"has {best.bearing.origins} independent origins behind {count(best.bearing.outlets, 'outlet')}.")
        )  # fmt: skip
    elif claims:
        findings.append(Finding("Nothing reported here is known to have two independent origins."))
    if disagreements:
        first = disagreements[0]
        findings.append(
            Finding("The accounts part once:" if len(disagreements) == 1
                    else f"The accounts part in {len(disagreements)} places, first:", first.about, "#" + first.id,
                    f"({first.kind.lower()}).", found=False)
        )  # fmt: skip
    return findings


def _telling(claim: ClaimView) -> tuple[int, bool, bool, int]:
    """Rank of a widely carried claim as an example: the widest, said by one speaker, neither a scrap nor a page."""
    return (-claim.bearing.outlets, len(claim.speakers) != 1, not 40 <= len(claim.text) <= 160, claim.number)


def _shared_origins(lookup: Lookup, story: Json) -> list[Finding]:
    """For the unseen text that most articles of the story go back to: who they are, and that they count as one."""
    carriers: dict[str, list[str]] = {}
    for article in story["articles"]:
        for origin in lookup.articles[article]["origins"]:
            carriers.setdefault(origin, []).append(article)
    shared = [(node, found) for node, found in carriers.items() if len(found) > 1 and node not in lookup.articles]
    if not shared:
        return []
    node, found = max(shared, key=lambda pair: len(pair[1]))
    outlets, name = lookup.labels(found), lookup.node_name(node)
    # a common text has no name of its own but that of those who carry it: they are told already
    behind = "one text that is not in this coverage" if all(outlet in name for outlet in outlets) else name
    go = "all go" if len(outlets) > 2 else "go"
    return [
        Finding(f"{count(len(outlets), 'outlet')}, one text:", listed(outlets), f"#words-{lookup.anchor(story['id'])}",
                f"{go} back to {behind}, and count as one origin for what they took.", found=False)
    ]  # fmt: skip
