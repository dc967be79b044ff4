"""Articles -> stories: one event together, two events apart, whatever the order."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.stories import Move, find_moves, find_words, words_of
from wellsourced.compare.stories import group_stories as group_topics
from wellsourced.compare.stories.events import part_events
from wellsourced.compare.stories.topics import average_link, groups
from wellsourced.compare.stories.vectors import cosines, tabulate
from wellsourced.compare.stories.words import CAPITAL, NUMBER, WORD
from wellsourced.records import Article, Block, make_id

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
]
STORIES = sorted({case["story"] for case in CASES})


def article(text: str) -> Article:
    return Article(make_id("a", text), "case", text, (Block("paragraph", 0, len(text)),) if text else ())


def group_stories(articles: list[Article]) -> tuple[tuple[Article, ...], ...]:
    ordered = sorted(articles, key=lambda article: article.id)
    topics = group_topics([words_of(article) for article in ordered])
    stories = [tuple(ordered[number] for number in story) for topic in topics for story in topic]
    return tuple(sorted(stories, key=lambda story: story[0].id))


def group_texts(texts: list[str]) -> list[list[list[int]]]:
    return group_topics([find_words(text) for text in texts])


def texts(*stories: str) -> list[str]:
    return [case["text"] for case in CASES if case["story"] in stories]


@pytest.mark.parametrize("story", STORIES)
def test_the_articles_on_one_event_are_one_story(story: str) -> None:
    assert len(group_stories([article(text) for text in texts(story)])) == 1


def test_look_alike_events_and_another_topic_are_stories_of_their_own() -> None:
    found = group_stories([article(text) for text in texts(*STORIES)])
    assert {frozenset(a.text for a in group) for group in found} == {frozenset(texts(story)) for story in STORIES}


@pytest.mark.parametrize("story", STORIES)
def test_a_stray_article_is_a_story_of_its_own(story: str) -> None:
    for other in STORIES:
        if other != story:
            groups = [found for topic in group_texts([*texts(story), texts(other)[0]]) for found in topic]
            assert [len(group) for group in groups] == [len(texts(story)), 1], other


@given(st.permutations([case["text"] for case in CASES]))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_articles_does_not_matter(shuffled: list[str]) -> None:
    assert group_stories([article(t) for t in shuffled]) == group_stories([article(t) for t in texts(*STORIES)])


def test_articles_without_words_are_each_a_story() -> None:
    blank = Article("a-1", "blank", "…", (Block("paragraph", 0, 1),))
    assert group_stories([blank, Article("a-2", "empty", "", ())]) == ((blank,), (Article("a-2", "empty", "", ()),))


def test_no_article_no_story() -> None:
    assert group_stories([]) == ()


def test_furniture_takes_no_part() -> None:
    menu = "Saint Berta Ostra Hallin Noord Lines Ludo Verner rudder coast guard ferry passengers"
    text = f"{menu}\n{texts('budget')[0]}"
    about = Article(
        "a-menu", "case", text, (Block("navigation", 0, len(menu)), Block("paragraph", len(menu) + 1, len(text)))
    )
    assert len(group_stories([about, *(article(t) for t in texts("ferry Ostra"))])) == 2


HALVIK = [
    "A ferry struck the pier at Halvik on Monday and eleven passengers were hurt. The captain, Jorn Aske, was "
    "questioned by the coast guard, which has kept his papers. Investigators want to know why nobody dropped the "
    "anchor.",
    "The Sula should never have left harbour, a former engineer of the line says. Its rudder had been repaired "
    "twice since spring, and the ferry hit the pier in Halvik because it jammed again. The line would not "
    "comment.",
    "“I heard a scream of metal and then I was on the deck,” said Marit Lund, one of the passengers of the Sula. "
    "She waited with her son for two hours until a bus took them from the pier to the school at Halvik, where "
    "doctors saw them.",
    "Nordmar's coast guard has closed the channel to every ferry for a day. Jorn Aske, who commands the Sula, had "
    "sailed it for thirty years; the passengers who were hurt have left hospital, its director told reporters.",
]
PORTO = [
    "Thirty people were hurt when a ferry ran into the pier at Porto Bravo. It had come from Cabo Largo with day "
    "trippers. Police questioned Inês Rolo, the captain of the Estrela, through the night, and her lawyer called "
    "it routine.",
    "The Estrela passed its inspection only in March, the line said after the accident in Porto Bravo. A jammed "
    "rudder is what the coast guard suspects; the ferry was pulled off the pier by two tugs before dawn.",
    "Shops near the pier closed and people brought blankets for passengers who sat on the quay. “We thought of "
    "our own,” said a baker in Porto Bravo. Nobody is in danger, according to the hospital of Lusara, which "
    "treated them.",
    "Lusara wants rules for every ferry after thirty passengers of the Estrela were hurt. Inês Rolo did nothing "
    "wrong, her union says: the rudder failed, and the coast guard was told so at once.",
]


def parted(told: list[str]) -> list[list[int]]:
    """The events in texts that are taken for one topic."""
    table = tabulate([find_words(text) for text in told])
    return part_events(range(len(told)), table, cosines(table))


def test_two_events_of_one_kind_are_parted_by_their_names() -> None:
    halvik = [f"{text} The Sula lies in Halvik." for text in HALVIK]
    porto = [f"{text} The Estrela lies in Porto Bravo." for text in PORTO]
    assert parted([*halvik, *porto]) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_stray_article_parts_nothing() -> None:
    assert parted([*HALVIK, PORTO[0]]) == [[0, 1, 2, 3, 4]]


def test_copies_of_two_accounts_are_no_two_events() -> None:
    copies = [text + extra for text in (HALVIK[0], HALVIK[3]) for extra in ("", " More follows.", " Photo: archive.")]
    assert parted(copies) == [[0, 1, 2, 3, 4, 5]]


def test_look_alike_events_are_stories_of_one_topic() -> None:
    halvik = [f"{text} The Sula lies in Halvik. The ferry struck the pier." for text in HALVIK]
    porto = [f"{text} The Estrela lies in Porto Bravo. The ferry struck the pier." for text in PORTO]
    assert group_texts([*halvik, *porto]) == [[[0, 1, 2, 3], [4, 5, 6, 7]]]


MOVES = [  # (before, after, what moved)
    ([["a", "b"], ["c"]], [["c"], ["b", "a"]], ()),
    ([["a", "b"], ["c"]], [["a", "b", "new"], ["c"]], ()),
    ([["a", "b"]], [["a"]], ()),
    ([["a", "b"], ["c"]], [["a"], ["b", "c", "new"]],
     (Move("a", ("b",), ()), Move("b", ("a",), ("c",)), Move("c", (), ("b",)))),
    ([], [["a"]], ()),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "moved"), MOVES)
def test_what_moved_between_two_groupings(before: list[list[str]], after: list[list[str]], moved: tuple) -> None:
    assert find_moves(before, after) == moved


@given(st.permutations([case["text"] for case in CASES]), st.integers(1, len(CASES)))
@settings(max_examples=10, deadline=None)
def test_one_article_later_gives_what_reading_all_at_once_does_or_it_is_told(told: list[str], first: int) -> None:
    before = [[a.id for a in story] for story in group_stories([article(t) for t in told[:first]])]
    after = [[a.id for a in story] for story in group_stories([article(t) for t in told])]
    old = {a for story in before for a in story}
    stand = {frozenset(story) & old for story in after} - {frozenset()}
    assert (not find_moves(before, after)) == (stand == {frozenset(story) for story in before})


# ---- words --------------------------------------------------------------------------------------

WORDS = [  # (text, its names and numbers, its other words)
    ("The Sula struck the pier.", ("sula",), ("the", "struck", "pier")),
    ("He met O'Neill’s men. Then 2,300 left", ("2,300", "oneill"), ("he", "met", "men", "then", "left")),
    ("“Nobody” said Inês\n  Rolo - Costa, 7 and 14", ("14", "ine"), ("nobody", "said", "rolo", "costa", "7", "and")),
    ("a e\u0301cole in E\u0301vry.\u2003\u2003Gone", ("evry",), ("a", "ecole", "in", "gone")),
    ("\u0301 x", (), ("x",)),
    ("    Four blanks, then     Five", ("five",), ("four", "blank", "then")),
]


@pytest.mark.parametrize(("text", "names", "others"), WORDS)
def test_the_words_of_a_text(text: str, names: tuple[str, ...], others: tuple[str, ...]) -> None:
    words = find_words(text)
    assert (words.stems[: words.names], words.stems[words.names :]) == (names, others)


ODD = st.text(alphabet="aAéÉßİ①²٣12 \n.,;'’“-_\u0301\u0345字", max_size=40)


@given(ODD)
@settings(deadline=None)
def test_names_and_numbers_are_words_that_open_nothing(text: str) -> None:
    words = [(match.start(), match.group()) for match in WORD.finditer(text)]
    opens = re.compile(r"(?:^|[.!?:;“”\"«‘'`–—-]|\n)\s*$")
    capitals = [w for at, w in words if w[0].isupper() and not opens.search(text, max(0, at - 4), at)]
    assert [word for word in CAPITAL.findall(text) if word[0].isupper()] == capitals
    assert NUMBER.findall(text) == [word for _, word in words if word[0].isdecimal() and len(word) > 1]


# ---- average link -------------------------------------------------------------------------------


@given(st.integers(0, 1_000_000), st.integers(1, 12))
@settings(max_examples=50, deadline=None)
def test_average_link_joins_the_two_most_alike(seed: int, texts: int) -> None:
    similar = np.round(np.random.default_rng(seed).random((texts, texts)) * 0.2, 12)
    similar = np.minimum(similar, similar.T)
    np.fill_diagonal(similar, 0.0)
    left = [[number] for number in range(texts)]
    for apart in (0.10, 0.06):
        while len(left) > 1:
            pairs = [(similar[np.ix_(a, b)].mean(), a, b) for n, a in enumerate(left) for b in left[n + 1 :]]
            alike, a, b = max(pairs, key=lambda pair: pair[0])
            if alike < apart:
                break
            left = [group for group in left if group not in (a, b)] + [a + b]
        assert groups(texts, average_link(similar, 0.06), apart) == sorted(map(sorted, left))
