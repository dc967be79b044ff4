"""Decisions about names: kept in a file that people can read, taken back, and in force in every later run."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.cli import main
from wellsourced.decisions import read_decisions, told, with_decision, without_last
from wellsourced.errors import Unreadable
from wellsourced.records import Decision
from wellsourced.tell.review import cases_of

READ = [  # (case, text, decisions)
    ("nothing", "", []),
    ("comments and empty lines", "# by hand\n\n  \n", []),
    ("put together", "same\tKarim Nadri\tKarim Nadiri\n", [Decision("same", "Karim Nadri", "Karim Nadiri")]),
    ("with a note", "apart\tOrla Venn\tO. Venn\ther brother\n",
     [Decision("apart", "Orla Venn", "O. Venn", "her brother")]),
    ("split", "split\tVenn\n", [Decision("split", "Venn")]),
    ("what comes later holds", "same\tOrla Venn\tO. Venn\napart\tO. Venn\tOrla Venn\n",
     [Decision("apart", "O. Venn", "Orla Venn")]),
    ("line ends and a mark of an editor", "\ufeffSAME\tOrla Venn\tO. Venn\r\n",
     [Decision("same", "Orla Venn", "O. Venn")]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "decisions"), READ, ids=[case for case, *_ in READ])
def test_what_a_file_says(case, text, decisions):
    assert list(read_decisions(text)) == decisions


WRONG = ["Orla Venn = O. Venn", "same\tOrla Venn", "split", "apart\tOrla Venn\t—", "merge\tOrla Venn\tO. Venn"]


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_is_no_decision_is_named(line):
    with pytest.raises(Unreadable, match=r"names\.tsv, line 2"):
        read_decisions(f"# by hand\n{line}\n")


NAMES = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=9)


@given(st.lists(st.tuples(st.sampled_from(["same", "apart"]), NAMES, NAMES, st.text(max_size=9)), max_size=6))
def test_what_is_written_is_read_and_can_be_taken_back(rows):
    text, before = "", []
    for verdict, left, right, note in rows:
        before.append(text)
        text = with_decision(text, Decision(verdict, left, right, note))
        assert read_decisions(text)[-1] == Decision(verdict, left, right, " ".join(note.split()))
    if rows:
        assert without_last(text)[1] == read_decisions(text)[-1]


def dossier(*identities):
    """A dossier of one article of names; an identity is (name, ids it is proposed with)."""
    text = " ".join(name for name, _ in identities)
    return {
        "articles": [{"id": "a-1", "outlet": "Tarn Ledger", "address": "1.txt", "text": text}],
        "identities": [
            {"id": f"i-{number}", "name": name, "kind": "person", "forms": [name], "descriptions": [], "reasons": [],
             "mentions": [{"article": "a-1", "start": text.index(name), "end": text.index(name) + len(name)}],
             "proposals": [{"identity": other, "score": 0.8, "why": "alike"} for other in others]}
            for number, (name, others) in enumerate(identities)
        ],
    }  # fmt: skip


TWO = dossier(("Karim Nadri", ["i-1"]), ("Karim Nadiri", ["i-0"]))


def test_each_pair_is_asked_once_and_none_that_was_decided():
    assert [(case.left, case.right) for case in cases_of(TWO)] == [("Karim Nadiri", "Karim Nadri")]
    assert cases_of(TWO, [Decision("apart", "Karim Nadri", "KARIM NADIRI")]) == []


ANSWERED = [  # (case, what is typed, the decisions then)
    ("together", "s\n", [Decision("same", "Karim Nadiri", "Karim Nadri")]),
    ("apart", "a\n", [Decision("apart", "Karim Nadiri", "Karim Nadri")]),
    ("left open", "n\n", []),
    ("ended", "q\n", []),
    ("the input ends", "", []),
    ("something else first", "hm\n?\nx\ns\n", [Decision("same", "Karim Nadiri", "Karim Nadri")]),
]


@pytest.mark.parametrize(("case", "typed", "decisions"), ANSWERED, ids=[case for case, *_ in ANSWERED])
def test_answers_are_kept(case, typed, decisions, tmp_path):
    (tmp_path / "dossier.json").write_text(json.dumps(TWO), encoding="utf-8")
    result = CliRunner().invoke(main, ["review", str(tmp_path)], input=typed)
    assert result.exit_code == 0
    kept = tmp_path / "names.tsv"
    assert list(read_decisions(kept.read_text(encoding="utf-8") if kept.exists() else "")) == decisions


def test_a_decision_is_taken_back_while_asking(tmp_path):
    three = dossier(("Karim Nadri", ["i-1"]), ("Karim Nadiri", []), ("Orla Venn", ["i-3"]), ("Orla Ven", []))
    (tmp_path / "dossier.json").write_text(json.dumps(three), encoding="utf-8")
    CliRunner().invoke(main, ["review", str(tmp_path)], input="s\nu\na\nq\n")
    kept = read_decisions((tmp_path / "names.tsv").read_text(encoding="utf-8"))
    assert list(kept) == [Decision("apart", "Karim Nadiri", "Karim Nadri")]


def test_decisions_without_asking(tmp_path):
    (tmp_path / "dossier.json").write_text(json.dumps(TWO), encoding="utf-8")

    def call(*options):
        return CliRunner().invoke(main, ["review", str(tmp_path / "dossier.json"), *options]).output

    assert "are the same: seen" in call("--same", "Karim Nadri", "Karim Nadiri", "--note", "seen")
    assert "another one in each article" in call("--split", "Venn")
    assert call("--list").count("\n") == 2
    assert "taken back: “Venn”" in call("--undo")
    assert "taken back: “Karim Nadri”" in call("--undo")
    assert "no decision to take back" in call("--undo")
    assert "no two names were put together" in call("--merges")


def test_what_is_no_dossier_is_said(tmp_path):
    (tmp_path / "page.txt").write_text("Orla Venn", encoding="utf-8")
    result = CliRunner().invoke(main, ["review", str(tmp_path / "page.txt")])
    assert (result.exit_code, "no dossier.json" in result.output) == (1, True)


PAGES = (
    "Mayor Karim Nadri opened the gates on Monday. “It holds,” Nadri said in Tarn.",
    "On Monday the gates at Tarn were opened. The mayor, Kareem Nadiri, told reporters that all was well.",
)


@pytest.mark.parametrize(("verdict", "one"), [("same", True), ("apart", False)])
def test_decisions_hold_for_a_later_run_into_the_same_folder(verdict, one, tmp_path):
    for number, text in enumerate(PAGES):
        (tmp_path / f"{number}.txt").write_text(f"Gates opened at Tarn\n\n4 March 2024\n\n{text}\n", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "names.tsv").write_text(f"{verdict}\tKarim Nadri\tKareem Nadiri\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(tmp_path / "*.txt"), "-o", str(folder), "-q"])
    assert result.exit_code == 0, result.output
    identities = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))["identities"]
    assert any({"Karim Nadri", "Kareem Nadiri"} <= set(identity["forms"]) for identity in identities) == one


def test_marks_of_direction_do_not_reach_the_terminal():
    [decision] = read_decisions("same\tKarim\u200b Nadri\t\u202eirdaN\u202c\n")
    assert told([decision]) == "“Karim Nadri” and “irdaN” are the same"
