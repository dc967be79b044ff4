"""Statements -> who speaks, across articles: when two speakers are one, may be one, or are certainly two.

The same words by two people who have nothing to do with each other are two origins; so who counts as certainly another
is decided here, and doubt says "may be one".
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace

from ..named import Names
from ..names import is_role, key, parts
from ..records import Article, Identity, MentionKind, Source, Span, Statement
from ..short_forms import is_paper
from .wording import lexicon, stem

ALIKE = 0.8  # likeness of two names from which they may be spellings of one


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `key` is equal for one speaker only; empty for the outlet's own voice.

    `sure` where a name or an office tells the speaker from others; `bodies` are keys of the bodies he or she is
    described as speaking for, and of those who say the same words together with him or her (`also`); `stems` the
    telling words of name and descriptions; `proposals` identities that may be the same.
    """

    key: str
    name: str
    identity: str | None
    sure: bool
    anonymous: bool = False
    kind: MentionKind | None = None
    bodies: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    described: bool = False
    proposals: frozenset[str] = frozenset()
    also: tuple[Speaker, ...] = ()


OUTLET = Speaker("", "", None, False)


def speaker_of(statement: Statement, names: Names) -> Speaker:
    """The innermost speaker of a statement, by identity where one is known, else by the words of the description.

    What several say together is one account of each of them: it is never a second origin beside one of them alone.
    """
    source = statement.source
    name = statement.chain[0].name if statement.chain else source.name
    speaker = _speaker(source, name, (statement.chain[0].span if statement.chain else None) or source.span,
                       statement.article, names)  # fmt: skip
    also = tuple(_speaker(one, one.name, one.span, statement.article, names) for one in statement.also)
    if not also or name != source.name:
        return speaker
    bodies = speaker.bodies.union(*({one.key, *one.bodies} for one in also if one.key))
    return replace(speaker, bodies=bodies, also=also)


def speaker_in(span: Span, article: Article, names: Names) -> Speaker:
    """Who a stretch that stands for a speaker means: the first person named in it, else the last body; else its words
    describe him or her. The outlet where they are a pronoun."""
    named = [one for _, one in names.within(span) if one.kind in ("person", "organisation", "group")]
    people = [one for one in named if one.kind == "person"]
    if named:
        return _of_identity(people[0] if people else named[-1], names)
    words = ARTICLE.sub("", article.words(span))
    if words.lower() in lexicon().classes["pronoun"] or not parts(words):
        return OUTLET
    return _speaker(Source(span, article.words(span), words), words, span, article.id, names)


ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their|some|both)\s+", re.IGNORECASE)


def _of_identity(identity: Identity, names: Names) -> Speaker:
    kept = names.kept.get(identity.id)
    speaker = kept if isinstance(kept, Speaker) else _named(identity, names)
    names.kept[identity.id] = speaker
    return speaker


def _speaker(source: Source, name: str, span: Span | None, article: str, names: Names) -> Speaker:
    identity = names.named(name)
    if identity is None and span is not None:
        # "Deputy Minister Ana Roth": the name inside the words of the source, where it is all but its title
        inside = [i for s, i in names.within(span) if i.kind == "person" and span.contains(s)]
        identity = inside[0] if len({i.id for i in inside}) == 1 else None
    if identity is not None and not source.anonymous:
        speaker = _of_identity(identity, names)
        # which body or people "it" and "they" are is told by the sense alone: it proves no second speaker
        return replace(speaker, sure=False) if source.text.lower() in ("it", "they") else speaker
    stems = _stems(name)
    words = tuple(stem(part) for part in parts(name))
    pronoun = not words or name.lower() in lexicon().classes["pronoun"]
    vague = len(stems) < 1 or set(words) <= lexicon().vague or key(name) in names.media
    sure = not source.anonymous and not source.candidates and not pronoun and not vague
    # an office is one speaker for a whole story ("the foreign ministry"); an anonymous source only in its article
    own = f"{article}:" if source.anonymous or pronoun else ""
    return Speaker(f"{own}{'-'.join(words) or name.lower()}", name, None, sure, source.anonymous, stems=stems)


def _named(identity: Identity, names: Names) -> Speaker:
    media = any(key(form) in names.media or is_paper(form) for form in (identity.name, *identity.forms))
    stems = frozenset().union(*(_stems(text) for text in (identity.name, *identity.forms, *identity.descriptions)))
    return Speaker(
        key=f"@{identity.id}",
        name=identity.name,
        identity=identity.id,
        sure=identity.kind != "place" and not media,  # "Moscow said" may be any of its offices
        kind=identity.kind,
        bodies=_bodies(identity, names),
        stems=stems,
        described=bool(identity.descriptions),
        proposals=frozenset(proposal.identity for proposal in identity.proposals),
    )


def _stems(text: str) -> frozenset[str]:
    """The words of a name or description that tell it from others: no roles, no words that any body has."""
    found = {stem(part) for part in parts(text) if not is_role(part) and len(part) > 2}
    return frozenset(found - lexicon().vague - lexicon().classes["pronoun"])


def _bodies(identity: Identity, names: Names) -> frozenset[str]:
    """Keys of the organisations that a person's descriptions name: what a spokesman says, his body says."""
    if identity.kind != "person":
        return frozenset({f"@{identity.id}"})
    bodies = set()
    for description in identity.descriptions:
        words = parts(description)
        for size in range(min(6, len(words)), 0, -1):
            for i in range(len(words) - size + 1):
                found = names.named(" ".join(words[i : i + size]))
                if found is not None and found.kind != "person" and found.kind != "place":
                    bodies.add(f"@{found.id}")
    return frozenset(bodies)


# ---- two speakers -----------------------------------------------------------------------------


def share_a_voice(a: Speaker, b: Speaker) -> bool:
    """Whether one and the same speaker is heard in both, alone or together with others."""
    return bool({one.key for one in (a, *a.also) if one.key} & {one.key for one in (b, *b.also)})


def speak_as_one(a: Speaker, b: Speaker) -> bool:
    """Whether one speaker is described as speaking for the other, or both for one body."""
    return bool((a.bodies | {a.key}) & (b.bodies | {b.key}))


def may_speak_as_one(a: Speaker, b: Speaker) -> bool:
    """Whether two speakers may be one: not two named people, nor two named bodies, nor a named and an unnamed one."""
    if not a.key or not b.key or speak_as_one(a, b):
        return True
    if a.anonymous != b.anonymous:
        return False
    return not (a.sure and b.sure) or a.kind != b.kind


def certainly_two(a: Speaker, b: Speaker) -> bool:
    """Whether two speakers are known to be two that do not speak for each other; anything else is doubt.

    Two people are two unless their names are alike; a person and a body are two only where the person's role is known
    and has nothing of the body's name.
    """
    if not (a.sure and b.sure) or speak_as_one(a, b):
        return False
    if a.identity in b.proposals or b.identity in a.proposals or _alike(a.name, b.name):
        return False
    if a.kind == b.kind == "person":
        return True
    if a.stems & b.stems:
        return False
    if any(one.identity is None and other.kind != "person" for one, other in ((a, b), (b, a)) if other.identity):
        return False  # "the foreign observers" may be another name of the Monitoring Mission
    return all(one.described or one.kind != "person" for one in (a, b))


def _alike(a: str, b: str) -> bool:
    left, right = parts(a), parts(b)
    if not left or not right or left[-1] == right[-1]:
        return True
    return difflib.SequenceMatcher(None, " ".join(left), " ".join(right), autojunk=False).ratio() >= ALIKE
