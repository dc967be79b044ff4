"""What the lines of a page are by themselves: furniture wordings, bylines, date lines, datelines, captions, credits.

Both readers (`html` and `dump`) ask here; neither judges a line by its site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from ..records import BlockKind

PHOTO_AGENCY = re.compile(r"[a-z]\s/\s[A-Z]{2,6}\s*$")  # "Islamic State militants / AP"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
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
PHOTO = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|picture|image|file photo|handout|getty|courtesy)\b\s*(?::|by|/|credit|released|shows)|"
    r"\((?:photo|image|file|ap|afp|reuters|getty)\b[^)]*\)\s*$|^(?:file|photo|picture|image)\s*[–—:-]|"
    r"^picture released by\b|\bphotograph: )",
    re.IGNORECASE,
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


@lru_cache(maxsize=2)
def _patterns(name: str, whole: bool) -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    """The wordings of a lexicon, in its order."""
    found: list[tuple[BlockKind, re.Pattern[str]]] = []
    for line in files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, pattern = line.split("\t")
            anchored = rf"^\W*(?:{pattern})\W*$" if whole else pattern
            found.append((kind, re.compile(anchored, re.IGNORECASE)))  # type: ignore[arg-type]
    return tuple(found)


def furniture_kind(line: str) -> BlockKind | None:
    """The kind of furniture that a line's wording shows, or None. Long lines are read at their start only."""
    head = line[:300]
    return next((kind for kind, pattern in _patterns("furniture.tsv", False) if pattern.search(head)), None)


def section_kind(line: str) -> BlockKind | None:
    """The kind of furniture that follows a line, where it is the heading of a section such as "Read next"."""
    if len(line) > 80:
        return None
    return next((kind for kind, pattern in _patterns("furniture_sections.tsv", True) if pattern.match(line)), None)


def word_count(line: str) -> int:
    """How many words a line has; in scripts without blanks two characters count as one."""
    line = line[:5000]
    if not UNSPACED.search(line):  # nearly always, and four times as fast
        return sum(1 for _ in WORD.finditer(line))
    return sum(max(1, len(UNSPACED.findall(word.group())) // 2) for word in WORD.finditer(line))


def ends_like_a_sentence(line: str) -> bool:
    return bool(SENTENCE_END.search(line.rstrip()[-12:]))


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the text and nothing else."""
    bare = DATE.sub("", line).strip(" |•·,–—-/")
    return len(line) < 120 and word_count(bare) <= 14 and bool(BYLINE.match(bare)) and not ends_like_a_sentence(bare)


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else: a time, a weekday, a name."""
    if len(line) > 120 or not (date := DATE.search(line)):
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
    if len(line) > 100 or not DATE.search(line) or not COMMENTED.search(line):
        return False
    return word_count(BESIDE_DATE.sub(" ", DATE.sub(" ", COMMENTED.sub(" ", line)))) <= 4


def is_caption(line: str) -> bool:
    return len(line) < 300 and bool(PHOTO.search(line) or PHOTO_AGENCY.search(line))


def is_credit_line(line: str) -> bool:
    """Whether a line after the text could credit agencies: a name or two and nothing else ("CPA", "(Reuters, AP)")."""
    return len(line) < 50 and bool(CREDIT_LINE.match(line))


def dateline_length(paragraph: str) -> int:
    """How many characters at the start of a paragraph are its dateline ("SOLVAR (Agencies) – "), 0 if none."""
    match = DATELINE.match(paragraph[:160])
    return match.end() if match else 0
