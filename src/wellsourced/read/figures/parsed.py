"""A parsed block as the figures ask for it: its sentences and entities, looked up in the time of a bisection.

The library finds the sentence of a token by a walk over the whole block; a page of one endless line would take hours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

KEY = "wellsourced.figures"
__all__ = ["entities_near", "entity_of", "sentence_of", "text_of"]
Looked = tuple[Sequence[int], Sequence["Tokens"], Sequence[int]]


def _looked(doc: Doc) -> Looked:
    """The first tokens of the sentences of a block, its entities and their first tokens, made once and kept with it."""
    if KEY not in doc.user_data:
        flags = doc.to_array(["SENT_START"]).flatten().tolist()  # `doc.sents` makes an object of every token
        starts = [at for at, flag in enumerate(flags) if flag == 1 or at == 0]
        entities = list(doc.ents)
        doc.user_data[KEY] = (starts, entities, [entity.start for entity in entities])
    found: Looked = doc.user_data[KEY]
    return found


def sentence_of(token: Token) -> Tokens:
    starts, _, _ = _looked(token.doc)
    at = bisect_right(starts, token.i)
    return token.doc[starts[at - 1] : starts[at] if at < len(starts) else len(token.doc)]


def entity_of(token: Token) -> Tokens | None:
    _, entities, starts = _looked(token.doc)
    at = bisect_right(starts, token.i) - 1
    return entities[at] if at >= 0 and token.i < entities[at].end else None


def entities_near(token: Token, reach: int) -> Sequence[Tokens]:
    """The entities of a token's sentence that begin within `reach` tokens of it."""
    _, entities, starts = _looked(token.doc)
    sentence = sentence_of(token)
    low, high = max(sentence.start, token.i - reach), min(sentence.end, token.i + reach)
    return entities[bisect_left(starts, low) : bisect_left(starts, high)]
