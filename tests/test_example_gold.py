"""The example's gold file against its articles: every place it names is there, once, and in order."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples" / "tulvar-cableway"
GOLD = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
MODALITIES = {"happened", "planned", "requested", "conditional", "possible", "denied", "not happened", "predicted"}
STATUSES = {"corroborated", "single origin", "disputed", "changed"}


def text_of(file):
    """The characters of an article as found: a file, or a record of a JSON Lines file."""
    name, _, line = file.partition(":")
    found = (FOLDER / name).read_text(encoding="utf-8")
    if not line:
        return found
    record = json.loads(found.splitlines()[int(line) - 1])
    return record.get("text") or record["html"]


TEXTS = {name: text_of(article["file"]) for name, article in GOLD["articles"].items()}
PLACES = [
    (article, row["starts"], row["ends"], subject)
    for subject in ("statements", "figures")
    for row in GOLD[subject]
    for article in [row["article"]]
] + [
    (article, row["starts"][article], row["ends"][article], "copies")
    for row in GOLD["copies"]
    for article in row["articles"]
]  # fmt: skip


@pytest.mark.parametrize(("article", "starts", "ends", "subject"), PLACES)
def test_places_stand_once_and_in_order(article, starts, ends, subject):
    text = TEXTS[article]
    assert (text.count(starts), text.count(ends)) == (1, 1)
    assert text.index(starts) <= text.index(ends) + len(ends) - len(starts) or starts in ends or ends in starts


@pytest.mark.parametrize("name", GOLD["articles"])
def test_bodies_and_furniture_are_there(name):
    article = GOLD["articles"][name]
    for words in (article["body_starts"], article["body_ends"], *article["furniture"]):
        assert TEXTS[name].count(words) == 1, words


def test_what_is_named_is_an_article():
    named = [a for subject in ("claims", "events", "positions") for row in GOLD[subject] for a in row["articles"]]
    named += [a for row in GOLD["disagreements"] for side in row["between"] for a in side]
    named += [a for pair in GOLD["no_reuse"] for a in pair] + list(GOLD["lineage"])
    assert set(named) == set(TEXTS)
    assert len(TEXTS) >= 6


def test_words_of_the_schema():
    assert {row["modality"] for row in GOLD["events"]} <= MODALITIES
    assert {row["status"] for row in GOLD["claims"]} <= STATUSES
    origins = {origin for row in GOLD["lineage"].values() for origin in row}
    assert origins <= {"own", *GOLD["unseen"], *TEXTS}
