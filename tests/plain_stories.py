"""Small stories of plain text, read as any other: cases of the tests of quotations, claims and disagreements.

    # a case in a sentence
    == a | Harbour Post | 2024-05-02
    title: A headline
    A paragraph.
    expect: ...

What stands after `expect:` is told in each file of cases.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from wellsourced.pipeline import compare_story, read_article
from wellsourced.read.language import load_model
from wellsourced.records import Article, Block, Claim, Comparison, Dated, Reading

CASES = Path(__file__).parent / "cases"
COMPARED: dict[str, Comparison] = {}


@dataclass
class Case:
    name: str
    articles: list[Article] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def readings(self) -> list[Reading]:
        return [read_article(article, load_model()) for article in self.articles]

    def compared(self) -> Comparison:
        """What the articles say together; worked out once."""
        if self.name not in COMPARED:
            COMPARED[self.name] = compare_story(self.readings())
        return COMPARED[self.name]

    def words(self, claim: Claim) -> str:
        texts = {article.id: article for article in self.articles}
        return " / ".join(texts[support.span.article].words(support.span) for support in claim.supports)


def plain_stories(name: str) -> list[Case]:
    """The cases of a file in `cases/`."""
    found = []
    for part in re.split(r"^# ", (CASES / name).read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, *lines = part.splitlines()
        case, texts = Case(title), []
        for line in lines:
            if line.startswith("== "):
                texts.append((line[3:], []))
            elif line.startswith("expect:"):
                case.expected.append(line[7:].strip())
            elif line.strip():
                texts[-1][1].append(line)
        case.articles = [_article(head, "\n\n".join(body)) for head, body in texts]
        found.append(case)
    return found


def _article(head: str, text: str) -> Article:
    """`head`: id, outlet and day; a line that begins with "title:" is the headline."""
    address, outlet, day = (part.strip() for part in head.split("|"))
    published = datetime.date.fromisoformat(day)
    blocks = []
    for match in re.finditer(r"[^\n]+", text):
        marked = match.group().startswith("title: ")
        blocks.append(Block("title" if marked else "paragraph", match.start() + 7 * marked, match.end()))
    title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    dated = Dated(published, published, "day", "by hand")
    return Article(address, f"{address}.txt", text, tuple(blocks), title, outlet or None, published=dated)
