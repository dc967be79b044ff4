"""Articles of one story -> passages: what counts as carried by two, exact ends, families, variants."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.passages import accept, find_passages
from wellsourced.compare.passages.pairs import Pair, Stretch
from wellsourced.records import Article, Block, BlockKind, Passage, make_id

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
]


def article(name: str, text: str, kinds: tuple[BlockKind, ...] = ()) -> Article:
    """An article with a block a line, paragraphs but for the `kinds` of the first ones."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(kinds[number] if number < len(kinds) else "paragraph", start, start + len(line)))
        start += len(line) + 1
    return Article(make_id("a", name, text), name, text, tuple(blocks))


def articles(case: dict) -> list[Article]:
    return [article(name, text) for name, text in case["articles"].items()]


def found(case: dict) -> tuple[Passage, ...]:
    return find_passages(articles(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_passages(case: dict) -> None:
    at = {a.id: a for a in articles(case)}
    passages = [{at[s.article].address: at[s.article].words(s) for s in passage.spans} for passage in found(case)]
    assert sorted(passages, key=str) == sorted(case["passages"], key=str)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_variants(case: dict) -> None:
    variants = [v for passage in found(case) for v in passage.variants]
    got = sorted([v.kind, *sorted(reading.text for reading in v.readings)] for v in variants)
    assert got == sorted([kind, *sorted(readings)] for kind, *readings in case["variants"])


def test_a_reading_names_its_articles_and_stands_in_them() -> None:
    at = {a.id: a for a in articles(CASES[1])}
    (passage,) = found(CASES[1])
    for variant in passage.variants:
        assert sorted(a for reading in variant.readings for a in reading.articles) == sorted(at)
        for reading in variant.readings:
            assert [at[span.article].words(span) for span in reading.spans] == [reading.text] * len(reading.spans)
            assert bool(reading.text) == bool(reading.spans)


SHARED = "Two bears walked through the market of Ullen at dawn and ate forty kilograms of honey before a warden woke"
OWN = ("The stallholder had slept beside her van.", "Nobody in the town had seen any for eleven years.")


@pytest.mark.parametrize("kind", ["caption", "title", "advert", "navigation", "teaser", "comments"])
def test_only_the_body_takes_part(kind: BlockKind) -> None:
    left, right = (article(own, f"{SHARED}\n{own}", (kind,)) for own in OWN)
    assert find_passages([left, right]) == ()


def test_no_passage_runs_over_furniture() -> None:
    first, second = SHARED + ".", "A hunter fired into the air and both animals climbed a chestnut tree by the church"
    left = article("left", f"{first}\n{second}")
    right = article("right", f"{first}\nSign up for our newsletter\n{second}", ("paragraph", "newsletter"))
    passages = find_passages([left, right])
    assert sorted(right.words(s) for p in passages for s in p.spans if s.article == right.id) == sorted(
        (SHARED, second)
    )


def test_families_where_the_carriers_change() -> None:
    more = "and the fire brigade spent the morning washing the square with hot water and brushes"
    texts = {"a": f"{SHARED}, {more}.", "b": f"{SHARED}, {more}.", "c": f"{SHARED}. {OWN[1]}"}
    at = {name: article(name, text) for name, text in texts.items()}
    address = {a.id: a.address for a in at.values()}
    carriers = [sorted(address[s.article] for s in p.spans) for p in find_passages(list(at.values()))]
    assert sorted(carriers) == [["a", "b"], ["a", "b", "c"]]


def test_copies_do_not_make_their_own_words_common() -> None:
    many = [article(str(number), f"{SHARED}.\n{number} words of my own.") for number in range(30)]
    (passage,) = find_passages(many)
    assert len(passage.spans) == 30


@pytest.mark.parametrize("texts", [[], ["One article only."], ["", ""], ["…", "..."], ["! ? «»", "\u0301\u0301"]])
def test_nothing_to_compare(texts: list[str]) -> None:
    assert find_passages([article(str(number), text) for number, text in enumerate(texts)]) == ()


def test_a_text_that_repeats_itself_ends_in_bounded_time() -> None:
    left, right = article("left", "no comment " * 20_000), article("right", "no comment " * 20_000 + "at all")
    assert all(len(passage.spans) == 2 for passage in find_passages([left, right]))


@given(st.permutations(range(3)), st.sampled_from(CASES))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_articles_does_not_matter(order: list[int], case: dict) -> None:
    given = articles(case)
    assert find_passages([given[k] for k in order if k < len(given)]) == find_passages(given)


WORDS = st.sampled_from(
    [*SHARED.split(), "“", "”", "‘", "’", "(", ")", "…", "...", ".", "on", "Monday", "\n", "5", "é", "İ"]
)


@given(st.lists(st.lists(WORDS, max_size=60), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_span_is_a_stretch_of_words_in_its_text(texts: list[list[str]]) -> None:
    given = [article(str(number), " ".join(words)) for number, words in enumerate(texts)]
    at = {a.id: a for a in given}
    for passage in find_passages(given):
        assert len({span.article for span in passage.spans}) == len(passage.spans) > 1
        for span in (*passage.spans, *(s for v in passage.variants for r in v.readings for s in r.spans)):
            words = at[span.article].words(span)
            assert words
            assert words == words.strip()


# ---- bounds -----------------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each pair of articles that is compared word by word, the places from which that begins."""
    counts: list[int] = []
    stretches = accept.find_stretches

    def counted(pair: Pair, seeds: list[tuple[int, int]], least: float) -> list[Stretch]:
        counts.append(len(seeds))
        return stretches(pair, seeds, least)

    monkeypatch.setattr(accept, "find_stretches", counted)
    return counts


def test_articles_with_the_very_same_body_are_compared_once(compared: list[int]) -> None:
    text = "\n".join(f"{SHARED}." if day == 20 else f"On day {day} warden {day * 7} saw none." for day in range(40))
    articles = [article(str(number), f"Headline {number}\n{text}", ("title",)) for number in range(2_000)]
    (passage,) = find_passages(articles)
    assert len(compared) == 1
    at = {a.id: a for a in articles}
    assert len({at[span.article].words(span) for span in passage.spans}) == 1
    assert len(passage.spans) == 2_000


def test_the_same_body_counts_for_all_who_carry_it() -> None:
    own = [article(str(number), f"{SHARED} of Ullen.\n{OWN[1]}") for number in range(5)]
    edited = article("edited", f"{SHARED.replace('dawn', 'daybreak')} of Ullen. {OWN[0]}")
    passages = find_passages([*own, edited])
    longest = max(passages, key=lambda passage: len(passage.spans))
    assert {span.article for span in longest.spans} == {a.id for a in (*own, edited)}
    (variant,) = longest.variants
    assert sorted((r.text, len(r.articles), len(r.spans)) for r in variant.readings) == [
        ("dawn", 5, 5),
        ("daybreak", 1, 1),
    ]


def test_near_copies_cost_their_number_and_not_its_square(compared: list[int]) -> None:
    words = f"{SHARED} and by evening".split() + [f"w{number}" for number in range(276)]
    costs = []
    for count in (10, 40):
        texts = [
            " ".join(f"x{n}y{k}" if k % 50 == 10 + n % 30 and k > 25 else w for k, w in enumerate(words))
            for n in range(count)
        ]
        articles = [article(str(n), text) for n, text in enumerate(texts)]
        compared.clear()
        (passage,) = find_passages(articles)
        costs.append(sum(compared))
        assert len(passage.spans) == count
    assert costs[1] < 8 * costs[0]  # four times the articles; more than sixteen times were it each pair


@pytest.mark.parametrize("kind", ["navigation", "advert", "legal"])
def test_only_furniture(kind: BlockKind) -> None:
    assert find_passages([article(str(n), "Sign in\nSubscribe now", (kind, kind)) for n in range(100)]) == ()
