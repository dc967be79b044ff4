"""Who says what: statements by speaker, with the way on which each reached its outlet; and who the people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .lookup import Evidence, Json, Lookup, clean, is_bare_quote, when_words


@dataclass(slots=True)
class Path:
    """One way on which words reached outlets: the voices, innermost first, then where they can be read."""

    kind: str
    denied: bool
    chain: list[str]
    notes: list[str]
    outlets: list[tuple[Evidence, str]] = field(default_factory=list)  # and when it was said, as told there

    @property
    def when(self) -> str:
        """When it was said, if all outlets tell the same."""
        days = {when for _, when in self.outlets}
        return days.pop() if len(days) == 1 else ""


@dataclass(slots=True)
class Said:
    """The same thing said, over all outlets that report it."""

    text: str
    quoted: bool
    claim: str | None
    number: int | None
    paths: list[Path] = field(default_factory=list)


@dataclass(slots=True)
class PositionView:
    issue: str
    stance: str
    when: str | None
    evidence: list[Evidence]  # one an article


@dataclass(slots=True)
class Voice:
    """A speaker with all that is attributed to them: `said`, and apart from it what they are reported to think or
    want (`held`)."""

    name: str
    anchor: str | None
    descriptions: list[str]
    anonymous: bool
    unresolved: list[str]
    said: list[Said] = field(default_factory=list)
    held: list[Said] = field(default_factory=list)
    positions: list[PositionView] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    number: int = 0  # statements

    @property
    def is_heard(self) -> bool:
        """Whether it belongs in the main list: heard twice, or in two articles, or left undecided."""
        return self.number > 1 or len(self.articles) > 1 or bool(self.unresolved)


def view_voices(lookup: Lookup, articles: Sequence[str]) -> list[Voice]:
    """The speakers of a story, those heard in most outlets first.

    Statements of one identity stand together; unnamed sources of two articles never do, even where the same words
    stand for them.
    """
    here = set(articles)
    voices: dict[tuple[str, ...], Voice] = {}
    lines: dict[tuple[str, ...], dict[str, Said]] = {}
    for statement in lookup.dossier["statements"]:
        # what several say together stands with each of them
        for source in (statement["source"], *statement.get("also", ())) if statement["article"] in here else ():
            key = _key(statement["article"], source)
            voice = voices.setdefault(key, _voice(lookup, source))
            _add(lookup, voice.said, lines.setdefault(key, {}), _names(lookup, voice, statement), statement)
            voice.number += 1
            if statement["article"] not in voice.articles:
                voice.articles.append(statement["article"])
    for attitude in lookup.dossier.get("attitudes", ()):
        if attitude["article"] in here:
            key = ("held", *_key(attitude["article"], attitude["source"]))
            voice = voices.setdefault(key[1:], _voice(lookup, attitude["source"]))
            _add(lookup, voice.held, lines.setdefault(key, {}), _names(lookup, voice, attitude), attitude)
    for position in lookup.dossier["positions"]:
        basis = lookup.statements.get(position["rests_on"]) or lookup.events.get(position["rests_on"])
        span = position.get("span") or (basis["content"][0] if basis and "content" in basis else None)
        if span and span["article"] in here:
            holder = {"identity": position["holder"], "name": position["holder_text"], "text": position["holder_text"]}
            key = _key(span["article"], holder)
            voice = voices.setdefault(key, _voice(lookup, holder))
            when = when_words(position["when"]) if position["when"] else None
            _add_position(voice, clean(position["issue"]), position["stance"], when, lookup.evidence(span))
    return sorted(voices.values(), key=lambda v: (-len(v.articles), -v.number, v.name))


def _add_position(voice: Voice, issue: str, stance: str, when: str | None, evidence: Evidence) -> None:
    """Add a position, or the place where one that the voice has already is told again."""
    for known in voice.positions:
        if (known.issue, known.stance, known.when) == (issue, stance, when):
            if all(one.article != evidence.article for one in known.evidence):
                known.evidence.append(evidence)
            return
    voice.positions.append(PositionView(issue, stance, when, [evidence]))


def _key(article: str, source: Json) -> tuple[str, ...]:
    if source["identity"]:
        return ("identity", source["identity"])
    name = clean(source.get("name") or source["text"]).casefold().replace("’", "'")
    if source.get("anonymous") or source.get("candidates"):
        return ("unnamed", article, name)
    return ("name", name)


def _voice(lookup: Lookup, source: Json) -> Voice:
    identity = lookup.identities.get(source["identity"] or "")
    if identity:
        return Voice(clean(identity["name"]), lookup.anchor(identity["id"]),
                     _descriptions(identity)[:3], False, [])  # fmt: skip
    name = clean(source.get("name") or source["text"])
    candidates = [clean(candidate) for candidate in source.get("candidates") or ()]
    return Voice(name or "somebody", None, [], bool(source.get("anonymous")), candidates)


def _descriptions(identity: Json) -> list[str]:
    """Descriptions, each once: "the minister" and "Minister" are one."""
    found: dict[str, str] = {}
    for description in map(clean, identity["descriptions"]):
        key = description.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")
        found.setdefault(key, description)
    return list(found.values())


def _add(lookup: Lookup, shown: list[Said], lines: dict[str, Said], names: list[str], statement: Json) -> None:
    claim = lookup.claim_of.get(statement["id"])
    said = lines.get(claim or statement["id"])
    if said is None:
        number = lookup.claim_numbers[claim] if claim else None
        anchor = lookup.anchor(claim) if claim else None
        words = lookup.words(statement["content"])
        said = Said(words, is_bare_quote(words, statement["kind"]), anchor, number)
        lines[claim or statement["id"]] = said
        shown.append(said)
    path = Path(statement["kind"], bool(statement.get("denied")), names, _notes(statement))
    same = next((p for p in said.paths if _same_way(p, path)), None)
    if same is None:
        said.paths.append(path)
        same = path
    evidence = lookup.evidence(statement["content"][0])
    if evidence.href not in [place.href for place, _ in same.outlets]:
        same.outlets.append((evidence, when_words(statement["uttered"]) if statement["uttered"] else ""))
    for span in statement["content"][1:]:
        lookup.evidence(span)


def _same_way(one: Path, other: Path) -> bool:
    return (one.kind, one.denied, one.chain, one.notes) == (other.kind, other.denied, other.chain, other.notes)


def _names(lookup: Lookup, voice: Voice, statement: Json) -> list[str]:
    """The names of the voices, innermost first, the publishing outlet left out."""
    names = []
    for link in statement["chain"]:
        identity = lookup.identities.get(link["identity"] or "")
        names.append(clean(identity["name"] if identity else link["name"]))
    return names or [voice.name]


def _notes(statement: Json) -> list[str]:
    notes = []
    if also := statement.get("also"):
        notes.append(f"together with {clean(' and '.join(one['name'] or one['text'] for one in also))}")
    if statement["addressee"]:
        notes.append(f"to {clean(statement['addressee']['text'])}")
    if statement["medium"]:
        notes.append(clean(statement["medium"]))
    if statement.get("place") == "heading":
        notes.append("in a headline only")
    return notes


# ---- people and organisations -----------------------------------------------------------------

KIND_TITLES = {
    "person": "People",
    "organisation": "Organisations",
    "group": "Groups",
    "place": "Places",
    "facility": "Buildings and works",
    "other": "Others",
}


@dataclass(frozen=True, slots=True)
class ProposalView:
    name: str
    anchor: str | None
    score: str
    why: str


@dataclass(frozen=True, slots=True)
class IdentityView:
    id: str
    name: str
    forms: list[str]
    descriptions: list[str]
    reasons: list[str]
    proposals: list[ProposalView]
    outlets: list[tuple[Evidence, int]]  # the first mention in each article, and how many there are
    mentions: int


def view_identities(lookup: Lookup, articles: Sequence[str]) -> list[tuple[str, list[IdentityView]]]:
    """(heading, identities) by kind, those in most articles first."""
    here = set(articles)
    kinds: dict[str, list[IdentityView]] = {kind: [] for kind in KIND_TITLES}
    for identity in lookup.identities.values():
        mentions = [span for span in identity["mentions"] if span["article"] in here]
        if mentions:
            kinds.setdefault(identity["kind"], []).append(_identity(lookup, identity, mentions))
    return [
        (KIND_TITLES.get(kind, clean(kind)), sorted(found, key=lambda i: (-len(i.outlets), -i.mentions, i.name)))
        for kind, found in kinds.items()
        if found
    ]


def _identity(lookup: Lookup, identity: Json, mentions: Sequence[Json]) -> IdentityView:
    by_article: dict[str, list[Json]] = {}
    for span in mentions:
        by_article.setdefault(span["article"], []).append(span)
    proposals = []
    for proposal in identity["proposals"]:
        other = lookup.identities.get(proposal["identity"])
        proposals.append(
            ProposalView(clean(other["name"]) if other else clean(proposal["identity"]),
                         lookup.anchor(other["id"]) if other else None, f"{proposal['score']:.2f}",
                         clean(proposal["why"]))
        )  # fmt: skip
    return IdentityView(
        lookup.anchor(identity["id"]),
        clean(identity["name"]),
        [clean(form) for form in identity["forms"] if form != identity["name"]],
        _descriptions(identity),
        [clean(reason) for reason in identity.get("reasons", ())],
        proposals,
        [(lookup.evidence(spans[0]), len(spans)) for spans in by_article.values()],
        len(mentions),
    )
