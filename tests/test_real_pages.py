"""Five real pages dumped to text. They belong to their publishers and are not part of this repository; what must be
right about them is said here without their words. Where they are absent, these tests are skipped."""

from pathlib import Path

import pytest

from wellsourced import as_json, find_pages, report
from wellsourced.records import FURNITURE

FOLDER = Path(__file__).parent.parent.parent / "shared" / "coverage" / "iraq-2015"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real pages are not here")


@pytest.fixture(scope="module")
def dossier():
    return as_json(report(find_pages(sorted(str(path) for path in FOLDER.glob("*.txt")))))


@pytest.fixture(scope="module")
def articles(dossier):
    return {article["address"].rsplit("/", 1)[-1][:3]: article for article in dossier["articles"]}


def forms_of(dossier, form):
    return [set(identity["forms"]) for identity in dossier["identities"] if form in identity["forms"]]


def test_titles(articles):
    assert articles["000"]["title"].startswith("Iraqi Shiite militants welcome")
    assert articles["001"]["title"].startswith("Iraqi Shi'ite Militias Welcome")
    assert articles["002"]["title"].startswith("Top Diplomat:")
    assert articles["003"]["title"].startswith("Iraq May Soon Request")
    assert articles["004"]["title"].startswith("Iraqi Shiite militias to turn")


@pytest.mark.parametrize(
    ("article", "words", "kind"),
    [
        ("000", "This post has been read 6142", "counter"),
        ("000", "Check Also", "teaser"),
        ("000", "Three IS militants killed", "teaser"),
        ("002", "ADVERTISEMENT", "advert"),
        ("003", "Tags:", "tags"),
        ("004", "Leave a Reply", "comments"),
        ("004", "Your email address", "comments"),
        ("004", "You May Also Like", "teaser"),
        ("004", "The middle class that vanished", "teaser"),
        ("004", "The TB pandemic", "teaser"),
    ],
)
def test_furniture(articles, article, words, kind):
    at = articles[article]["text"].index(words)
    assert [b["kind"] for b in articles[article]["blocks"] if b["start"] <= at < b["end"]] == [kind]


def test_nothing_in_any_list_comes_from_furniture(dossier):
    furniture = {
        article["id"]: [(b["start"], b["end"]) for b in article["blocks"] if b["kind"] in FURNITURE]
        for article in dossier["articles"]
    }

    def look(value):
        if isinstance(value, dict):
            if set(value) == {"article", "start", "end"}:
                assert not any(s < value["end"] and value["start"] < e for s, e in furniture[value["article"]])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look({key: value for key, value in dossier.items() if key not in ("articles", "unread")})


def test_dates(articles):
    for name in ("000", "001"):
        assert articles[name]["published"]["earliest"] == articles[name]["published"]["latest"] == "2015-10-05"
    assert "year" in articles["000"]["published"]["how"]
    for name in ("003", "004"):
        published = articles[name]["published"]
        assert published["earliest"] != published["latest"]
        assert published["earliest"] or published["latest"]


def test_three_share_one_unseen_text_and_two_share_none(dossier, articles):
    ids = {name: article["id"] for name, article in articles.items()}
    carried = {frozenset(span["article"] for span in passage["spans"]) for passage in dossier["passages"]}
    assert all(carriers <= {ids["000"], ids["001"], ids["003"]} for carriers in carried)
    unseen = {node["id"]: node["name"] for node in dossier["lineage"]["nodes"] if node["kind"] == "unseen"}
    shared = set(articles["000"]["origins"]) & set(articles["001"]["origins"]) & set(articles["003"]["origins"])
    assert len(shared) == 1
    assert shared <= set(unseen)
    assert "Reuters" in unseen[shared.pop()]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Muen al-Kadhimi", "Muen Kadhimi"),
        ("Asaib Ahl al-Haq", "Asaib Ahl Haq"),
        ("Islamic State", "IS"),
        ("Islamic State", "ISIS"),
        ("Islamic State", "ISIL"),
        ("Islamic State", "Daesh"),
        ("al Abadi", "Haider al-Abadi"),
        ("Al Abadi", "Haider al-Abadi"),
    ],
)
def test_one_bearer(dossier, left, right):
    assert any(right in forms for forms in forms_of(dossier, left)), f"{left} and {right} are one"


def test_nobody_is_merged_with_massoud_barzani(dossier):
    assert forms_of(dossier, "Massoud Barzani") == [{"Massoud Barzani"}]


def test_quotation_marks_of_all_kinds(dossier, articles):
    for name, speaker in (("000", "Kadhimi"), ("001", "Kadhimi"), ("003", "Zamili")):
        said = [s for s in dossier["statements"] if s["article"] == articles[name]["id"] and s["kind"] != "indirect"]
        assert any(speaker in link["name"] for s in said for link in s["chain"])


def test_speakers_have_their_roles_and_relays(dossier, articles):
    kadhimi = next(i for i in dossier["identities"] if "Muen al-Kadhimi" in i["forms"])
    assert any("senior aide" in description for description in kadhimi["descriptions"])
    said = [
        s for s in dossier["statements"] if s["article"] == articles["000"]["id"] and "Kadhimi" in s["chain"][0]["name"]
    ]
    assert any(link["name"] == "Reuters" for s in said for link in s["chain"][1:])


def test_thirteen_air_strikes_in_iraq_and_eight_in_syria_on_sunday(dossier, articles):
    statements = {s["id"]: s for s in dossier["statements"]}
    figures = [f for f in dossier["figures"] if f["span"]["article"] == articles["000"]["id"]]
    for value, place in ((13, "Iraq"), (8, "Syria")):
        found = [
            f for f in figures
            if f["low"] == f["high"] == value and f["where"] == [place] and "airstrike" in f["counted"]
        ]  # fmt: skip
        assert len(found) == 1
        assert found[0]["when"] == {"earliest": "2015-10-04", "latest": "2015-10-04"}
        assert "Combined Joint Task Force" in statements[found[0]["statement"]]["chain"][0]["name"]
