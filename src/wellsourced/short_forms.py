"""What a body's name may be shortened to, without a look at any text: "Torval" for Torval Savings Bank.

Used by the stages that meet names, in `read` and in `compare`; it reads no article and judges nothing.
"""

from __future__ import annotations

from .countries import is_of_a_country, known_name
from .names import name_uses, parts, without_group_head, word_classes


def leading_words(name: str, acting: bool = False) -> tuple[str, ...]:
    """The words of a company's name before its head: "Torval" of "Torval Group"; none of other names, nor of one that
    begins with a country's adjective or a common word ("National Bank"). Where these words are known to speak or act
    (`acting`) the head may be any but those that each town has: "Tarn Council" is never "Tarn"."""
    words = parts(name)
    if len(words) < 2 or "of" in words:
        return ()
    if is_holy(words):
        return words[:-1] if len(words) > 2 else ()
    head = name_uses().get(words[-1], frozenset())
    if without_group_head(words) is None and "stands alone" not in head and (not acting or "local body" in head):
        return ()
    return () if is_common(words[0]) or is_of_a_country(words[0]) or known_name(words[0]) else words[:-1]


def is_holy(words: tuple[str, ...]) -> bool:
    """Whether a name is a saint's: hospitals and schools are called by it without their head ("St Anne's")."""
    return len(words) > 1 and words[0] in ("st", "saint")


def is_paper(name: str) -> bool:
    """Whether a name ends like a newspaper's: "the Tarn Ledger"."""
    words = parts(name)
    return len(words) > 1 and "paper" in name_uses().get(words[-1], frozenset())


# Heads of features whose names have the article and do without the head: "the Ombra"
FEATURES = frozenset(
    ("river", "canal", "sea", "desert", "mountains", "strait", "ocean", "hills", "highlands", "delta", "gulf")
)


def name_of_feature(name: str) -> str:
    """ "ombra" of "Ombra River" and "river Ombra"; "" of other names."""
    words = [word for word in parts(name) if word not in FEATURES]
    return words[0] if len(words) == 1 and len(parts(name)) == 2 else ""


def is_common(word: str) -> bool:
    """Whether a word is a dictionary word of bodies' names, which alone names no one: "national", "central"."""
    return bool(word_classes().get(word)) or word in COMMON


COMMON = frozenset((
    "national", "central", "federal", "state", "royal", "united", "international", "general", "public", "private",
    "new", "first", "city", "world", "global", "american", "european", "african", "asian", "savings", "development",
    "free", "peoples", "democratic", "northern", "southern", "eastern", "western", "north", "south", "east", "west",
    "civil", "foreign", "interior", "supreme", "high", "republican", "islamic", "social", "reserve", "community",
    "great",
))  # fmt: skip


PLURAL = 4  # letters that a plural must have more than


def words_before_of(name: str) -> tuple[str, ...]:
    """ "National Bank" of "National Bank of Tarn": two words or more that end in a body's head; or one in the plural
    that is no word for people or bodies: "Falcons" of "Falcons of Tarn"."""
    plain = name.split()
    at = next((i for i, word in enumerate(plain) if word in ("of", "for")), 0)
    head = parts(" ".join(plain[:at])) if at else ()
    if len(head) == 1 and at == 1 and plain[0].endswith("s") and len(head[0]) > PLURAL:
        one = head[0][:-1]
        told = any(word_classes().get(word) or name_uses().get(word) or is_common(word) for word in (head[0], one))
        return () if told else head
    return head if len(head) > 1 and "organisation" in word_classes().get(head[-1], frozenset()) else ()
