"""The lineage as PROV-JSON, read back with the `prov` package."""

import json
import re

import pytest
from dossiers import small
from prov.constants import PROV_TYPE
from prov.model import PROV, ProvDerivation, ProvDocument, ProvEntity

from wellsourced.tell.dossier import as_json
from wellsourced.tell.prov import as_prov, dumps


@pytest.fixture(scope="module")
def contract():
    return as_json(small())


@pytest.fixture(scope="module")
def document(contract):
    return ProvDocument.deserialize(content=dumps(contract), format="json")


def test_every_node_is_an_entity_and_only_articles_have_a_location(contract, document):
    entities = {str(one.identifier): one for one in document.get_records(ProvEntity)}
    assert set(entities) == {f"ws:{node['id']}" for node in contract["lineage"]["nodes"]} | {
        f"ws:{article['id']}" for article in contract["articles"]
    }
    articles = {f"ws:{article['id']}" for article in contract["articles"]}
    for name, entity in entities.items():
        assert bool(entity.get_attribute(PROV["location"])) == (name in articles)


def test_every_edge_is_a_derivation_of_its_subtype(contract, document):
    derivations = list(document.get_records(ProvDerivation))
    assert len(derivations) == len(contract["lineage"]["edges"]) > 0
    subtypes = {PROV["Quotation"], PROV["Revision"], PROV["PrimarySource"]}
    for derivation in derivations:
        assert derivation.get_attribute(PROV_TYPE) <= subtypes


@pytest.mark.parametrize(
    ("kind", "target", "subtype"),
    [("copies", "unseen", "Quotation"), ("quotes", "article", "Quotation"), ("rewrites", "article", "Revision"),
     ("credits", "unseen", "PrimarySource"), ("quotes", "speaker", "PrimarySource")],
)  # fmt: skip
def test_kinds_of_edges(kind, target, subtype):
    nodes = [
        {"id": "a-0001", "kind": "article", "name": "Tarn Post"},
        {"id": "n-0001", "kind": target, "name": "a report"},
    ]
    edge = {"from": "a-0001", "to": "n-0001", "kind": kind, "strength": 0.9, "why": "it says so"}
    made = as_prov({"articles": [], "lineage": {"nodes": nodes, "edges": [edge]}})
    [derivation] = made["wasDerivedFrom"].values()
    assert derivation["prov:type"]["$"] == f"prov:{subtype}"


def test_it_goes_out_and_comes_back(document):
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


def test_ids_are_names_that_prov_can_write(contract):
    made = as_prov(contract)
    names = [name for part in ("entity", "agent") for name in made[part]]
    assert all(re.fullmatch(r"ws:[a-z]+-\w+", name) for name in names)
    assert json.loads(dumps(contract)) == json.loads(json.dumps(made))
