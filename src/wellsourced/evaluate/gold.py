"""Answers that people wrote about a coverage (gold.json), beside the dossier that was made of its pages."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import WellsourcedError
from ..records import FURNITURE

Json = Mapping[str, Any]
GOLD = "gold.json"
WORD = re.compile(r"\w+")
ARTICLE_OF_NAMES = re.compile(r"\b(?:al|el)[-\s]")
PASSED_OVER = frozenset(("the", "a", "an", "mr", "mrs", "ms", "dr", "of"))
LISTS = (
    "copies", "no_reuse", "statements", "entities", "different", "figures", "events", "claims", "disagreements",
)  # fmt: skip


class BadGold(WellsourcedError):
    """A gold file that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of pages and what is said in its gold file; a subject that it leaves out is not asked for."""

    name: str
    folder: Path
    answers: Json

    @property
    def paths(self) -> list[str]:
        """The files that hold the articles: "feed.jsonl:2" is the second line of one."""
        files = (str(article["file"]) for article in self.answers["articles"].values())
        return [str(self.folder / name) for name in dict.fromkeys(re.sub(r":\d+$", "", file) for file in files)]


def read_gold(folder: str | Path) -> Gold:
    """The gold of a folder. Raises BadGold where there is none, or it does not have the form that is described."""
    folder = Path(folder)
    try:
        answers = json.loads((folder / GOLD).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadGold(f"{folder / GOLD}: cannot be opened ({error.strerror})") from error
    except ValueError as error:
        raise BadGold(f"{folder / GOLD}: it is no JSON ({error})") from error
    articles = answers.get("articles") if isinstance(answers, dict) else None
    if not isinstance(articles, dict) or not all(isinstance(a, dict) and a.get("file") for a in articles.values()):
        raise BadGold(f'{folder / GOLD}: "articles" must name each article and its "file"')
    for key in LISTS:
        if not isinstance(answers.setdefault(key, []), list):
            raise BadGold(f'{folder / GOLD}: "{key}" must be a list')
    gold = Gold(folder.resolve().name, folder, answers)
    if missing := [path for path in gold.paths if not Path(path).is_file()]:
        raise BadGold(f"{folder / GOLD}: there is no file {Path(missing[0]).name}")
    return gold


@dataclass(frozen=True)
class Coverage:
    """Gold beside a dossier (the JSON object). Articles go by their names in gold."""

    gold: Gold
    dossier: Json

    @cached_property
    def articles(self) -> dict[str, Json]:
        """Gold's name -> the dossier's article."""
        found = {}
        for name, gold in self.gold.answers["articles"].items():
            for article in self.dossier["articles"]:
                addresses = (article["address"], *article.get("also_at", ()))
                if any(a == gold["file"] or a.endswith(f"/{gold['file']}") for a in addresses):
                    found[name] = article
        return found

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The dossier's id of an article -> gold's name."""
        return {article["id"]: name for name, article in self.articles.items()}

    @cached_property
    def forms(self) -> dict[str, list[str]]:
        """Gold's name of somebody -> all forms of it."""
        return {entity["name"]: [entity["name"], *entity["forms"]] for entity in self.gold.answers["entities"]}

    def place(self, name: str, starts: str, ends: str | None = None) -> tuple[int, int] | None:
        """Where words of gold stand in an article as read; white space and markup do not matter."""
        if name not in self.articles:
            return None
        text = self.articles[name]["text"]
        first = _pattern(starts).search(text)
        last = _pattern(ends).search(text, first.start()) if first and ends else first
        return (first.start(), last.end()) if first and last else None

    def words(self, name: str, start: int, end: int) -> frozenset[int]:
        """The words in a stretch of an article, by the place where each begins."""
        return frozenset(start + match.start() for match in WORD.finditer(self.articles[name]["text"][start:end]))

    def words_at(self, name: str, place: tuple[int, int] | None) -> frozenset[int]:
        return self.words(name, *place) if place else frozenset()

    def words_of(self, spans: Iterable[Json]) -> tuple[str | None, frozenset[int]]:
        """The article of some spans, and their words."""
        spans = list(spans)
        name = self.name_of.get(spans[0]["article"]) if spans else None
        if name is None:
            return None, frozenset()
        return name, frozenset().union(*(self.words(name, span["start"], span["end"]) for span in spans))

    def text_of(self, spans: Iterable[Json]) -> str:
        """The words of some spans, for people."""
        texts = (self.articles[self.name_of[s["article"]]]["text"][s["start"] : s["end"]] for s in spans)
        return " ... ".join(" ".join(text.split()) for text in texts)

    def is_furniture(self, name: str, place: tuple[int, int]) -> bool:
        """Whether a place is labelled as furniture, or stands in no block."""
        blocks = self.articles[name]["blocks"]
        kind = next((block["kind"] for block in blocks if block["start"] <= place[0] < block["end"]), None)
        return kind is None or kind in FURNITURE

    def fits(self, wanted: str, said: str | None) -> bool:
        """Whether a name is one of gold's forms of somebody, a part or an extension of it."""
        got = words_of(said or "")
        for form in self.forms.get(wanted, [wanted]):
            want = words_of(form)
            if want and got and (want <= got or got <= want):
                return True
        return False


def words_of(text: str) -> frozenset[str]:
    """The words of a name or a sentence that are compared. A measure asks nothing of the program that it measures: the
    program's own knowledge of names has no part in it."""
    return frozenset(WORD.findall(ARTICLE_OF_NAMES.sub("", text.lower()))) - PASSED_OVER


def _pattern(words: str) -> re.Pattern[str]:
    plain = html.unescape(re.sub(r"</?[a-z][^<>]*>", "", words))
    return re.compile(r"\s+".join(map(re.escape, plain.split())))
