"""Names as strings: the normal form, and what makes two spellings one."""

import pytest

from wellsourced.names import is_acronym_of, key, parts

SAME = [
    ("Muen al-Kadhimi", "Muen Kadhimi", "an Arabic article that one outlet leaves out"),
    ("Haider al Abadi", "Haider al-Abadi", "a hyphen for a blank"),
    ("Lena Okafor-Brandt", "Lena Okafor Brandt", "a double surname with and without its hyphen"),
    ("João Ferreira-Lunt", "Joao Ferreira Lunt", "marks"),
    ("Hsu Li-hua", "Hsu Lihua", "a given name written together"),
    ("Father Milo Vasc", "Milo Vašc", "a title and a mark"),
    ("U.S.", "US", "points in an acronym"),
    ("T.W.A.", "TWA", "points in an acronym that ends like an article"),
    ("the Port Employers’ Association", "Port Employers' Association", "an article and two kinds of apostrophe"),
    ("Harbour & Dock Workers", "Harbour and Dock Workers", "and for &"),
    ("Orla\u200b Venn", "Orla Venn", "a character of no width"),
    ("\u202bOrla Venn\u202c", "Orla Venn", "marks of direction"),
]
DIFFERENT = [
    ("Massoud Barzani", "Masrour Barzani", "two given names"),
    ("Free Syrian Army", "Syrian Army", "a word more"),
    ("Xu Lihua", "Xu Liwei", "two given names that begin alike"),
    ("Karasu", "Karasu district", "a town and its district"),
    ("A. Venn", "Venn", "an initial that looks like an article"),
    ("A Venn", "Venn", "the same without its point"),
]


@pytest.mark.parametrize(("a", "b", "why"), SAME)
def test_spellings_of_one_name_share_a_key(a, b, why):
    assert key(a) == key(b), why


@pytest.mark.parametrize(("a", "b", "why"), DIFFERENT)
def test_different_names_have_different_keys(a, b, why):
    assert key(a) != key(b), why


def test_a_title_alone_keeps_its_word():
    assert parts("President") == ("president",)


def test_acronyms_may_skip_small_words():
    assert is_acronym_of("HDWU", "Harbour and Dock Workers' Union")
    assert not is_acronym_of("HDWU", "Port Employers' Association")
