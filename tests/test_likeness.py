"""How alike two names are: what is worth a person's look, and what is not; likeness never merges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.compare.identities import PROPOSED
from wellsourced.compare.likeness import name_likeness, word_likeness

CASES = [  # (name, name, whether a person should see them side by side)
    ("Karim Nadri", "Kareem al-Nadri", True),
    ("Karim Nadri", "Karim Nadiri", True),
    ("Yusuf Haddad", "Yousef Hadad", True),
    ("Daniyar Zhumabek", "Daniyar Jumabek", True),
    ("Orla Venn", "Venn Orla", True),
    ("Orla Venn", "Orla Marie Venn", True),
    ("Torval Shipping Ltd", "Torval Shipping Limited", True),
    ("Олга Иванова", "Olga Ivanova", True),
    ("TWA", "Tarn Water Authority", True),
    ("Orla Venn", "Ines Venn", False),
    ("Karim Nadri", "Masrur Nadri", False),
    ("Orla Venn", "Piet Maas", False),
    ("Tarn Bank (Lima) Ltd", "Tarn Bank (Quito) Ltd", False),
    ("Weir Fund 3", "Weir Fund 4", False),
    ("Free Tarn Army", "Tarn Police", False),
    ("", "Orla Venn", False),
    ("...", "---", False),
]


@pytest.mark.parametrize(("a", "b", "alike"), CASES, ids=[f"{a} | {b}" for a, b, _ in CASES])
def test_what_is_alike_enough_for_a_persons_look(a, b, alike):
    score, why = name_likeness(a, b)
    assert (score >= PROPOSED) == alike, (score, why)
    assert why


def test_the_reason_names_the_words():
    assert name_likeness("Ana Roth", "Ana Both Roth")[1] == "both have “ana” and “roth”; only one has “both”"
    assert "“ana” stands against “eva”" in name_likeness("Ana Roth", "Eva Roth")[1]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_likeness_that_does_not_depend_on_their_order(a, b):
    score, _ = name_likeness(a, b)
    assert 0 <= score <= 1
    assert score == pytest.approx(name_likeness(b, a)[0])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzß0", min_size=1, max_size=12))
def test_a_word_is_like_itself(word):
    assert word_likeness(word, word) == 1
