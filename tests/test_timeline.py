"""Claims -> their places in time."""

import datetime
from dataclasses import replace

from claims_by_hand import parse
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.compare.timeline import build_timeline, narrowed
from wellsourced.records import Interval, Participant, Span

COVERAGE = """Happened, planned and said
names: Ana Roth (person)
== a | Harbour Post | 2024-05-02
The old quay [gave way@2024-05-01] at dawn under the weight of the cranes.
{Ana Roth| the harbour office had slept}, Ana Roth said.
{Ana Roth| nobody had sent for the divers}, Ana Roth said.
A pier [broke@1987-06-12] in a storm of the last century, too.
The council will [~vote@2024-06-12] on a new quay in the summer session.
== b | Hill News | 2024-05-02
{Ana Roth| the harbour office had slept}, Ana Roth said.
"""


def test_events_stand_where_they_happened_and_statements_where_they_were_said() -> None:
    case = parse(COVERAGE)
    claims = {claim.id: claim.text for claim in case.claims()}
    moments = [
        (str(moment.when.earliest), moment.planned, claims[moment.claim].split()[2])
        for moment in build_timeline(case.readings, case.claims())
    ]
    # what one outlet says that she said is left out, and so is what one outlet remembers
    assert moments == [("2024-05-01", False, "quay"), ("2024-05-02", False, "office"), ("2024-06-12", True, "will")]


def test_a_moment_of_an_event_has_the_words_that_tell_it() -> None:
    case = parse(COVERAGE)
    first = case.readings[0]
    start = first.article.text.index("The old quay")
    quay = Participant(
        "actor", "The old quay", "The old quay", Span(first.article.id, start, start + len("The old quay"))
    )
    events = tuple(replace(event, participants=(quay,)) for event in first.events[:1]) + first.events[1:]
    readings = [replace(first, events=events), *case.readings[1:]]
    spans = [moment.span for moment in build_timeline(readings, case.claims())]
    assert [first.article.words(span) if span else None for span in spans] == ["The old quay gave way", None, None]


def test_no_times_no_moments() -> None:
    case = parse("Undated\n== a | Harbour Post | 2024-05-02\nThe old quay leans toward the lighthouse.\n")
    assert build_timeline(case.readings, case.claims()) == ()


days = st.one_of(st.none(), st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 3, 1)))
intervals = st.tuples(days, days).map(
    lambda pair: Interval(*sorted(pair)) if None not in pair else Interval(*pair)  # type: ignore[type-var]
)


@given(st.lists(intervals, max_size=5))
def test_narrowed_intervals_lie_in_what_was_given(times: list[Interval]) -> None:
    def inside(a: Interval, b: Interval) -> bool:
        late = b.latest is None or (a.latest is not None and a.latest <= b.latest)
        return late and (b.earliest is None or (a.earliest is not None and a.earliest >= b.earliest))

    found = narrowed(times)
    assert len(found) <= len(set(times))
    assert all(any(inside(one, given) for given in times) for one in found)
    assert narrowed(times[::-1]) == found
