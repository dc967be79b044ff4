"""Names -> the cities that bear them: by a search through the table, or by a dictionary where many are asked for."""

import pytest

from wellsourced import gazetteer


@pytest.mark.parametrize("name", ["tripoli", "mosul", "sanjose", "nosuchtown", ""])
def test_both_ways_find_the_same_lines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = list(gazetteer._lines_of(name))
    monkeypatch.setattr(gazetteer, "MANY", -1)
    assert list(gazetteer._lines_of(name)) == searched
    assert bool(searched) == (name not in ("nosuchtown", ""))
