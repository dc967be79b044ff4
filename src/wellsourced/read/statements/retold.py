"""Speakers inside a quotation -> whom they mean: “The clerk told me it was lost. He said, ‘Come back.’”

Whoever is quoted says "I" and "we"; "he" and "she" are somebody whom the quoted words have introduced, never somebody
whom only the article around them knows. Where they have introduced nobody, the pronoun is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...records import Mention, Source, Span
from ..language import lemma
from .attribution import Draft, Neighbours, size
from .clauses import SUBJECTS
from .cues import source_words
from .descriptions import LEADING, is_anonymous
from .phrases import noun_phrase
from .voices import Resolver, Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .paragraphs import Paragraph

OwnName = Callable[[Resolver, "Paragraph", "Token", tuple[int, int]], Mention | None]
FIRST_PERSON = frozenset(("i", "we", "me", "us"))
BACK = 80  # tokens before a pronoun in which the person it stands for is looked for
PEOPLE = frozenset(("person", "generic", "spokes"))
FAMILY = frozenset(("husband", "wife", "son", "daughter", "boy", "girl", "lad", "kid", "child", "brother", "sister",
                    "aunt", "uncle", "niece", "nephew", "cousin", "boss", "friend", "partner", "mate"))  # fmt: skip
WORKING = re.compile(r"(?:maid|man|woman|[^t]er|or|ist|ian)$")  # a barmaid, a porter: subjects whose noun tells a trade


def resolve_retold(
    resolver: Resolver, drafts: Sequence[Draft], resolved: Mapping[int, Voices], around: Neighbours, own_name: OwnName
) -> dict[int, Voices]:
    """The voices of the drafts that stand inside quotations, by their numbers; `resolved` are those of the others."""
    found: dict[int, Voices] = {}
    for i, draft in enumerate(drafts):
        if draft.paragraph.whole is None or draft.speaker is None:
            continue
        holding = [k for k in around.that_hold(draft) if k in resolved or k in found]
        outer = min(holding, key=lambda k: (size(drafts[k]), k), default=None)
        teller = None if outer is None else (found.get(outer) or resolved[outer]).source
        found[i] = Voices(_source(resolver, draft, draft.speaker, teller, own_name))
    return found


def _source(resolver: Resolver, draft: Draft, head: Token, teller: Source | None, own_name: OwnName) -> Source:
    view, doc = draft.home, draft.home.doc
    start, end = draft.speaker_range or noun_phrase(view, head)
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text, where = view.text[first:last], Span(resolver.article.id, view.offset + first, view.offset + last)
    if head.lower_ in FIRST_PERSON and teller is not None:
        return Source(where, text, teller.name, teller.anonymous, teller.candidates)
    if (mention := own_name(resolver, view, head, (start, end))) is not None:
        return Source(where, text, mention.name)
    if head.tag_ == "PRP":
        person = _introduced(view, head)
        return Source(where, text, _bare(view, person) if person is not None else text, person is not None)
    classes = source_words().get(lemma(head), frozenset())
    definite = doc[start].lower_ in {"the", "my", "our", "this"}
    return Source(where, text, _bare_text(text), is_anonymous(view, head, classes, definite))


def _introduced(view: Paragraph, head: Token) -> Token | None:
    """The last person in the singular that the quoted words before a pronoun name by a noun."""
    if head.lower_ not in {"he", "she"}:
        return None
    root = view.root
    before = root.tokens[max(0, head.i - BACK) : head.i]
    return next((t for t in reversed(before) if root.quoted[t.i] >= 0 and t.tag_ == "NN" and _is_person(t)), None)


def _is_person(noun: Token) -> bool:
    word = lemma(noun)
    working = noun.dep_ in SUBJECTS and WORKING.search(word) is not None
    return word in FAMILY or working or bool(source_words().get(word, frozenset()) & PEOPLE)


def _bare(view: Paragraph, noun: Token) -> str:
    doc, start = view.doc, noun.left_edge.i
    return _bare_text(view.text[doc[start].idx : noun.idx + len(noun)])


def _bare_text(text: str) -> str:
    return LEADING.sub("", text.strip("[] ")).strip() or text
