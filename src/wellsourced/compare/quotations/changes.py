"""Two wordings of one quote -> how they differ, and whether the sense does.

House edits leave the sense: spelling, contractions, brackets, an ellipsis, a shortened end, an attribution put
elsewhere, other small words. The sense is another one where a negation, a number, a modal verb ("may", "will"), a hedge
or a key word is another; and where words are left out that govern the rest ("I do not think that ...").
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...records import SENSE, QuoteChange, QuoteChangeKind
from ..wording import is_negation, lexicon, stem
from .stretches import Word, rows, same_stem

ALIKE = 0.75  # likeness of two words from which one is a spelling, or a misspelling, of the other
KEY_WORD = 8  # words two wordings must share for one other key word in them to be a change and not a translation
CHANGED = 3  # words of one change of sense; longer ones are another wording altogether
# Other words that two wordings may differ in, and least share of the shorter one's words that both have, for a change
# of sense to be one: two translations of a speech differ in many places
OTHERS, MATCHED = 1, 0.7
GOVERNS = 4  # words of an omission among which a negation is looked for that turns what follows
NEGATING = ("un", "in", "im", "il", "ir", "dis", "non")


Opcode = tuple[str, int, int, int, int]


def align(left: Sequence[str], right: Sequence[str]) -> list[Opcode]:
    """The opcodes of `difflib` between two wordings; matches of one word between two differences are given up."""
    raw = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    found: list[Opcode] = []
    for index, (tag, i, j, k, m) in enumerate(raw):
        lonely = tag == "equal" and j - i == 1 and 0 < index < len(raw) - 1 and len(left[i]) <= 3
        if found and (lonely or tag != "equal") and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], j, found[-1][3], m)
        else:
            found.append(("replace" if lonely else tag, i, j, k, m))
    return found


def shared(opcodes: Sequence[Opcode]) -> int:
    """How many words two wordings share, single ones left out."""
    sizes = [j - i for tag, i, j, _, _ in opcodes if tag == "equal"]
    return sum(size for size in sizes if size > 1 or len(sizes) == 1)


def find_changes(left: Sequence[Word], right: Sequence[Word]) -> tuple[QuoteChange, ...]:
    """All differences between two wordings of one quote, in order; none where only marks and case differ."""
    opcodes = align([w.form for w in left], [w.form for w in right])
    matched = shared(opcodes)
    found: list[QuoteChange] = []
    swapped = 0
    for index, (tag, i, j, k, m) in enumerate(opcodes):
        if tag == "equal":
            found += _moved(left[i + 1 : j], right[k + 1 : m])
            continue
        at_edge = index in (0, len(opcodes) - 1)
        mine, theirs = left[i:j], right[k:m]
        kind = _kind(mine, theirs, left[j : j + 1], right[m : m + 1], at_edge, index == 0)
        swapped += kind == "key word"
        found.append(QuoteChange(kind, _text(mine), _text(theirs)))
    # much else is other, too: a translation, or two things said
    others = sum(change.kind == "changed word" for change in found)
    doubtful = set(SENSE) if others > OTHERS or matched < MATCHED * min(len(left), len(right)) else set()
    if swapped + others != 1 or matched < KEY_WORD:
        doubtful.add("key word")
    return tuple(QuoteChange("changed word", c.left, c.right) if c.kind in doubtful else c for c in found)


def is_altered(changes: Sequence[QuoteChange]) -> bool:
    return any(change.kind in SENSE for change in changes)


def _text(words: Sequence[Word]) -> str:
    found: list[str] = []
    last: Word | None = None
    for word in words:
        if last is None or word.text is not last.text:  # both halves of a contraction are one token
            found.append(word.text)
        last = word
    return " ".join(found)


def _moved(left: Sequence[Word], right: Sequence[Word]) -> Iterator[QuoteChange]:
    if [w.gap for w in left if w.gap == "attribution"] != [w.gap for w in right if w.gap == "attribution"]:
        yield QuoteChange("moved attribution", "", "")


def _kind(
    left: Sequence[Word],
    right: Sequence[Word],
    left_after: Sequence[Word],
    right_after: Sequence[Word],
    at_edge: bool,
    first: bool,
) -> QuoteChangeKind:
    """What one difference is. `after` is the next word of each side; `first` whether nothing stands before."""
    if any(w.bracketed for w in (*left, *right)) and all(w.bracketed for w in left or right):
        return "bracket"
    if any(w.bracketed for w in right) or any(w.bracketed for w in left):
        return "bracket"
    if not left or not right:
        cut, after = (left, left_after) if left else (right, right_after)
        marked = (right_after if left else left_after)[:1]
        if at_edge:
            return "negation" if first and _governs(cut, after) else "shortened"
        return _omission(cut, after, bool(marked) and marked[0].gap in ("ellipsis", "attribution"))
    if at_edge and _is_other_text(left, right):
        return "shortened"
    return _substitution([w.form for w in left], [w.form for w in right])


def _is_other_text(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether at an edge two wordings simply go on with other sentences."""
    return len(left) > 3 or len(right) > 3 or any(w.gap == "border" for w in (*left[:1], *right[:1]))


def _omission(cut: Sequence[Word], after: Sequence[Word], marked: bool) -> QuoteChangeKind:
    forms = [w.form for w in cut]
    last = max((i for i, form in enumerate(forms) if is_negation(form)), default=None)
    if last is not None:
        beyond = [*cut[last + 1 :], *after]
        # "will not, under any circumstances, resign": what follows an auxiliary that stays is governed all the same
        if last == 0 or (len(forms) - last <= GOVERNS and not any(w.gap == "border" for w in beyond)):
            return "negation"
    if not marked and len(forms) <= 2 and any(form in _hedges() for form in forms):
        return "hedge"
    return "ellipsis" if marked else "changed word"


def _governs(cut: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether words cut off before a clause take it back: "I do not think that ..."."""
    if any(w.gap in ("border", "ellipsis") for w in after):
        return False
    start = max((i for i, w in enumerate(cut) if w.gap in ("border", "ellipsis")), default=0)
    lead = " ".join(w.form for w in cut[start:])
    return any(lead.endswith((phrase, f"{phrase} that", f"{phrase} of")) for phrase in _turning())


def _substitution(left: Sequence[str], right: Sequence[str]) -> QuoteChangeKind:
    if "".join(left) == "".join(right):
        return "spelling"
    if max(len(left), len(right)) > CHANGED:
        return "changed word"
    if _negations(left) % 2 != _negations(right) % 2:
        return "negation"
    numbers = [[f for f in side if f[:1].isdigit()] for side in (left, right)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return "number"
    modals = [{_modal(f) for f in side if _modal(f) is not None} for side in (left, right)]
    if modals[0] and modals[1] and modals[0] != modals[1]:
        return "modal"
    if _are_opposite(left, right):
        return "key word"
    if len(left) == len(right) and all(map(_is_respelled, left, right)):
        return "spelling"
    telling = [[f for f in side if _is_key_word(f)] for side in (left, right)]
    if len(left) == len(right) == 1 and telling[0] and telling[1]:
        a, b = left[0], right[0]
        return "changed word" if _mean_the_same(a, b) or _is_respelled(a, b) else "key word"
    return "changed word"


def _negations(forms: Sequence[str]) -> int:
    return sum(is_negation(form) for form in forms)


def _is_respelled(a: str, b: str) -> bool:
    """Whether a word is another spelling of another one, or a slip of the pen; never its opposite."""
    if a == b:
        return True
    if a[:1].isdigit() or b[:1].isdigit() or min(len(a), len(b)) < 4:
        return False
    short, long = sorted((a, b), key=len)
    if any(long == prefix + short for prefix in NEGATING):
        return False
    return not same_stem(a, b) and difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _is_key_word(form: str) -> bool:
    """Whether a word carries the sense: none of the small ones, no adverb."""
    stop = lexicon().classes["stop"]
    small = form in stop or stem(form) in stop or form in lexicon().classes["pronoun"]
    return not small and len(form) > 2 and not form.endswith("ly")


def _mean_the_same(a: str, b: str) -> bool:
    one, other = (lexicon().synonym.get(stem(word), stem(word)) for word in (a, b))
    return one == other


def _are_opposite(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one word stands where its opposite stands in the other wording."""
    mine, theirs = set(left) - set(right), set(right) - set(left)
    if any(prefix + a == b or prefix + b == a for a in mine for b in theirs for prefix in NEGATING):
        return True
    stems, others = {stem(word) for word in mine} | mine, {stem(word) for word in theirs} | theirs
    return any((a & stems and b & others) or (b & stems and a & others) for a, b in _opposites())


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset((*a.split(), *map(stem, a.split()))), frozenset((*b.split(), *map(stem, b.split()))))
        for a, b in rows("opposite")
    )


@lru_cache(maxsize=1)
def _modals() -> dict[str, int]:
    return {word: strength for strength, (words,) in enumerate(rows("modal")) for word in words.split()}


def _modal(form: str) -> int | None:
    return _modals().get(form)


@lru_cache(maxsize=1)
def _hedges() -> frozenset[str]:
    return frozenset(word for (words,) in rows("hedge") for word in words.split())


@lru_cache(maxsize=1)
def _turning() -> tuple[str, ...]:
    return tuple(phrase for (phrases,) in rows("turning") for phrase in phrases.split("|"))
