"""Tables, annotations: what is written is read back, by the libraries that people use for it, as it was found."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced import find_pages, report
from wellsourced.tell.annotations import as_annotations
from wellsourced.tell.dossier import as_json
from wellsourced.tell.tables import FORMULA, Table, as_csv, tables, write_parquet

EXAMPLE = Path(__file__).parents[1] / "examples" / "tulvar-cableway"


@pytest.fixture(scope="module")
def dossier():
    return as_json(report(find_pages([str(EXAMPLE)])))


def test_every_table_joins_and_its_words_stand_where_they_say(dossier):
    found = {table.name: [dict(zip(next(zip(*table.columns, strict=True)), row, strict=True)) for row in table.rows]
             for table in tables(dossier)}  # fmt: skip
    texts = {article["id"]: article["text"] for article in dossier["articles"]}
    assert {len(row) for rows in found.values() for row in rows}
    for name in ("statements", "figures", "events", "supports", "passages"):
        assert found[name]
        for row in found[name]:
            first, *rest = row["words"].split(" … ")
            assert texts[row["article"]][row["start"] :].startswith(first)
            assert rest or row["end"] - row["start"] == len(row["words"])
    claims = {row["id"] for row in found["claims"]}
    assert {row["claim"] for row in found["supports"]} <= claims
    assert {row["claim"] for row in found["disagreements"]} <= claims
    assert {row["story"] for row in found["articles"]} == {row["id"] for row in found["stories"]}
    assert len(found["statements"]) == len(dossier["statements"]) + len(dossier["attitudes"])


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(-(2**60), 2**60)), max_size=5))
def test_csv_is_read_back(rows):
    table = Table("t", (("words", "text"), ("number", "whole")), tuple(rows))
    header, *read = csv.reader(io.StringIO(as_csv(table), newline=""))
    assert header == ["words", "number"]
    harmless = [f"'{words}" if FORMULA.match(words) else words for words, _ in rows]
    assert read == [[words, "" if row[1] is None else str(row[1])] for words, row in zip(harmless, rows, strict=True)]


def test_parquet_is_read_back_with_its_types(dossier, tmp_path):
    for table in tables(dossier):
        place = tmp_path / f"{table.name}.parquet"
        write_parquet(table, place)
        with duckdb.connect() as database:
            read = database.execute(f"SELECT * FROM '{place}'")
            assert [column[0] for column in read.description] == [name for name, _ in table.columns]
            kinds = [kind for _, kind in table.columns]
            told = [
                tuple(value or None if kind == "text" else value for value, kind in zip(row, kinds, strict=True))
                for row in table.rows
            ]
            assert read.fetchall() == told, table.name


def test_hostile_words_survive_parquet(tmp_path):
    words = [
        'a "quoted" word',
        "two\nlines\r\nand more",
        "=1+1",
        "semi;colon, comma",
        "'; DROP TABLE t; --",
        "  blanks  ",
    ]
    table = Table("t", (("words", "text"), ("sure", "truth")), tuple((word, True) for word in words))
    write_parquet(table, tmp_path / "it's.parquet")
    with duckdb.connect() as database:
        assert database.execute("SELECT words FROM read_parquet(?)", [str(tmp_path / "it's.parquet")]).fetchall() == [
            (word,) for word in words
        ]


def test_annotations_name_their_words(dossier):
    found = json.loads(json.dumps(as_annotations(dossier)))
    items = found["first"]["items"]
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["total"] == len(items) > 100
    texts = {article["address"]: article["text"] for article in dossier["articles"]}
    for item in items:
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
    assert len({item["id"] for item in items}) == len(items)


FORMS = [
    ("json", "d.json"),
    ("csv", "t"),
    ("parquet", "t"),
    ("annotations", "a.json"),
    ("prov", "p.json"),
    ("ftm", "e.json"),
]


@pytest.mark.parametrize(("form", "place"), FORMS)
def test_the_command(form, place, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Hill Gazette\n4 March 2024\n\nThe bridge is closed, the mayor said on Monday.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "wellsourced.cli", "export", page, "-f", form, "-o", tmp_path / "out" / place],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / place).exists()
    if form == "csv":
        assert "the bridge is closed" in (tmp_path / "out" / "t" / "statements.csv").read_text(encoding="utf-8").lower()


def test_nothing_to_export_is_said(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "wellsourced.cli", "export", tmp_path / "none.txt", "-f", "csv", "-o", tmp_path / "t"],
        capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert not (tmp_path / "t").exists()
