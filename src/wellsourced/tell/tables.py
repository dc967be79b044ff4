"""Dossier -> tables: rows of plain values for spreadsheets, statistics and databases, as CSV or Parquet.

One table for each kind of record, joined by ids. Every stretch of text comes with its article, its place in characters
and its words; lists are joined with "; ".
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..errors import LibraryMissing

Json = dict[str, Any]
Kind = Literal["text", "whole", "number", "truth"]
Row = tuple[str | int | float | bool | None, ...]
DUCKDB = {"text": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[Row, ...]


def tables(dossier: Json) -> list[Table]:
    """All tables of a dossier as `as_json` gives it, empty ones too."""
    texts = {article["id"]: article["text"] for article in dossier["articles"]}
    return [Table(name, columns, tuple(make(dossier, texts))) for name, (columns, make) in TABLES.items()]


# What makes a spreadsheet take words of a page for a formula and run it (OWASP, "CSV Injection"); full-width as well
FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def as_csv(table: Table) -> str:
    """One table as CSV (RFC 4180), with a line of column names; nothing is an empty field.

    An apostrophe goes before words that a spreadsheet would take for a formula.
    """
    return _csv(table, harmless=True)


def _csv(table: Table, harmless: bool) -> str:
    def written(value: object) -> object:
        if harmless and isinstance(value, str) and FORMULA.match(value):
            return f"'{value}"
        return "" if value is None else value

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in table.columns])
    writer.writerows([[written(value) for value in row] for row in table.rows])
    return out.getvalue()


def write_parquet(table: Table, place: Path) -> None:
    """One table as a Parquet file. Raises `LibraryMissing` where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError as error:
        raise LibraryMissing("duckdb", 'pip install "wellsourced[corpus]"') from error
    columns = ", ".join(f"'{name}': '{DUCKDB[kind]}'" for name, kind in table.columns)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        file.write(_csv(table, harmless=False))
        file.flush()
        read = f"read_csv(?, header = true, quote = '\"', escape = '\"', columns = {{{columns}}}, parallel = false)"
        with duckdb.connect() as database:
            target = str(place).replace("'", "''")
            database.execute(f"COPY (SELECT * FROM {read}) TO '{target}' (FORMAT parquet)", [file.name])


# ---- rows ---------------------------------------------------------------------------------------


def _articles(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["articles"]:
        yield (
            one["id"], one["story"], one["address"], one["outlet"], one["title"], one["byline"], one["language"],
            one["published"]["earliest"], one["published"]["latest"], len(one["text"]),
        )  # fmt: skip


def _stories(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["stories"]:
        yield (
            one["id"], one["topic"], one["title"], len(one["articles"]), one["outlets"], *_range(one["origins"])
        )  # fmt: skip


def _statements(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in (*dossier["statements"], *dossier["attitudes"]):
        source = one["source"]
        yield (
            one["id"], one["article"], one["manner"], one["kind"], source["name"], source["identity"],
            source["anonymous"], one["denied"], one["addressee"] and one["addressee"]["text"], one["medium"],
            *_interval(one["uttered"]), "; ".join(link["name"] for link in one["chain"]), one["within"],
            *_place(one["content"], texts),
        )  # fmt: skip


def _claims(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    story = {article["id"]: article["story"] for article in dossier["articles"]}
    for one in dossier["claims"]:
        yield (
            one["id"], story[one["supports"][0]["article"]] if one["supports"] else None, one["kind"], one["status"],
            one["outlets"], *_range(one["origins"]), *_range(one["channels"]), "; ".join(one["speakers"]), one["text"],
        )  # fmt: skip


def _supports(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["claims"]:
        for support in one["supports"]:
            yield one["id"], support["article"], support["origin"], *_place([support["span"]], texts)


def _disagreements(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["disagreements"]:
        for number, side in enumerate(one["sides"], 1):
            for claim in side:
                yield one["id"], one["kind"], one["about"], number, claim, one["why"]


def _figures(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["figures"]:
        yield (
            one["id"], one["span"]["article"], one["low"], one["high"], one["bound"], one["unit"], one["counted"],
            "; ".join(one["where"]), *_interval(one["when"]), one["statement"], *_place([one["span"]], texts)[1:],
        )  # fmt: skip


def _events(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["events"]:
        people = "; ".join(f"{part['role']}: {part['text']}" for part in one["participants"])
        yield (
            one["id"], one["trigger"]["article"], one["kind"], one["modality"], people, _said(one["place"]),
            *_interval(one["when"]), one["statement"], *_place([one["trigger"]], texts)[1:],
        )  # fmt: skip


def _identities(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["identities"]:
        yield (
            one["id"], one["name"], one["kind"], "; ".join(one["forms"]), "; ".join(one["descriptions"]),
            len(one["mentions"]),
        )  # fmt: skip


def _passages(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for name, kind in (("passages", "copies"), ("rewrites", "rewrites")):
        for one in dossier[name]:
            for span in one["spans"]:
                yield one["id"], kind, one["bits"], *_place([span], texts)


def _edges(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    names = {node["id"]: node["name"] for node in dossier["lineage"]["nodes"]}
    for one in dossier["lineage"]["edges"]:
        yield (
            one["from"], names.get(one["from"]), one["to"], names.get(one["to"]),
            one["kind"], one["strength"], one["why"],
        )  # fmt: skip


def _timeline(dossier: Json, texts: dict[str, str]) -> Iterator[Row]:
    for one in dossier["timeline"]:
        yield *_interval(one["when"]), one["planned"], one["claim"]


def _range(found: Json) -> tuple[int, int]:
    return found["low"], found["high"]


def _interval(found: Json | None) -> tuple[str | None, str | None]:
    return (found["earliest"], found["latest"]) if found else (None, None)


def _said(place: Any) -> str | None:
    return place.get("text") if isinstance(place, dict) else place


def _place(spans: Iterable[Json], texts: dict[str, str]) -> tuple[str, int, int, str]:
    """The article, first and last character, and the words of spans of one article; gaps are told by "…"."""
    each = list(spans)
    article = each[0]["article"]
    words = " … ".join(texts[article][span["start"] : span["end"]] for span in each)
    return article, each[0]["start"], each[-1]["end"], words


def _columns(text: str) -> tuple[tuple[str, Kind], ...]:
    kinds: dict[str, Kind] = {"#": "whole", "%": "number", "?": "truth"}
    return tuple((name.rstrip("#%?"), kinds.get(name[-1], "text")) for name in text.split())


PLACE = "article start# end# words"
TABLES: dict[str, tuple[tuple[tuple[str, Kind], ...], Callable[[Json, dict[str, str]], Iterator[Row]]]] = {
    "articles": (
        _columns("id story address outlet title byline language earliest latest characters#"), _articles),
    "stories": (_columns("id topic title articles# outlets# origins_low# origins_high#"), _stories),
    "claims": (
        _columns("id story kind status outlets# origins_low# origins_high# channels_low# channels_high# speakers text"),
        _claims),
    "supports": (_columns(f"claim carrier origin {PLACE}"), _supports),
    "disagreements": (_columns("id kind about side# claim why"), _disagreements),
    "statements": (
        _columns("id carrier manner kind source identity anonymous? denied? addressee medium uttered_earliest "
                 f"uttered_latest chain within {PLACE}"), _statements),
    "figures": (
        _columns("id article low% high% bound unit counted places earliest latest statement start# end# words"),
        _figures),
    "events": (
        _columns("id article kind modality participants place earliest latest statement start# end# words"), _events),
    "identities": (_columns("id name kind forms descriptions mentions#"), _identities),
    "passages": (_columns(f"id kind bits% {PLACE}"), _passages),
    "edges": (_columns("from from_name to to_name kind strength% why"), _edges),
    "timeline": (_columns("earliest latest planned? claim"), _timeline),
}  # fmt: skip
