"""Decisions about names, kept in an archive: in force for what comes later too, taken back, and as in a report."""

import shutil
import sqlite3
import threading

import pytest
from archives import PAGES, told
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.archive import (
    add,
    decide,
    decisions,
    list_people,
    list_stories,
    load_dossier,
    load_person,
    open_archive,
    undo,
)
from wellsourced.archive.decide import kept as table
from wellsourced.errors import ArchiveError, NotKept
from wellsourced.pipeline import report
from wellsourced.records import Decision

SAME = Decision("same", "Karim Nadri", "Kareem Nadiri", "the town hall says so")
APART = Decision("apart", "Kareem Nadiri", "Karim Nadri")
SPLIT = Decision("split", "Orla Venn")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    place = tmp_path_factory.mktemp("decisions") / "full.archive"
    with open_archive(place, create=True) as archive:
        add(archive, PAGES)
    return place


@pytest.fixture
def place(full, tmp_path):
    return shutil.copy(full, tmp_path / "a.archive")


@pytest.fixture(scope="module")
def reports():
    """Reports of all pages under decisions, each made once."""
    made = {}
    return lambda *decided: made.setdefault(decided, told(report(PAGES, decisions=decided)))


def in_force(archive):
    return [one.decision for one in decisions(archive)]


def test_a_decision_gives_what_a_report_with_it_gives_and_is_taken_back(place, reports):
    with open_archive(place) as archive:
        before = told(load_dossier(archive))
        assert before == reports()
        change = decide(archive, SAME)
        assert [one.decision for one in change.decided] == [SAME]
        assert len(change.stories) == 1
        assert told(load_dossier(archive)) == reports(SAME) != before
        assert undo(archive).stories == change.stories
        assert told(load_dossier(archive)) == before
        assert undo(archive).decided == ()


def test_a_decision_holds_for_what_is_added_later(tmp_path, reports):
    with open_archive(tmp_path / "a.archive", create=True) as archive:
        assert decide(archive, SAME, SPLIT).stories == ()
        for page in PAGES:
            add(archive, [page])
        assert told(load_dossier(archive)) == reports(SAME, SPLIT)
        assert add(archive, PAGES).stories == 0


@given(st.lists(st.one_of(st.none(), st.sampled_from([SAME, APART, SPLIT])), max_size=5))
@settings(max_examples=6, deadline=None)
def test_any_order_of_deciding_and_taking_back(full, tmp_path_factory, reports, steps):
    place = shutil.copy(full, tmp_path_factory.mktemp("steps") / "a.archive")
    expected = []
    with open_archive(place) as archive:
        for step in steps:
            if step is None:
                undo(archive)
                expected = expected[:-1]
            else:
                decide(archive, step)
                about = {one for one in expected if {one.left, one.right} == {step.left, step.right}}
                if not about or [one for one in expected if one in about][-1] != step:
                    expected = [*expected, step]
        held = {frozenset((one.left, one.right)): one for one in expected}
        latest = [one for n, one in enumerate(expected)
                  if {one.left, one.right} not in [{x.left, x.right} for x in expected[n + 1 :]]]  # fmt: skip
        assert in_force(archive) == latest
        assert set(held.values()) == set(latest)
        assert told(load_dossier(archive)) == reports(*latest)


def test_the_last_one_about_the_same_names_holds_and_the_one_before_after_it_is_taken_back(place):
    with open_archive(place) as archive:
        first, second = (decide(archive, one).decided[0] for one in (SAME, APART))
        assert in_force(archive) == [APART]
        assert [one.id for one in decisions(archive, overruled=True)] == [first.id, second.id]
        assert decide(archive, APART).decided == ()
        undo(archive, second.id)
        assert in_force(archive) == [SAME]
        with pytest.raises(NotKept):
            undo(archive, second.id)
        assert decide(archive, APART).decided[0].id > second.id
        assert first.made.endswith("Z")
        assert len(first.made) == 20


WRONG = [Decision("same", "Orla Venn", "—"), Decision("same", "Orla Venn", "ORLA VENN"), Decision("apart", "", "Venn"),
         Decision("split", "Orla Venn", "O. Venn"), Decision("split", "")]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_decision_is_refused_whole(place, wrong):
    with open_archive(place) as archive:
        with pytest.raises(ArchiveError):
            decide(archive, SAME, wrong)
        assert decisions(archive) == []


def test_a_decision_that_was_kept_and_not_carried_out_is_carried_out_by_the_next_step(place, reports):
    """What is there when a process is killed between the two."""
    row = {"verdict": "same", "left": SAME.left, "right": SAME.right, "note": SAME.note, "made": "2024-03-04T00:00:00Z"}
    with open_archive(place) as archive:
        with archive.writing() as connection:
            connection.execute(table.insert().values(**row))
        assert add(archive, []).stories == 1
        assert told(load_dossier(archive)) == reports(SAME)


def test_decided_from_several_sides_at_once(place, reports):
    wanted = [SAME, SPLIT, Decision("apart", "Lindmar", "Tarn"), Decision("same", "Nobody Known", "Somebody Else")]

    def one(decision):
        with open_archive(place) as archive:
            decide(archive, decision)

    sides = [threading.Thread(target=one, args=[decision]) for decision in wanted]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    with open_archive(place) as archive:
        held = in_force(archive)
        assert {one.left for one in held} == {one.left for one in wanted}
        assert told(load_dossier(archive)) == reports(*held)


# ---- over all stories ---------------------------------------------------------------------------


def test_a_full_name_is_one_person_over_all_stories_and_a_common_body_is_not(place):
    with open_archive(place) as archive:
        people = {row.name: row for row in list_people(archive)}
        assert people["Orla Venn"].stories == 2
        found = load_person(archive, people["Orla Venn"].id)
        assert found.statements == len(found.said) == 2
        assert [one.day for one in found.said] == ["2024-04-06", "2024-03-05"]
        assert found.said[0].words == "There are too few pupils in the classes"
        assert {one.story for one in found.said} == {story.id for story in list_stories(archive)}
        assert [one.first_day for one in found.appearances] == ["2024-04-06", "2024-03-04"]
        assert [role.text for role in found.roles] == ["an engineer", "a councillor"]
        assert load_person(archive, found.appearances[0].identity.id) == found
        assert len(load_person(archive, found.id, limit=1, offset=1).said) == 1
        with pytest.raises(NotKept):
            load_person(archive, "who-nobody")
        assert [row.name for row in list_people(archive, query="vENN")] == ["Orla Venn"]
        assert list_people(archive, query="%") == []


def test_decisions_hold_over_all_stories(place):
    with open_archive(place) as archive:
        decide(archive, Decision("same", "Orla Venn", "Karim Nadri"))
        (row,) = list_people(archive, query="Karim Nadri")
        assert (row.name, row.stories, load_person(archive, row.id).names[0]) == ("Karim Nadri", 2, "Orla Venn")
        undo(archive)
        (row,) = list_people(archive, query="Karim Nadri")
        assert row.stories == 1
        decide(archive, SPLIT)
        assert [row.stories for row in list_people(archive, query="Orla Venn")] == [1, 1]
        undo(archive)
        assert [row.stories for row in list_people(archive, query="Orla Venn")] == [2]


def test_proposals_come_with_the_others_name(place):
    with open_archive(place) as archive:
        (row,) = list_people(archive, query="Karim Nadri")
        ((proposal, name),) = load_person(archive, row.id).appearances[0].proposals
        assert name == "Kareem Nadiri"
        decide(archive, APART)
        assert load_person(archive, row.id).appearances[0].proposals == ()
        assert proposal.why


# ---- an archive of version 1 --------------------------------------------------------------------


def as_version_1(place):
    """The file as version 1 would have written it."""
    with sqlite3.connect(place) as database:
        database.executescript(
            "DROP TABLE decisions; DROP TABLE names; DROP TABLE identities; DROP TABLE said; "
            "DROP TABLE marks; DROP TABLE crowded; DROP TABLE near; DROP TABLE neighbourhoods; "
            "ALTER TABLE stories DROP COLUMN place; ALTER TABLE stories ADD COLUMN place INTEGER DEFAULT 0; "
            "DROP INDEX words_by_record; UPDATE state SET value = '1' WHERE name = 'version'"
        )


def everything(place):
    with sqlite3.connect(place) as database:
        tables = ("state", "pages", "articles", "comparisons", "stories", "members", "names", "identities", "said")
        rows = {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}
        rows["words"] = sorted(
            database.execute("SELECT kind, article, story, record, speaker, status, words FROM words").fetchall(),
            key=repr,
        )
        (whole,) = database.execute("PRAGMA integrity_check").fetchone()
        assert whole == "ok"
        return rows


def test_an_archive_of_version_1_becomes_what_it_would_be_today(place, full, reports):
    as_version_1(place)
    with open_archive(place):
        pass
    assert everything(place) == everything(full)
    with open_archive(place) as archive:
        assert add(archive, PAGES).stories == 0
        decide(archive, SAME)
        assert told(load_dossier(archive)) == reports(SAME)


def test_an_archive_of_version_1_with_records_of_another_form_is_read_anew(place, reports):
    as_version_1(place)
    with sqlite3.connect(place) as database:
        database.execute("UPDATE comparisons SET comparison = '{\"of old\": 1}'")
    with open_archive(place) as archive:
        with pytest.raises(ArchiveError, match="another version"):
            load_dossier(archive)
        assert add(archive, []).articles == len(PAGES)
        assert told(load_dossier(archive)) == reports()
