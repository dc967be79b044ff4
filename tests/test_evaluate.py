"""`wellsourced evaluate`: a perfect dossier is told as such; each kind of error moves its own figure and no other."""

import copy
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellsourced.cli import main
from wellsourced.evaluate import MEASURES, Coverage, Outcome, figures, outcomes, read_gold
from wellsourced.evaluate.gold import BadGold

EXAMPLE = Path(__file__).parents[1] / "examples" / "tulvar-cableway"

TEXTS = {
    "a1": "The lock at Ostrel was shut on Monday. “We had no choice,” said Ina Roth. Twelve barges wait.\nMore news",
    "a2": "The lock at Ostrel was shut on Monday. Ms Roth's deputy Ino Roth was away.\nMore news",
}


def span(name: str, words: str) -> dict[str, object]:
    start = TEXTS[name].index(words)
    return {"article": f"id-{name}", "start": start, "end": start + len(words)}


def article(name: str) -> dict[str, object]:
    body, line = span(name, TEXTS[name].split("\n")[0]), span(name, "More news")
    kinds = [(body, "paragraph"), (line, "teaser")]
    return {
        "id": f"id-{name}", "address": f"pages/{name}.txt", "text": TEXTS[name], "origins": ["o"],
        "blocks": [{"kind": kind, "start": place["start"], "end": place["end"]} for place, kind in kinds],
        "published": {"earliest": "2024-05-03", "latest": "2024-05-03"},
    }  # fmt: skip


def claim(name: str, words: str, articles: list[str], low: int, status: str) -> dict[str, object]:
    supports = [{"article": f"id-{a}", "span": span(a, words)} for a in articles]
    return {"id": name, "text": words, "supports": supports, "origins": {"low": low, "high": low}, "status": status}


SHUT = "The lock at Ostrel was shut on Monday"
DOSSIER = {
    "articles": [article("a1"), article("a2")],
    "statements": [{
        "id": "s1", "kind": "direct", "within": None, "source": {"text": "Ina Roth"},
        "chain": [{"name": "Ina Roth"}, {"name": "Canal News"}], "content": [span("a1", "We had no choice,")],
    }],
    "passages": [{"spans": [span("a1", SHUT), span("a2", SHUT)]}],
    "identities": [{"id": "i1", "forms": ["Ina Roth", "Ms Roth"]}, {"id": "i2", "forms": ["Ino Roth"]}],
    "figures": [{"id": "f1", "low": 12, "high": 12, "counted": "barges", "span": span("a1", "Twelve barges")}],
    "events": [{"trigger": span("a1", "shut"), "modality": "happened"}],
    "claims": [
        claim("c1", SHUT, ["a1", "a2"], 1, "single origin"),
        claim("c2", "Twelve barges wait", ["a1"], 1, "disputed"),
    ],
    "disagreements": [{"kind": "figure", "sides": [["c1"], ["c2"]]}],
}  # fmt: skip
GOLD = {
    "articles": {
        name: {"file": f"{name}.txt", "published": "2024-05-03", "body_starts": "The lock", "body_ends": "Monday",
               "furniture": ["More news"]}
        for name in TEXTS
    },
    "lineage": {"a1": ["report"], "a2": ["a1"]},
    "copies": [
        {"articles": [*TEXTS], "starts": dict.fromkeys(TEXTS, "The lock"), "ends": dict.fromkeys(TEXTS, "Monday")}
    ],
    "no_reuse": [],
    "statements": [{"article": "a1", "kind": "direct", "speaker": "Ina Roth", "chain": ["Ina Roth", "Canal News"],
                    "starts": "We had", "ends": "choice,"}],
    "entities": [{"name": "Ina Roth", "forms": ["Ina Roth", "Ms Roth"]}],
    "different": [["Ina Roth", "Ino Roth"]],
    "figures": [{"article": "a1", "low": 12, "high": 12, "counted": "barges", "starts": "Twelve", "ends": "barges"}],
    "events": [{"modality": "happened", "starts": {"a1": "was shut"}}],
    "claims": [{"text": SHUT, "articles": ["a1", "a2"], "origins": 1, "status": "single origin"}],
    "disagreements": [{"kind": "figure", "about": "barges", "between": [["a1"], ["a2"]]}],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def measured(folder: Path, dossier: dict[str, object]) -> dict[str, float]:
    return figures(outcomes(Coverage(read_gold(folder), dossier)))


def test_a_perfect_dossier(folder: Path) -> None:
    reached = measured(folder, DOSSIER)
    assert {name for name in MEASURES} - reached.keys() == set()
    assert all(value == (0 if MEASURES[name] == "count" else 1) for name, value in reached.items())


ERRORS = [
    ("an article is not read", lambda d: d["articles"].pop(), {"articles": 0.5}),
    ("a line of the page is taken for text", lambda d: d["articles"][0]["blocks"][1].update(kind="paragraph"),
     {"furniture labelled": 0.5}),
    ("text is taken for furniture", lambda d: d["articles"][0]["blocks"][0].update(kind="advert"), {"body kept": 0.5}),
    ("another day", lambda d: d["articles"][0]["published"].update(latest="2024-05-04"), {"dates right": 0.5}),
    ("no statement", lambda d: d["statements"].clear(), {"statements F1": 0.0, "statements + speaker F1": 0.0}),
    ("another kind", lambda d: d["statements"][0].update(kind="mixed"), {"kind right": 0.0}),
    ("another speaker", lambda d: d["statements"][0].update(source={"text": "Bo"}, chain=[{"name": "Bo"}]),
     {"statements + speaker F1": 0.0, "chains right": 0.0}),
    ("a link is missing", lambda d: d["statements"][0]["chain"].pop(), {"chains right": 0.0}),
    ("a statement too many", lambda d: d["statements"].append(
        d["statements"][0] | {"id": "s2", "content": [span("a1", "Twelve barges wait")]}),
     {"statements F1": 0.667, "statements + speaker F1": 0.667}),
    ("no passage", lambda d: d["passages"].clear(), {"passages F1": 0.0}),
    ("no origin in common", lambda d: d["articles"][0].update(origins=["p"]),
     {"origin pairs right": 0.0, "false independence": 1}),
    ("forms apart", lambda d: d["identities"][0]["forms"].pop(), {"forms put together": 0.0}),
    ("look-alikes in one", lambda d: d["identities"][0]["forms"].append("Ino Roth"), {"look-alikes wrongly merged": 1}),
    ("another number", lambda d: d["figures"][0].update(high=13), {"figures F1": 0.0}),
    ("another modality", lambda d: d["events"][0].update(modality="planned"), {"modality right": 0.0}),
    ("no event", lambda d: d["events"].clear(), {"events found": 0.0, "modality right": 0.0}),
    ("an origin too many", lambda d: d["claims"][0].update(origins={"low": 2, "high": 3}),
     {"origins inside": 0.0, "origins exact": 0.0, "false corroboration": 1}),
    ("an interval", lambda d: d["claims"][0].update(origins={"low": 1, "high": 2}), {"origins exact": 0.0}),
    ("another status", lambda d: d["claims"][0].update(status="changed"), {"status right": 0.0}),
    ("another kind of disagreement", lambda d: d["disagreements"][0].update(kind="date"), {"disagreements found": 0.0}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "spoil", "moved"), ERRORS, ids=[case for case, *_ in ERRORS])
def test_an_error_moves_its_own_figure(folder, case, spoil, moved):
    dossier = copy.deepcopy(DOSSIER)
    perfect = measured(folder, dossier)
    spoil(dossier)
    reached = measured(folder, dossier)
    assert {name: reached.get(name) for name in moved} == moved
    if case != "an article is not read":  # what cannot be asked there is not asked
        assert {name for name in reached if reached[name] != perfect[name]} == set(moved)


def test_a_passage_where_there_must_be_none(folder):
    (folder / "gold.json").write_text(json.dumps(GOLD | {"copies": [], "no_reuse": [["a2", "a1"]]}), encoding="utf-8")
    assert measured(folder, DOSSIER)["false links"] == 1


def test_bounds_are_no_day(folder):
    gold = copy.deepcopy(GOLD)
    gold["articles"]["a1"] |= {"published": None, "published_after": "2024-05-01", "published_before": "2024-05-09"}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    bounded = copy.deepcopy(DOSSIER)
    assert measured(folder, bounded)["dates right"] == 0.5
    bounded["articles"][0]["published"] = {"earliest": "2024-05-02", "latest": None}
    assert measured(folder, bounded)["dates right"] == 1.0
    bounded["articles"][0]["published"] = {"earliest": "2024-06-01", "latest": None}
    assert measured(folder, bounded)["dates right"] == 0.5


def test_what_gold_leaves_out_is_not_measured(folder):
    (folder / "gold.json").write_text(json.dumps({"articles": {"a1": {"file": "a1.txt"}}}), encoding="utf-8")
    reached = measured(folder, DOSSIER)
    assert {name for name in reached if MEASURES[name] != "count"} == {"articles"}


def test_weights_count():
    one = Outcome("passages F1", "x", "", "", weight=3)
    missed = Outcome("passages F1", "x", "", "", found=False, right=False, weight=2)
    assert figures([one, missed])["passages F1"] == round(6 / 8, 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no JSON"), ("[]", "must name each article"), ('{"articles": {"a1": {}}}', "must name each article"),
        ('{"articles": {"a1": {"file": "b.txt"}}}', "no file b.txt"),
        ('{"articles": {"a1": {"file": "a1.txt"}}, "claims": 3}', "must be a list"),
    ],
)  # fmt: skip
def test_a_gold_file_that_cannot_be_used(folder, content, reason):
    (folder / "gold.json").write_text(content, encoding="utf-8")
    with pytest.raises(BadGold, match=reason):
        read_gold(folder)
    done = CliRunner().invoke(main, ["evaluate", str(folder)])
    assert done.exit_code == 1
    assert reason in done.stderr


def test_the_command_on_pages(folder):
    done = CliRunner().invoke(main, ["evaluate", str(folder), "--errors", "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["figures"]["articles"] == 1
    assert answer["figures"]["passages F1"] > 0
    assert all(error["where"].startswith(folder.name) for error in answer["errors"])
