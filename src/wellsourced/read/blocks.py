"""What the lines of a page are by themselves: furniture wordings, bylines, date lines, datelines, captions, credits.

Both readers (`html` and `dump`) ask here; neither judges a line by its site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ..records import BlockKind
from .wordings import Wordings

PHOTO_AGENCY = re.compile(r"[a-z]\s/\s[A-Z]{2,6}\s*$")  # "Islamic State militants / AP"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
YEAR = re.compile(r"\d{4}")  # without which there is no date: a twentieth of the time of a search for one
SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"”’»›')\]*」』]*$")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")  # kana, Han, Thai: no blanks between words
MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
         r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?")  # fmt: skip
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DATE = re.compile(
    rf"\b(?:{WEEKDAY},? )?(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH},? \d{{4}}|"
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})",
    re.IGNORECASE,
)
BESIDE_DATE = re.compile(
    rf"\b(?:updated?|published|posted|last modified|on|at|by|gmt|utc|bst|cet|est|edt|pst|pdt|am|pm|a\.m\.|p\.m\.|"
    rf"\d{{1,2}}[:.]\d{{2}}|\d+ min(?:ute)?s? read|{WEEKDAY})(?!\w)|[|•·,/()–—:-]",
    re.IGNORECASE,
)
NAMES = r"(?:[A-Z][\w'’.-]*|de|van|von|al|el|bin)(?:[ -](?:[A-Z][\w'’.-]*|de|van|von|al|el|bin)){0,4}"
BYLINE = re.compile(
    rf"^(?:(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Tt]ext )?(?:[Bb]y|BY)|Par|PAR|Von|VON|Por|POR|Door)[: ]\s*{NAMES}"
    rf"(?:(?:,| and| et| und| y|,? with|,? avec|,? mit| &) (?:{NAMES}|[a-z ]{{3,30}}))*"
    rf"(?: in {NAMES})?(?:, [^.!?]{{2,60}})?|"
    r"(?:(?:[Ff]rom|[Bb]y) )?(?:our|OUR) (?:own )?(?:\w+ ){0,2}(?:correspondents?|staff|reporters?|desk|team)\b|"
    r"(?:[A-Z][\w'’]+ ){0,3}(?:[Ww]ire (?:reports?|services?)|[Nn]ews (?:services?|agencies)|"
    r"[Ss]taff (?:reporters?|writers?)|[Aa]gencies|[Ss]taff)(?: and [a-z ]{3,30})?(?=$|\s*[|·•,/]))"
)
PHOTO = Wordings(
    (True, pattern)
    for pattern in (
        r"\b(?:photo(?:graph)?s?|picture|image|file photo|handout|getty|courtesy)\b\s*(?::|by|/|credit|released|shows)",
        r"\((?:photo|image|file|ap|afp|reuters|getty)\b[^)]*\)\s*$",
        r"^(?:file|photo|picture|image)\s*[–—:-]",
        r"^picture released by\b",
        r"\bphotograph: ",
    )
)
TOWN = r"[A-Z][A-Z'’. -]{2,30}"
PLACE = r"[A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2}"
DATELINE = re.compile(
    rf"^(?:{TOWN}(?:/{TOWN})?(?:, (?!{MONTH}){PLACE})?(?:,? (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:, \d{{4}})?)?,?"
    r"\s*(?:\([A-Z][^()\n]{1,40}\))?\s*(?:[–—]|--?|:)\s+|"
    rf"{PLACE}(?:, {PLACE})?,? \([A-Z][^()\n]{{1,40}}\)\s*(?:[–—]|--?|:)\s+|"
    r"\([A-Z][^()\n]{1,30}\)\s*(?:[–—]|--?)\s+)"
)
CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,5}\)?)?\W*", re.IGNORECASE)
PUBLISHED = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified)\b.{0,20}\d{1,2}[:.]\d{2}", re.IGNORECASE
)
COMMENTED = re.compile(
    r"\bat \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:said|says|wrote|replied))?\s*:?\s*$", re.IGNORECASE
)
CREDIT_LINE = re.compile(r"^\W*(?:[A-Z][A-Z&]{1,6}|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
                         r"(?:[/,] ?(?:[A-Z][A-Z&]{1,6}|[A-Za-z][\w'’-]+)){0,3}\W*$")  # fmt: skip


LEAST_PROSE = 8  # words of a sentence that could be the article's


@dataclass(frozen=True, slots=True)
class Measured:
    """A line, and what its judges ask of it again and again."""

    text: str
    words: int
    sentence: bool  # whether it ends like one

    @property
    def is_prose(self) -> bool:
        return self.sentence and self.words >= LEAST_PROSE


def measured(line: str) -> Measured:
    return Measured(line, word_count(line), ends_like_a_sentence(line))


def wordings_of(lexicon: str) -> list[tuple[str, str]]:
    """The lines of a lexicon of wordings, in its order: (what a wording tells, its pattern)."""
    lines = files("wellsourced.lexicons").joinpath(lexicon).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(told, pattern) for told, pattern in pairs]


@lru_cache(maxsize=1)
def _furniture() -> Wordings[BlockKind]:
    return Wordings(wordings_of("furniture.tsv"))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _sections() -> Wordings[BlockKind]:
    whole = [(kind, rf"^\W*(?:{pattern})\W*$") for kind, pattern in wordings_of("furniture_sections.tsv")]
    return Wordings(whole)  # type: ignore[arg-type]


def furniture_kind(line: str) -> BlockKind | None:
    """The kind of furniture that a line's wording shows, or None. Long lines are read at their start only."""
    return _furniture().first(line[:300].lower())


def section_kind(line: str) -> BlockKind | None:
    """The kind of furniture that follows a line, where it is the heading of a section such as "Read next"."""
    return _sections().first(line.lower()) if len(line) <= 80 else None


def word_count(line: str) -> int:
    """How many words a line has; in scripts without blanks two characters count as one."""
    line = line[:5000]
    words = WORD.findall(line)
    if line.isascii() or not UNSPACED.search(line):  # nearly always
        return len(words)
    return sum(max(1, len(UNSPACED.findall(word)) // 2) for word in words)


def ends_like_a_sentence(line: str) -> bool:
    end = line.rstrip()[-12:]
    if end[-1:].isalnum():  # half of all lines, or the full stop that most others have
        return False
    return end[-1:] == "." or bool(SENTENCE_END.search(end))


def find_date(line: str) -> re.Match[str] | None:
    """The first date with its year that a line holds."""
    return DATE.search(line) if YEAR.search(line) else None


def without_dates(line: str) -> str:
    return DATE.sub("", line) if YEAR.search(line) else line


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the text and nothing else."""
    if len(line) >= 120:
        return False
    bare = without_dates(line).strip(" |•·,–—-/")
    return bool(BYLINE.match(bare)) and word_count(bare) <= 14 and not ends_like_a_sentence(bare)


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else: a time, a weekday, a name."""
    if len(line) > 120 or not (date := find_date(line)):
        return False
    if not date.start() and re.match(r"\s*[.|·–—/]", line[date.end() :]) and word_count(line[date.end() :]) <= 12:
        return True  # "Thursday 2 May 2024. Report: Orla Venn."
    return word_count(BESIDE_DATE.sub(" ", DATE.sub(" ", line))) <= 6 and not ends_like_a_sentence(DATE.sub("x", line))


def is_clock(line: str) -> bool:
    """Whether a line is a time of day and little else ("14:30", "Published 03:14, updated 11:52")."""
    if CLOCK.fullmatch(line):
        return True
    return bool(PUBLISHED.match(line)) and not re.search(r"[^\W\d_]", BESIDE_DATE.sub(" ", line))


def is_comment_head(line: str) -> bool:
    """Whether a line gives the name of a reader and the minute of their comment ("Ann on May 2, 2024 at 6:34 am said:")
    or nothing but that minute."""
    if len(line) > 100 or not find_date(line) or not COMMENTED.search(line):
        return False
    return word_count(BESIDE_DATE.sub(" ", DATE.sub(" ", COMMENTED.sub(" ", line)))) <= 4


def is_caption(line: str) -> bool:
    return len(line) < 300 and (bool(PHOTO.first(line.lower())) or ("/" in line and bool(PHOTO_AGENCY.search(line))))


def is_credit_line(line: str) -> bool:
    """Whether a line after the text could credit agencies: a name or two and nothing else ("CPA", "(Reuters, AP)")."""
    return len(line) < 50 and bool(CREDIT_LINE.match(line))


def dateline_length(paragraph: str) -> int:
    """How many characters at the start of a paragraph are its dateline ("SOLVAR (Agencies) – "), 0 if none."""
    match = DATELINE.match(paragraph[:160])
    return match.end() if match else 0
