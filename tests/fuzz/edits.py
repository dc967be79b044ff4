"""Seeds, changed as hostile input is: cut, doubled, spliced, with pieces put in that readers look for."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import strategies as st

from .readers import seeds

LONGEST = 20_000  # bytes


def words() -> list[bytes]:
    """The pieces of words.dict, which atheris uses too."""
    lines = (Path(__file__).parent / "words.dict").read_text(encoding="ascii").splitlines()
    return [ast.literal_eval(f"b{line}") for line in lines if line and not line.startswith("#")]


@st.composite
def edited(draw: st.DrawFn, reader: str) -> bytes:
    """A seed of a reader with up to eight edits, each of which shrinks to none."""
    each = seeds(reader)
    data = draw(st.sampled_from(each))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.one_of(st.integers(0, 12), st.integers(0, 400))))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.sampled_from(words()),
                st.binary(max_size=6),
                st.builds(lambda times, part=data[at:end]: part * times, st.sampled_from([2, 3, 40])),
                st.builds(lambda other, low, part: other[low : low + part], st.sampled_from(each),
                          st.integers(0, 300), st.integers(0, 300)),
            )
        )  # fmt: skip
        data = (data[:at] + piece + data[end:])[:LONGEST]
    return data
