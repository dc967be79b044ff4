"""Mentions of an article -> each short form with the fullest name that the article uses for the same bearer.

1. A surname is the person of that surname whom the article has introduced: by its full name, before the mention where
   two have the surname. A first name is one where the surname is never used alone, as in "Dr Xu" for Xu Liwei.
2. The first words of a company's name ("Torval" for Torval Savings Bank) and the words before "of" ("the National Bank"
   for the National Bank of Tarn), where no other name of the article begins so.
3. The last words of a body's name ("the Ministry", "the Ledger"); the outlet's own name counts among these names.

A word that the sentence uses as a place is never a surname nor a company; where an article uses a word chiefly as a
place, only a mention that plainly is no place gets a full name. Two candidates are none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...countries import country_of_capital, known_name
from ...names import ANYBODYS, fold, genders, is_chiefly_place, key, name_uses, parts, roles_in, title_before
from ...records import Article, Mention, MentionKind
from ...short_forms import is_holy, leading_words, name_of_feature, words_before_of


@dataclass(slots=True)
class Named:
    """A name of the article, by its words: how it is first written, where, of what kind, and how it is used."""

    words: tuple[str, ...]
    text: str
    first: int
    kind: MentionKind
    uses: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)

    @property
    def is_place(self) -> bool:
        return is_chiefly_place(self.uses) or (self.kind in ("place", "facility") and not _acts(self.uses))


def _acts(uses: Counter[str]) -> bool:
    return bool(uses["person"] or uses["organisation"] or uses["agent"])


def with_full_names(mentions: Sequence[Mention], article: Article) -> list[Mention]:
    """The mentions, in any order, with `name` and the kind of the full name."""
    named, outlet = _names(mentions, article.text), article.outlet
    fulls = _fulls(named)
    found = []
    for mention in mentions:
        short = named[parts(mention.text)]
        full = _full_for(mention, short, fulls, Beside.of(mention, article.text))
        if full is None and outlet and mention.use != "place" and _is_tail_of_outlet(mention, article):
            found.append(replace(mention, name=outlet, kind="organisation"))
        elif full is None:
            found.append(replace(mention, name=short.text))
        else:
            found.append(replace(mention, name=full.text, kind=full.kind))
    return found


OWNER = re.compile(r"\b([A-Z][\w-]+)['’]s? $")
ALIKE = 4  # first letters that a country and its adjective share: "Orvania", "Orvanian"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the words beside a mention tell: a person's roles ("captain") and gender, the article "the", and whose it
    is: "Orvania's"."""

    roles: frozenset[str]
    genders: frozenset[str]
    article: bool
    owner: str = ""

    @classmethod
    def of(cls, mention: Mention, text: str) -> Beside:
        title = title_before(text, mention.span.start) or ""
        described = f"{title} {mention.description or ''}"
        article = text[max(0, mention.span.start - 4) : mention.span.start].lower() == "the "
        owner = OWNER.search(text, max(0, mention.span.start - 40), mention.span.start)
        return cls(roles_in(described), genders(described), article, fold(owner[1]) if owner is not None else "")


def _names(mentions: Iterable[Mention], text: str) -> dict[tuple[str, ...], Named]:
    named: dict[tuple[str, ...], Named] = {}
    kinds: dict[tuple[str, ...], Counter[MentionKind]] = defaultdict(Counter)
    for mention in mentions:
        words = parts(mention.text)
        one = named.setdefault(words, Named(words, mention.text, mention.span.start, mention.kind))
        kinds[words][mention.kind] += 1
        if mention.use is not None:
            one.uses[mention.use] += 1
        beside = Beside.of(mention, text)
        one.roles |= beside.roles
        one.genders |= beside.genders
    for words, counted in kinds.items():
        named[words].kind = max(counted, key=lambda kind: (counted[kind], kind))
    return named


@dataclass(frozen=True, slots=True)
class Fulls:
    """Full names by the words that may stand for them."""

    surnames: dict[tuple[str, ...], list[Named]]
    first_names: dict[tuple[str, ...], list[Named]]
    bodies: dict[tuple[str, ...], list[Named]]
    features: dict[str, list[Named]]


def _fulls(named: dict[tuple[str, ...], Named]) -> Fulls:
    fulls = Fulls(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    acting = {words for words, one in named.items() if one.uses["agent"] or one.uses["organisation"]}
    for one in named.values():
        if one.kind == "person":
            for size in range(1, len(one.words)):
                fulls.surnames[one.words[-size:]].append(one)
            fulls.first_names[one.words[:1]].append(one)
        elif one.kind in ("organisation", "group") or (one.kind == "facility" and is_holy(one.words)):
            for short in short_forms_of_body(one.text, acting):
                fulls.bodies[short].append(one)
        elif feature := name_of_feature(one.text):
            fulls.features[feature].append(one)
    return fulls


def short_forms_of_body(name: str, acting: Container[tuple[str, ...]] = ()) -> set[tuple[str, ...]]:
    """The words that may stand for a body inside a text that names it in full. `acting`: names that speak or act there.

    >>> sorted(short_forms_of_body("Torval Savings Bank"))
    [('bank',), ('savings', 'bank'), ('torval',), ('torval', 'savings')]
    """
    words = parts(name)
    if len(words) < 2:
        return set()
    shorts = {words[-size:] for size in range(1, len(words)) if len(words[-size]) > 3}
    lead = leading_words(name, words[:1] in acting or words[:-1] in acting)
    return shorts | ({lead, lead[:1]} if lead else set()) | ({before} if (before := words_before_of(name)) else set())


def _is_tail_of_outlet(mention: Mention, article: Article) -> bool:
    """ "the Ledger" in the Tarn Ledger."""
    short, outlet = parts(mention.text), parts(article.outlet or "")
    if "of" in outlet[1:]:
        outlet = outlet[: outlet.index("of")]  # "the Tribune" in The Tribune of Tarn
        if short == outlet:
            return "paper" in name_uses().get(short[-1], frozenset())
    if not len(short) < len(outlet) or outlet[-len(short) :] != short:
        return False
    paper = "paper" in name_uses().get(short[-1], frozenset())
    return paper or article.text[max(0, mention.span.start - 4) : mention.span.start].lower() == "the "


def _full_for(mention: Mention, short: Named, fulls: Fulls, beside: Beside) -> Named | None:
    if is_holy(short.words) and len(fulls.bodies.get(short.words, ())) == 1:
        return fulls.bodies[short.words][0]
    if mention.use == "place" or (is_chiefly_place(short.uses) and mention.use is None):
        return None
    written = " ".join(short.words)
    if known_name(written) or (country_of_capital(written) and mention.use != "person"):
        return None
    features = fulls.features.get(written, [])
    if features and beside.article:
        return _longest(features) if len({key(one.text) for one in features}) == 1 else None
    people = [one for one in fulls.surnames.get(short.words, ()) if len(one.words) > len(short.words)]
    bodies = [one for one in fulls.bodies.get(short.words, ()) if len(one.words) > len(short.words)]
    if beside.owner:  # "Orvania's Ministry of Defence" is not the Deshti one
        bodies = [one for one in bodies if any(word[:ALIKE] == beside.owner[:ALIKE] for word in one.words)]
    # "the Foreign Ministry" is not the Velkan one that the article comes to speak of later
    bodies = [one for one in bodies if one.first < mention.span.start or not is_of_many(one.words)]
    if short.is_place and mention.use is None:  # a label alone: it does not weigh against an introduction
        people = [one for one in people if one.first < mention.span.start]
    if mention.use == "organisation":
        people = []
    if short.kind == "person" and len(short.words) > 1:
        bodies = []
    if people:
        return _one_of(people, mention, beside)
    if bodies and mention.use != "person":
        return _longest(bodies) if len({_bearer_of_body(one, bodies) for one in bodies}) == 1 else None
    if not bodies and mention.use != "organisation" and len(short.words) == 1:
        first = [one for one in fulls.first_names.get(short.words, ()) if len(one.words) > 1]
        told = mention.use is not None or all(one.first < mention.span.start for one in first)
        return _one_of(first, mention, beside) if told else None
    return None


def is_of_many(words: Sequence[str]) -> bool:
    """Whether a name is of a body that each country has: a ministry, an army."""
    return bool(words) and words[-1] in MANY


MANY = frozenset(("ministry", "army", "navy", "military", "parliament", "government", "forces", "guard", "guards"))


def _one_of(people: list[Named], mention: Mention, beside: Beside) -> Named | None:
    """The one person that fits: whose title or description does, and of several the one introduced by then."""
    people = [one for one in people if not (one.genders and beside.genders and not one.genders & beside.genders)]
    if beside.genders:  # "Miss Venn" may be of those who were introduced, or of those known for women
        people = [one for one in people if one.genders or one.first < mention.span.start]
    roles = beside.roles - ANYBODYS
    if roles:  # "Captain Haldt" is no Haldt whom nothing calls a captain
        people = [one for one in people if one.roles & roles]
    if len({one.words[-1:] + one.words[:1] for one in people}) > 1:
        people = [one for one in people if one.first <= mention.span.start]
    if len({one.words[-1:] + one.words[:1] for one in people}) != 1:
        return None
    return _longest(people)


def _bearer_of_body(one: Named, all_of_them: list[Named]) -> tuple[str, ...]:
    """A body's name, or a longer one that ends like it ("Water Authority", "Tarn Water Authority")."""
    longer = [other.words for other in all_of_them if other.words[-len(one.words) :] == one.words]
    return max(longer, key=lambda words: (len(words), words))


def _longest(named: list[Named]) -> Named:
    return max(named, key=lambda one: (len(one.words), one.words))
