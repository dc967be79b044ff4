"""Article and its parse -> events: the trigger, the kind, and above all the modality with its condition."""

import datetime
import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.pipeline import read_article
from wellsourced.read.language import load_model
from wellsourced.records import Article, Block, Dated, Event, Reading

CASES = Path(__file__).parent / "cases"
DAY = datetime.date(2024, 3, 13)  # a Wednesday
TODAY = Dated(DAY, DAY, "day", "given by the test")


@functools.cache
def reading_of(text: str) -> Reading:
    article = Article("a", "a.txt", text, (Block("paragraph", 0, len(text)),), published=TODAY)
    return read_article(article, load_model())


def events_of(text: str, trigger: str) -> list[Event]:
    reading = reading_of(text)
    return [event for event in reading.events if reading.article.words(event.trigger) == trigger]


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    "row", [*rows("events.tsv"), *rows("events_embedded.tsv")], ids=lambda row: f"{row[0]} [{row[1]}]"
)
def test_events(row: list[str]) -> None:
    text, trigger, kind, *modality = row
    events = events_of(text, trigger)
    if kind == "-":
        assert not events
        return
    assert [(event.kind, event.modality) for event in events] == [(kind, modality[0])]
    condition = events[0].condition
    assert (reading_of(text).article.words(condition) if condition else None) == (modality[1] if modality[1:] else None)


@pytest.mark.parametrize("row", rows("events_modality.tsv"), ids=lambda row: f"{row[0]} [{row[1]}]")
def test_whether_it_came_about(row: list[str]) -> None:
    text, trigger, modality, *condition = row
    events = events_of(text, trigger)
    assert [event.modality for event in events] == ([] if modality == "-" else [modality])
    conditions = [reading_of(text).article.words(event.condition) for event in events if event.condition]
    assert conditions == condition


@pytest.mark.parametrize("row", rows("events_news.tsv"), ids=lambda row: f"{row[0]} [{row[1]}]")
def test_the_principal_events_of_ordinary_news(row: list[str]) -> None:
    text, trigger, kind = row
    assert [event.kind for event in events_of(text, trigger)] == ([] if kind == "-" else [kind])


MATCH = (
    "Ashby Rovers beat Marwick Town 2-1 in the league on Saturday. Dunne struck in the second half and the goalkeeper "
    "was beaten again from the penalty spot. The referee sent off a defender. The striker shot into the corner before "
    "half-time. A fan died in the stadium."
)


def test_a_match_report_tells_no_assaults() -> None:
    assert [event.kind for event in reading_of(MATCH).events] == ["death"]


def genres() -> list[tuple[str, str, list[str]]]:
    found = []
    for case in (CASES / "genres.txt").read_text(encoding="utf-8").split("\n# ")[1:]:
        name, _, rest = case.partition("\n")
        text, _, told = rest.partition("\ntells:")
        found.append((name, text, told.split()))
    return found


@pytest.mark.parametrize(("name", "text", "told"), genres(), ids=lambda value: str(value)[:40])
def test_what_no_news_report_tells(name: str, text: str, told: list[str]) -> None:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    reading = read_article(Article("a", "a.txt", text, tuple(blocks), published=TODAY), load_model())
    assert [reading.article.words(event.trigger) for event in reading.events] == told


def test_a_denial_reaches_back_over_what_it_points_to() -> None:
    text = "Ana Torr said a guard rang the town hall. Milo Vant, the mayor, denied it."
    assert [event.modality for event in events_of(text, "rang")] == ["denied"]


def test_a_denied_statement_denies_what_stands_in_it() -> None:
    text = "Ana Torr denied a report that the government was preparing to send soldiers."
    assert [(event.kind, event.modality) for event in events_of(text, "send")] == [("MOBILIZE", "denied")]


ROLES = [
    ("Veronia plans to bomb the port.", "bomb", [("actor", "Veronia"), ("target", "the port")]),
    ("Veronia carried out air strikes on Delmark.", "strikes", [("actor", "Veronia"), ("target", "Delmark")]),
    ("Troops opened fire.", "opened", [("actor", "Troops")]),
]


@pytest.mark.parametrize(("text", "trigger", "roles"), ROLES, ids=lambda value: str(value)[:40])
def test_participants(text: str, trigger: str, roles: list[tuple[str, str]]) -> None:
    (event,) = events_of(text, trigger)
    assert [(one.role, one.text) for one in event.participants] == roles


@pytest.mark.parametrize("row", rows("roles.tsv"), ids=lambda row: f"{row[0]} [{row[1]}]")
def test_who_takes_part(row: list[str]) -> None:
    text, trigger, actor, target, *name = row
    (event,) = events_of(text, trigger)
    found = {role: [one for one in event.participants if one.role == role] for role in ("actor", "target")}
    assert [one.text for one in found["actor"]] == ([] if actor == "-" else [actor])
    assert [one.text for one in found["target"]] == ([] if target == "-" else [target])
    assert [one.name for one in found["actor"]] == name or not name


def test_who_says_we_takes_part() -> None:
    (event,) = events_of("“We asked for an inspection,” Ana Torr said.", "asked")
    assert event.participants[0].name == "Ana Torr"


def test_place_and_time_are_those_of_the_clause() -> None:
    text = "Ana Torr said on Wednesday that the bridge in Sofia collapsed on 4 March."
    (event,) = events_of(text, "collapsed")
    assert event.when is not None
    assert event.when.earliest == event.when.latest == datetime.date(2024, 3, 4)
    (event,) = events_of("The bridge collapsed in Sofia.", "collapsed")
    assert event.place == "Sofia"


def test_events_know_the_statement_they_stand_in() -> None:
    text = "The dam gave way. Ana Torr said two bridges had collapsed."
    (own,), (told,) = events_of(text, "gave"), events_of(text, "collapsed")
    assert own.statement is None
    assert told.statement in {statement.id for statement in reading_of(text).statements}


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from([row[0] for row in rows("events.tsv")]), min_size=1, max_size=5))
def test_events_lie_in_the_text_and_are_told_once(sentences: list[str]) -> None:
    reading = reading_of(" ".join(sentences))
    triggers = [event.trigger for event in reading.events]
    assert triggers == sorted(set(triggers))
    spans = [span for event in reading.events for span in (*(p.span for p in event.participants), event.condition)]
    assert all(span is None or span.end <= len(reading.article.text) for span in (*triggers, *spans))
    assert all(event.condition for event in reading.events if event.modality == "conditional")
    assert len({event.id for event in reading.events}) == len(reading.events)
