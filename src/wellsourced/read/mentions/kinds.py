"""Names of an article -> the kind of each bearer, by votes over all mentions of the name.

How sentences use a name comes first; then what stands in it and beside it; the language model's label is one vote,
since it has never seen most names of the news. Weights are by how often each cue misleads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...countries import country_of_capital, known_name
from ...names import has_demonym, key, name_uses, parts, word_classes
from ...records import Mention, MentionKind, Use
from .roles import SPEECH, Description, head_of
from .runs import FEATURES, KIND_OF_LABEL, Word, is_acronym

KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "facility", "group", "other")
KINDS_OF_WORDS: tuple[MentionKind, ...] = ("organisation", "place", "facility")
DECISIVE = 6  # votes of a mention whose sentence tells the kind: more than all that one mention's words can give


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention whose kind is not yet decided, its sentence's votes, and those of the words of the name itself."""

    mention: Mention
    votes: Counter[MentionKind]
    of_words: Counter[MentionKind] = field(default_factory=Counter)


def votes_of(
    words: list[Word], name: tuple[int, int], before: Description | None, after: Description | None, use: Use | None
) -> tuple[Counter[MentionKind], Counter[MentionKind]]:
    """What the sentence of a mention says about the kind of its bearer, and what the words of the name say."""
    inside = words[name[0] : name[1]]
    of_words = _by_its_words(inside)
    written = " ".join(word.text for word in inside)
    votes: Counter[MentionKind] = Counter()
    head = word_classes().get(inside[-1].text.lower(), frozenset())
    if use in ("person", "organisation", "place") and not (
        use == "place" and len(inside) > 1 and head & {"organisation", "facility"}  # "in St Anne's Hospital"
    ):
        votes[use] += DECISIVE
    described = before or after
    if described and not described[2]:
        for word in head_of(described[0])[-1:]:
            votes += Counter({kind: 4 for kind in KINDS_OF_WORDS if kind in word_classes().get(word, frozenset())})
    labels = [word.label for word in inside if word.label in KIND_OF_LABEL]
    if labels and not votes and not of_words:
        votes[KIND_OF_LABEL[Counter(labels).most_common(1)[0][0]]] += 2
    acronym = is_acronym(inside[0].text) and len(inside) == 1
    if acronym and inside[0].label not in ("GPE", "LOC") and use is None:
        votes["organisation"] += 4
    if country_of_capital(written) is not None:
        votes["place"] += 3
    return +(votes + _by_speech(words, name, use, acronym)), of_words


def _by_its_words(inside: list[Word]) -> Counter[MentionKind]:
    """ "Tarn Water Authority", "Bank of Tarn", "Velka river": what the head word names."""
    votes: Counter[MentionKind] = Counter()
    classes = word_classes().get(inside[-1].text.lower(), frozenset())
    if len(inside) > 1 or "organisation" in classes:
        votes += Counter({kind: 4 for kind in KINDS_OF_WORDS if kind in classes})
    if len(inside) > 1 and not votes and "stands alone" in name_uses().get(inside[-1].text.lower(), frozenset()):
        votes["organisation"] += 3
    if len(inside) > 1 and inside[0].text.lower() in FEATURES:
        votes["place"] += DECISIVE  # "river Teal"
    smalls = [at for at, word in enumerate(inside) if word.text in ("of", "for")]
    if smalls and smalls[0]:
        first = (word_classes().get(word.text.lower(), frozenset()) for word in (inside[0], inside[smalls[0] - 1]))
        votes["organisation"] += 5 * any("organisation" in classes for classes in first)
    return +votes


def _by_speech(words: list[Word], name: tuple[int, int], use: Use | None, acronym: bool) -> Counter[MentionKind]:
    votes: Counter[MentionKind] = Counter()
    following = words[name[1]].text.lower() if name[1] < len(words) else ""
    inside = words[name[0] : name[1]]
    if use not in ("agent", None) or following not in SPEECH or inside[-1].label == "ORG":
        return votes
    written = " ".join(word.text for word in inside)
    body = "organisation" in word_classes().get(inside[-1].text.lower(), frozenset()) or any(
        word.text == "of" for word in inside
    )
    well_known = bool(country_of_capital(written) or known_name(written))  # "Lima said" is no Ms Lima
    votes["person"] += 5 * (not acronym and not well_known and not body)
    return +votes


def decide_kinds(drafts: Sequence[Draft], adjectives: frozenset[str] = frozenset()) -> list[Mention]:
    """The mentions with their kinds: a name's by all votes for it, and a mention's own where its sentence tells.

    `adjectives` of the article, folded: a name beside whose adjective stands ("Arvelia", "Arvelian") is a country's.
    """
    tally: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    surnames = {words[-1] for draft in drafts if len(words := parts(draft.mention.text)) > 1}
    of_words: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    for draft in drafts:
        tally[key(draft.mention.text)].update(draft.votes)
        of_words[key(draft.mention.text)] |= draft.of_words  # a name's words tell the same in each of its mentions
    for name, votes in of_words.items():
        tally[name].update(votes)
    places = {name for name in tally if name not in surnames and has_demonym(name, adjectives)}
    decided = {name: "place" if name in places else most_voted(votes) for name, votes in tally.items()}
    return [_with_kind(draft.mention, decided[key(draft.mention.text)], places) for draft in drafts]


def most_voted(votes: Counter[MentionKind]) -> MentionKind:
    """The kind with most votes, the first of KINDS where several have as many; "other" without any."""
    return max(KINDS, key=lambda kind: (votes[kind], -KINDS.index(kind))) if votes else "other"


def _with_kind(mention: Mention, decided: MentionKind, places: set[str]) -> Mention:
    """ "in Wendle" is a place in an article whose other Wendles are a minister."""
    if key(mention.text) in places and mention.use is None:
        return replace(mention, kind="place", use="place")
    kind = decided
    if mention.use in ("person", "organisation", "place") and len(parts(mention.text)) == 1:
        kind = decided if mention.use == "place" and decided == "facility" else mention.use
    return replace(mention, kind=kind)
