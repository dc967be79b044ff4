"""Every reader under hostile input, for a bounded time; and what once broke one (tests/fuzz/cases), again.

`make fuzz` looks longer, guided by the code that each input reaches.
"""

from __future__ import annotations

import pytest
from fuzz.edits import edited
from fuzz.readers import HERE, READERS, check, seeds
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

EXAMPLES = {"dossier": 25, "reading": 25}  # of others 80: together some twenty seconds
CASES = [(path.parent.name, path) for path in sorted((HERE / "cases").glob("*/*"))]


@pytest.mark.parametrize(("reader", "path"), CASES, ids=[f"{reader}: {path.name}" for reader, path in CASES])
def test_what_once_broke_a_reader_is_read(reader, path):
    check(reader, path.read_bytes())


@pytest.mark.parametrize("reader", READERS)
def test_seeds_are_read(reader):
    for seed in seeds(reader):
        check(reader, seed)


@pytest.mark.parametrize("reader", READERS)
def test_no_edit_breaks_a_promise(reader):
    @settings(
        max_examples=EXAMPLES.get(reader, 80), deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        check(reader, data.draw(edited(reader)))

    holds()
