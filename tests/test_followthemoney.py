"""FollowTheMoney entities: well formed by themselves, and read by the library where it is installed."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellsourced import find_pages, report
from wellsourced.archive import add, decide, open_archive
from wellsourced.cli import main
from wellsourced.records import Decision, Page
from wellsourced.tell.dossier import as_json
from wellsourced.tell.followthemoney import LONGEST_TEXT, entities, lines

EXAMPLE = Path(__file__).parents[1] / "examples" / "tulvar-cableway"


@pytest.fixture(scope="module")
def dossier():
    return as_json(report(find_pages([str(EXAMPLE)])))


@pytest.fixture(scope="module")
def found(dossier):
    return [json.loads(line) for line in lines(entities([dossier]))]


@pytest.fixture(scope="module")
def by_id(found):
    return {one["id"]: one for one in found}


def of(found, schema):
    return [one for one in found if one["schema"] == schema]


def test_each_id_once_and_every_reference_leads_somewhere(found, by_id):
    assert len(by_id) == len(found) > 100
    for one in found:
        for name in ("entity", "proof", "document", "resolved", "involved", "subject", "object", "candidate", "match"):
            assert set(one["properties"].get(name, [])) <= by_id.keys(), (one["schema"], name)
        assert all(values and all(map(str.strip, values)) for values in one["properties"].values())


def test_what_becomes_of_what(dossier, found):
    count = Counter(one["schema"] for one in found)
    people = [one for one in dossier["identities"] if one["kind"] == "person"]
    assert count["Article"] == len(dossier["articles"])
    assert count["Person"] == len(people)
    assert count["Address"] == sum(one["kind"] == "place" for one in dossier["identities"])
    assert count["Note"] == len(dossier["statements"]) + len(dossier["claims"])
    assert count["Event"] == sum(one["modality"] in ("happened", "ongoing") for one in dossier["events"])
    assert count["UnknownLink"] > 0
    assert {one["properties"]["name"][0] for one in of(found, "PublicBody")} >= {"Transport Ministry"}


def test_a_statement_names_its_speaker_its_article_and_its_words(dossier, by_id):
    texts = {one["id"]: " ".join(one["text"].split()) for one in dossier["articles"]}
    legal = {one["id"] for one in dossier["identities"] if one["kind"] in ("person", "organisation", "group")}
    for one in dossier["statements"]:
        properties = by_id[one["id"]]["properties"]
        assert properties["proof"] == [one["article"]]
        assert properties["description"][0].split(" … ")[0] in texts[one["article"]]
        spoken = one["source"]["identity"]
        assert properties.get("entity", []) == ([spoken] if spoken in legal else [])


def test_a_long_text_is_kept_whole_in_pieces():
    words = " ".join(map(str, range(30_000)))
    article = {"id": "a-1", "address": "page.txt", "title": None, "byline": None, "outlet": None, "language": "en",
               "published": {"earliest": "2024-02-29", "latest": "2024-03-01", "how": "?"}, "text": words}  # fmt: skip
    empty = {name: [] for name in ("identities", "statements", "claims", "events")}
    (one,) = entities([{"articles": [article], "lineage": {"nodes": [], "edges": []}, **empty}])
    assert "".join(one["properties"]["bodyText"]) == words
    assert max(map(len, one["properties"]["bodyText"])) <= LONGEST_TEXT
    assert one["properties"]["publishedAt"] == ["2024"]
    assert "sourceUrl" not in one["properties"]


GATES = "“The gates hold,” said Orla Venn, an engineer at the Sarrow lock of Tarn, where barges passed on Monday."
SCHOOL = (
    "Pupils of Lindmar lose their school. “There are too few in the classes,” said Orla Venn, a councillor, in May."
)
PAGES = [Page("https://gates.example/1", GATES, "text"), Page("https://school.example/2", SCHOOL, "text")]


def test_of_an_archive_a_person_of_several_stories_is_one_entity(tmp_path):
    place, out = tmp_path / "a.archive", tmp_path / "out" / "entities.ftm.json"
    with open_archive(place, create=True) as archive:
        add(archive, PAGES)

    def people():
        result = CliRunner().invoke(main, ["export", str(place), "-f", "ftm", "-o", str(out)])
        assert result.exit_code == 0, result.output
        return of([json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], "Person")

    (orla,) = people()
    assert orla["properties"]["position"] == ["a councillor", "an engineer at the Sarrow lock of Tarn"]
    assert len(orla["properties"]["proof"]) == 2
    with open_archive(place) as archive:
        decide(archive, Decision("split", "Orla Venn"))
    assert len(people()) == 2


def test_an_empty_archive_is_said_and_leaves_no_file(tmp_path):
    with open_archive(tmp_path / "a.archive", create=True):
        pass
    result = CliRunner().invoke(main, ["export", str(tmp_path / "a.archive"), "-f", "ftm", "-o", str(tmp_path / "o")])
    assert (result.exit_code, (tmp_path / "o").exists()) == (1, False)


def test_the_library_reads_every_value(found):
    """No property that the model does not know, and no value that it would drop or change."""
    model = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed").model
    for one in found:
        proxy = model.get_proxy(one, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        wanted = {name: sorted(map(str.strip, values)) for name, values in one["properties"].items()}
        if "language" in wanted:
            wanted["language"] = ["eng"]  # by ISO 639-3
        kept.pop("country", None), wanted.pop("country", None)
        assert kept == wanted, one["schema"]
        assert proxy.schema.name == one["schema"]
        assert all(proxy.first(name) for name in proxy.schema.required)
