"""The language model: which one it is, what it answers, and that it does not grow for ever."""

import pytest

from wellsourced.errors import ModelMissing
from wellsourced.pipeline import read_here
from wellsourced.read import language
from wellsourced.read.language import load_model, model_name, parse_article, renewed_model

LINES = [
    "Mayor Lena Orlop told reporters on Monday that the bridge of Solvar would stay closed.",
    "No.",
    "“We were late,” said Ilko Dervan, whose engineers had looked at 12 bolts in the third quarter, “and we know it.”",
    "The Tarn Water Authority denied it.",
    "SOLVAR (MNA) – At least 12 people died when a cable of the old ferry broke.",
]


def answers(parse):
    return [
        [(token.tag_, token.dep_, token.head.i, token.ent_iob_, token.ent_type_) for token in block.doc]
        for block in parse
    ]


def test_the_name_of_the_model_is_known_without_loading_it(model):
    assert model_name() == f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}"


def test_no_model_is_said_so(monkeypatch, article_of):
    monkeypatch.setattr(language, "MODELS", ("no_such_model",))
    with pytest.raises(ModelMissing, match="no_such_model"):
        model_name()
    language._loaded.cache_clear()
    with pytest.raises(ModelMissing):
        list(read_here([article_of(LINES[0])], lambda done: None))


def test_no_part_of_the_model_divides_a_batch(model, article_of, monkeypatch):
    """An article's blocks are one matrix; how spaCy shares them out must not come back with another version of it."""
    sizes: list[int] = []
    recogniser = model.get_pipe("ner")
    monkeypatch.setattr(recogniser.model, "_func", counting(recogniser.model._func, sizes))
    assert len(parse_article(article_of(*LINES), model)) == len(LINES)
    assert sizes == [len(LINES)]
    monkeypatch.setattr(language, "BATCH", len(LINES[0]) + len(LINES[1]))
    assert len(parse_article(article_of(*LINES), model)) == len(LINES)
    assert sizes[1:] == [2, 1, 1, 1]


def test_an_article_without_words_has_nothing_to_parse(model, article_of):
    assert parse_article(article_of(""), model) == ()


def counting(forward, sizes):
    def counted(model, docs, is_train):
        sizes.append(len(docs))
        return forward(model, docs, is_train)

    return counted


def test_a_model_that_has_met_many_words_is_loaded_anew(monkeypatch, article_of):
    before = load_model()
    said = answers(parse_article(article_of(*LINES), before))
    parse_article(article_of("Zorvath and Umbrelith met Quoxandra."), before)
    assert renewed_model() is before
    monkeypatch.setattr(language, "MOST_NEW_WORDS", 2)
    after = renewed_model()
    assert after is not before
    assert load_model() is after
    assert answers(parse_article(article_of(*LINES), after)) == said
