"""Words that report speech, and how they take their content: the lexicons behind the constructions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

CueClass = Literal["speech", "belief", "document", "refusal"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb: the frames it takes (`lexicons/cues_verbs.tsv` explains them) and its class."""

    verb: str
    frames: frozenset[str]
    cue_class: CueClass


@lru_cache(maxsize=1)
def cue_verbs() -> dict[str, CueVerb]:
    verbs: dict[str, CueVerb] = {}
    for verb, frames, cue_class in _rows("cues_verbs.tsv"):
        earlier = verbs.get(verb)
        known = earlier.frames if earlier else frozenset()
        verbs[verb] = CueVerb(verb, known | frozenset(frames.split(",")), cue_class)  # type: ignore[arg-type]
    return verbs


@lru_cache(maxsize=1)
def cue_nouns() -> dict[str, frozenset[str]]:
    """Noun, singular and plural -> its frames."""
    nouns: dict[str, frozenset[str]] = {}
    for noun, frames in _rows("cues_nouns.tsv"):
        plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
        nouns[noun] = nouns[plural] = frozenset(frames.split(","))
    return nouns


@lru_cache(maxsize=1)
def source_words() -> dict[str, frozenset[str]]:
    """Lower-case noun -> what it tells about a speaker (`lexicons/sources_words.tsv`)."""
    classes: dict[str, set[str]] = {}
    for word, word_class in _rows("sources_words.tsv"):
        classes.setdefault(word, set()).add(word_class)
    return {word: frozenset(found) for word, found in classes.items()}


def _rows(name: str) -> list[list[str]]:
    text = files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
