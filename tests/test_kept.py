"""What several stages ask of one story is worked out once."""

from wellsourced.compare.kept import kept_for_story


def test_the_last_answer_is_kept_for_the_very_same_records() -> None:
    asked: list[list[str]] = []

    @kept_for_story
    def count(words: list[str]) -> int:
        asked.append(list(words))
        return len(words)

    one, other = "".join(("on", "e")), "".join(("on", "e"))
    assert (count([one]), count([one]), count([other]), count([one, other]), count([])) == (1, 1, 1, 2, 0)
    assert asked == [["one"], ["one"], ["one", "one"], []]  # equal words that are not the same are asked about anew
