"""Days of news from many outlets, of any size, of which it is known who copied whom and what is told of one event.

    python evaluation/newsday.py N [--seed NUMBER] > news.jsonl

One article a line, as `wellsourced` reads it: `text`, `title`, `outlet`, `date`, `url`; and, for whoever measures,
`story` (the number of its event), `report` (the agency's report that it copies, or null) and `quotes` (which of what
was said in public it quotes). 2,000 articles are a day.

More than half of the articles (ALONE) tell of an event by themselves. The others stand in stories of two to 60, many
small and few large, and a story of some hundred in every 10,000 articles. In a story about half are copies of an
agency's report (cut from the bottom, words and days changed, a paragraph left out, own lines put in) and half are
accounts in sentences of their own, about the same people, places and numbers, with some of the same words quoted.

Sentences are made of `seeds/frames.tsv`, or are those of `seeds/*.txt` with other names, numbers and words. Words
are drawn from the words of English by class (told by which endings the list has them with): from those of the event,
those of its kind of event, or all. So events of one kind share words and not names, as fires and elections do. The
sentences make no sense, but are built and marked as those of news are, so that the language model has its usual work.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import grow

from wellsourced.frequency import share, shares

SEED = 8
A_DAY = 2000  # articles
START = datetime.date(2026, 3, 2)
ALONE = 0.55  # of the articles: what few outlets report is most of what is reported
LARGEST = 60  # articles of a story, but for the great ones
ZIPF = 1.7  # stories of n articles are in proportion to n ** -ZIPF
GREAT = (10_000, 200, 400)  # one story in so many articles has between so many
KNOWN, FAMOUS = 200, 0.3  # towns and people that are known, and how often one of an event is among them
COPIED = 0.5  # of the articles of a story
KINDS = 80  # kinds of events
VARIED = (5.38, 0.42)  # logarithm of an article's words: mean and deviation; 240 words on average
SHORTEST, LONGEST = 100, 600
AGENCIES = ("Halden", "Meridian", "Corbel News Agency", "Reuters", "AP", "AFP")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a dozen")
NAMES = {part: words.split() for part, words in grow._table("names.tsv")}
ROLES = ("minister", "director", "mayor", "spokesman", "professor of {noun}", "chief executive", "lawyer", "doctor",
         "head of the {noun} office", "commander", "engineer", "deputy governor", "teacher", "shopkeeper", "judge",
         "who chairs the {noun} committee", "who runs a {noun} in {town}", "union leader")  # fmt: skip
BODIES = ("the {Noun} Ministry", "{name} {Nouns}", "the {noun} board", "{name} University", "the {name} {Noun} Union",
          "the city council", "the {noun} agency", "the National {Noun} Office", "{name} and {name}")  # fmt: skip
FEET = (
    "Subscribe to our newsletter for more news from {}.",
    "© {}. All rights reserved.",
    "Follow {} on social media.",
    "Support {} with a donation.",
    "Read more at {}.",
    "{} is not responsible for the content of external sites.",
    "Download the {} app.",
    "Got a story? Write to the {} newsdesk.",
)

# ---- words ------------------------------------------------------------------------------------

RARE_UNKNOWN = 3e-5  # a word of no class is exchanged below
RARE = (1e-6, 6e-4)  # shares of the words that are exchanged: rarer than those that every text has
Words = dict[str, list[str]]  # class -> words
UNWANTED = re.compile(r"sex|rape|raping|rapist|porn|nude|cunt|fuck|shit|bitch|slut|whore|nigg|ass(?:es|hole)?$|idiot")


@cache
def classes() -> dict[str, str]:
    """Word -> its class, for words of English whose other forms in the list tell it."""
    known = shares()
    found: dict[str, str] = {}
    for word, of in known.items():
        fits = RARE[0] < of < RARE[1] and len(word) > 3 and word.isalpha() and not UNWANTED.search(word)
        if fits and (kind := _class(word, known)):
            found[word] = kind
    return found


def _class(word: str, known: dict[str, float]) -> str | None:
    bare = word.removesuffix("e")
    if word.endswith("ed"):
        return "past" if word[:-2] + "ing" in known else None
    if word.endswith("ing"):
        return "ing" if word[:-3] + "ed" in known else None
    if word.endswith("ly"):
        return "adverb" if word[:-2] in known else None
    if bare + "ed" in known and bare + "ing" in known:
        return "verb"
    if word.endswith("s"):
        one = word[:-1]
        return "nouns" if one in known and one.removesuffix("e") + "ed" not in known and len(one) > 3 else None
    if word + "ly" in known:
        return "adj"
    return "noun" if word + "s" in known else None


@cache
def all_words() -> Words:
    found: Words = {}
    for word, kind in classes().items():
        found.setdefault(kind, []).append(word)
    return {kind: sorted(words) for kind, words in found.items()}


KIND_WORDS = {"noun": 120, "nouns": 80, "verb": 60, "past": 50, "ing": 40, "adj": 60, "adverb": 20}
EVENT_WORDS = {"noun": 14, "nouns": 10, "verb": 6, "past": 6, "ing": 4, "adj": 6, "adverb": 2}


@cache
def kind_words(kind: int) -> Words:
    """The words of one kind of event."""
    rng = random.Random(f"kind {kind}")
    return {name: rng.sample(all_words()[name], count) for name, count in KIND_WORDS.items()}


# ---- frames -----------------------------------------------------------------------------------

Frame = tuple[str | tuple[str], ...]  # words, and symbols as tuples of one
SLOT = re.compile(r"\{([^}]+)\}")
CHOICE = re.compile(r"\[([^]]+)\]")


def _frame(words: str) -> Frame:
    parts = SLOT.split(words)
    return tuple((part,) if n % 2 else part for n, part in enumerate(parts) if part)


def _chosen(words: str) -> str:
    """Choices of words as symbols of their own, which are named by what they choose from."""
    return CHOICE.sub(lambda match: "{" + match[0].replace("{", "<").replace("}", ">") + "}", words)


@cache
def frames() -> dict[str, list[Frame]]:
    """Symbol -> what may stand for it."""
    found: dict[str, list[Frame]] = {}
    for symbol, words in grow._table("frames.tsv"):
        for choice in CHOICE.findall(words):
            named = f"[{choice}]".replace("{", "<").replace("}", ">")
            found[named] = [_frame(one) for one in choice.split("/")]
        found.setdefault(symbol, []).append(_frame(_chosen(words)))
    return found


WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|\d[\d,.]*\d|\d")
FIXED = 4  # words in a row of a seed that stay as they are, at most: more would be a copy
KEPT = {*grow.WEEKDAYS, *MONTHS, "I", "Minister", "President", "Dr", "Prime", "St", "Street", "The"}


@cache
def seed_frames() -> list[Frame]:
    """The paragraphs of the seeds as frames: names, numbers and rarer words are symbols."""
    found = []
    for reports in grow.read_seeds().values():
        texts = [paragraph for report in reports for paragraph in report.paragraphs]
        named = {m.group() for text in texts for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]+", text)} - KEPT
        found += [_seed_frame(text, named) for text in texts if 8 <= len(text.split()) <= 40]
    return [frame for frame in found if max(len(part.split()) for part in frame if isinstance(part, str)) <= FIXED]


def _seed_frame(text: str, named: set[str]) -> Frame:
    parts: list[str | tuple[str]] = []
    at = 0
    for match in WORD.finditer(text):
        symbol = _symbol(match.group(), text[: match.start()], named)
        if symbol is None:
            continue
        between = text[at : match.start()]
        at = match.end()
        if symbol == "last" and between == " " and parts and parts[-1] in (("last",), ("town",), ("full",)):
            parts[-1] = ("full",)  # two names in a row are one person's
            continue
        parts += [between, (symbol,)] if between else [(symbol,)]
    return (*parts, text[at:])


def _symbol(word: str, before: str, named: set[str]) -> str | None:
    """What a word of a seed becomes; None: it stays."""
    if word[0].isdigit():
        return "year" if re.fullmatch(r"(?:1[5-9]|20)\d\d", word) else "n" if len(word) > 1 else None
    if word in grow.WEEKDAYS:
        return "weekday"
    if word in MONTHS:
        return "month"
    if word in named:
        return "town" if re.search(r"\b(?:in|of|from|near|at|outside|to) $", before) else "last"
    upper = word[0].isupper()
    if upper and before and not before.endswith((". ", '"')):
        return None
    found = classes().get(word.lower()) or (_by_ending(word) if share(word.lower()) < RARE_UNKNOWN else None)
    return found and "+" * upper + found


def _by_ending(word: str) -> str:
    ends = (("ed", "past"), ("ing", "ing"), ("ly", "adverb"), ("ss", "noun"), ("s", "nouns"))
    return next((kind for end, kind in ends if word.endswith(end)), "noun")


# ---- one event --------------------------------------------------------------------------------


@dataclass(slots=True)
class Event:
    """What is the same in all that is told of one event."""

    number: int
    kind: int
    day: datetime.date
    words: Words
    people: list[tuple[str, ...]]  # given name, surname, role
    bodies: list[str]
    towns: list[str]
    region: str
    numbers: list[str]
    quotes: list[str] = field(default_factory=list)


def make_name(rng: random.Random) -> str:
    middle = rng.choice(NAMES["middle"]) if rng.random() < 0.9 else ""
    return rng.choice(NAMES["head"]) + middle + rng.choice(NAMES["tail"])


@cache
def known() -> dict[str, list[str]]:
    """Towns and people that are in the news again and again, the more often the earlier they stand here."""
    rng = random.Random("known")
    towns = [make_name(rng) for _ in range(KNOWN)]
    people = [f"{rng.choice(NAMES['given'])} {make_name(rng)}" for _ in range(KNOWN)]
    return {"towns": towns, "people": people}


def _known_or_new(rng: random.Random, kind: str) -> str:
    if rng.random() < FAMOUS:
        return known()[kind][int(KNOWN * rng.random() ** 2)]
    return make_name(rng) if kind == "towns" else f"{rng.choice(NAMES['given'])} {make_name(rng)}"


def make_number(rng: random.Random) -> str:
    return f"{int(10 ** (1 + 2.5 * rng.random())):,}"


def make_event(rng: random.Random, number: int, day: datetime.date) -> Event:
    kind = int(KINDS * rng.random() ** 2)  # some kinds are more frequent than others
    pool = kind_words(kind)
    words = {name: rng.sample(pool[name], count // 2) + rng.sample(all_words()[name], count - count // 2)
             for name, count in EVENT_WORDS.items()}  # fmt: skip
    towns = [_known_or_new(rng, "towns") for _ in range(3)]
    fill = {"noun": rng.choice(words["noun"]), "nouns": rng.choice(words["nouns"]), "town": towns[0]}
    fill |= {"Noun": fill["noun"].title(), "Nouns": fill["nouns"].title()}
    people = [(*_known_or_new(rng, "people").split(), rng.choice(ROLES).format(**fill)) for _ in range(6)]
    bodies = [rng.choice(BODIES).format(name=make_name(rng), **fill) for _ in range(3)]
    numbers = [make_number(rng) for _ in range(8)]
    event = Event(number, kind, day, words, people, bodies, towns, make_name(rng) + "land", numbers)
    event.quotes = [Writer(rng, event, "").line("quoted") for _ in range(4)]
    return event


class Writer:
    """One article about an event: each symbol as it writes it."""

    def __init__(self, rng: random.Random, event: Event, outlet: str) -> None:
        self.rng = rng
        self.event = event
        self.outlet = outlet
        self.random = rng.random
        self.kind = kind_words(event.kind)
        self.named: set[str] = set()
        self.speaker = event.people[0]

    def line(self, symbol: str) -> str:
        """A sentence or paragraph by the frames of a symbol."""
        choices = frames()[symbol]
        return _upper(self.whole(choices[int(self.random() * len(choices))]))

    def whole(self, frame: Frame) -> str:
        """A paragraph; an apposition ends with one mark."""
        words = re.sub(r",(?=[,.:]|'s)", "", self.fill(frame))
        return re.sub(r"\b([Aa])n? (?=([aeiou])?)", lambda m: f"{m[1]}n " if m[2] else f"{m[1]} ", words)

    def fill(self, frame: Frame) -> str:
        written = []
        for part in frame:
            if isinstance(part, str):
                written.append(part)
                continue
            (symbol,) = part
            upper = symbol[0] == "+"
            if upper:
                symbol = symbol[1:]
            if symbol in EVENT_WORDS:
                words = self.word(symbol)
            elif (choices := frames().get(symbol)) is not None:
                words = self.fill(choices[int(self.random() * len(choices))])
            else:
                words = OWN[symbol](self)
            written.append(_upper(words) if upper else words)
        return "".join(written)

    def word(self, name: str) -> str:
        """Of the event, of its kind or of all."""
        chance = self.random()
        words = self.event.words[name] if chance < 0.45 else self.kind[name] if chance < 0.75 else all_words()[name]
        return words[int(self.random() * len(words))]

    def who(self) -> str:
        """Somebody, with the full name and role the first time."""
        people = self.event.people
        self.speaker = people[int(len(people) * self.random() ** 1.5)]
        given, last, role = self.speaker
        if last in self.named:
            return last
        self.named.add(last)
        if role.startswith("who "):
            return f"{given} {last}, {role}," if self.random() < 0.5 else f"{given} {last}"
        forms = (
            f"{given} {last}",
            f"{given} {last}, the {role},",
            f"{role} {given} {last}",
            f"the {role}, {given} {last},",
        )
        return forms[int(4 * self.random())]

    def last(self) -> str:
        return self.speaker[1] if self.speaker[1] in self.named else self.who()

    def full(self) -> str:
        given, last, _ = self.event.people[int(len(self.event.people) * self.random())]
        self.named.add(last)
        return f"{given} {last}"

    def town(self) -> str:
        return self.event.towns[int(3 * self.random() ** 2)]

    def number(self) -> str:
        if self.random() < 0.6:
            return self.event.numbers[int(8 * self.random())]
        return make_number(self.rng)

    def weekday(self) -> str:
        return grow.WEEKDAYS[(self.event.day.weekday() - int(3 * self.random())) % 7]

    def date(self) -> str:
        day = self.event.day - datetime.timedelta(days=int(20 * self.random()))
        return f"{MONTHS[day.month - 1]} {day.day}"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


OWN: dict[str, Callable[[Writer], str]] = {
    "who": Writer.who,
    "last": Writer.last,
    "full": Writer.full,
    "town": Writer.town,
    "region": lambda w: w.event.region,
    "body": lambda w: w.event.bodies[int(3 * w.random() ** 1.5)],
    "n": Writer.number,
    "small": lambda w: SMALL[int(10 * w.random())],
    "pct": lambda w: str(2 + int(90 * w.random())),
    "money": lambda w: f"{1 + int(900 * w.random())} million {'euros' if w.event.number % 2 else 'dollars'}",
    "year": lambda w: str(1950 + int(76 * w.random() ** 0.4)),
    "weekday": Writer.weekday,
    "month": lambda w: MONTHS[int(12 * w.random())],
    "date": Writer.date,
    "agency": lambda w: AGENCIES[w.event.number % len(AGENCIES)],
    "outlet_short": lambda w: w.outlet or "press",
}

# ---- articles ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """A text before an outlet prints it."""

    title: str
    paragraphs: tuple[str, ...]
    name: str | None = None  # of an agency's report, which others copy
    agency: str = ""
    quotes: tuple[int, ...] = ()  # which of the event's, by number: words that others have too


def write_report(rng: random.Random, event: Event, outlet: str, name: str | None = None) -> Report:
    """A text in sentences of its own."""
    wanted = min(LONGEST, max(SHORTEST, int(rng.lognormvariate(*VARIED) * (1.25 if name else 1))))
    writer = Writer(rng, event, outlet)
    paragraphs = [writer.line("lead")]
    words = len(paragraphs[0].split())
    seeds = seed_frames()
    numbers = tuple(rng.sample(range(len(event.quotes)), rng.choice((0, 0, 1, 2))))
    quotes = [event.quotes[number] for number in numbers]
    while words < wanted:
        chance = rng.random()
        if quotes and chance < 0.3:
            made = quotes.pop()
        elif chance < 0.45:
            made = _upper(writer.whole(seeds[int(rng.random() * len(seeds))]))
        else:
            made = writer.line("sentence")
            if rng.random() < 0.3:
                made += " " + writer.line("told")
        paragraphs.append(made)
        words += len(made.split())
    title = " ".join(writer.line("told").rstrip(".").split()[:10])
    return Report(title, tuple(paragraphs + quotes), name, AGENCIES[event.number % len(AGENCIES)], numbers)


SWAPS = ((" said ", " stated "), (" told ", " informed "), ("More than ", "Over "), (" about ", " around "),
         (" were ", " had been "), (" because ", " since "), (" percent", " per cent"), (" but ", " yet "),
         (" according to ", " in the words of "), (" while ", " whereas "), (" began to ", " started to "))  # fmt: skip


def copy(rng: random.Random, report: Report, writer: Writer) -> Report:
    """What an outlet makes of an agency's report."""
    kept = list(report.paragraphs)
    if rng.random() < 0.6:
        kept = kept[: max(4, int(len(kept) * rng.uniform(0.35, 1)))]
    if len(kept) > 5 and rng.random() < 0.25:
        del kept[rng.randrange(1, len(kept))]
    for _ in range(rng.choice((0, 1, 2, 4, 8))):
        at = rng.randrange(len(kept))
        one, other = rng.choice(SWAPS)
        kept[at] = kept[at].replace(one, other, 1)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        kept.insert(rng.randrange(2, len(kept) + 1), writer.line("own"))
    title = report.title if rng.random() < 0.4 else " ".join(writer.line("told").rstrip(".").split()[:10])
    return Report(title, tuple(kept), report.name, report.agency, report.quotes)


@cache
def outlets() -> tuple[str, ...]:
    rng = random.Random("outlets")
    ends = ("Post", "Herald", "Times", "Gazette", "News", "Courier", "Tribune", "Journal", "Mail", "Today")
    return tuple(dict.fromkeys((*grow.OUTLETS, *(f"{make_name(rng)} {rng.choice(ends)}" for _ in range(600)))))


def as_line(rng: random.Random, event: Event, report: Report, outlet: str, number: int) -> str:
    """An article as a line of JSON, with the lines that stand around it."""
    day = event.day + datetime.timedelta(days=rng.choice((0, 0, 0, 1)))
    paragraphs = list(report.paragraphs)
    if report.name:
        place = rng.random()
        if place < 0.35:
            paragraphs[0] = f"{event.towns[0].upper()} ({report.agency}) — {paragraphs[0]}"
        elif place < 0.6:
            paragraphs.append(f"({report.agency})")
        elif place < 0.75:
            paragraphs.insert(0, f"By {report.agency}")
    elif rng.random() < 0.6:
        paragraphs.insert(0, f"By {rng.choice(NAMES['given'])} {make_name(rng)}")
    first = sum(map(ord, outlet)) % len(FEET)
    paragraphs += [FEET[first].format(outlet), FEET[(first + 3) % len(FEET)].format(outlet)]
    article = {
        "url": f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{number}",
        "outlet": outlet,
        "title": report.title,
        "text": f"{report.title}\n\n" + "\n\n".join(paragraphs),
        "story": event.number,
        "report": report.name,
        "quotes": report.quotes,
    }
    if rng.random() < 0.95:
        article["date"] = day.isoformat()
    return json.dumps(article, ensure_ascii=False)


def write_story(rng: random.Random, event: Event, size: int, first: int) -> Iterator[str]:
    """The articles about one event, `first` being the number of the first."""
    names = rng.sample(outlets(), min(size, len(outlets())))
    reports = [write_report(rng, event, "", f"{event.number}.{n}") for n in range(0 if size == 1 else 1 + size // 40)]
    for n, outlet in enumerate(names):
        if reports and rng.random() < COPIED:
            report = copy(rng, rng.choice(reports), Writer(rng, event, outlet))
        else:
            report = write_report(rng, event, outlet)
        yield as_line(rng, event, report, outlet, first + n)


def sizes(rng: random.Random, count: int) -> list[int]:
    """The sizes of all stories of so many articles, in an order by chance."""
    alone = round(ALONE * count)
    rest = count - alone
    every, least, most = GREAT
    found = [1] * alone
    for _ in range(count // every):
        found.append(rng.randrange(least, most))
        rest -= found[-1]
    steps = range(2, LARGEST + 1)
    weights = [n**-ZIPF for n in steps]
    while rest > 0:
        size = min(rest, rng.choices(steps, weights)[0])
        found.append(size)
        rest -= size
    rng.shuffle(found)
    return found


def lines(count: int, seed: int = SEED) -> Iterator[str]:
    """So many articles, day by day, those of a day in an order by chance; the same for the same numbers."""
    rng = random.Random(f"newsday {seed} {count}")
    made = 0
    today: list[str] = []
    for number, size in enumerate(sizes(rng, count)):
        day = START + datetime.timedelta(days=made // A_DAY)
        event = make_event(rng, number, day)
        today += write_story(rng, event, size, made)
        made += size
        if (made // A_DAY) != (made - size) // A_DAY or made == count:
            rng.shuffle(today)
            yield from today
            today = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, help="a file instead of standard output")
    wanted = parser.parse_args()
    with wanted.out.open("w", encoding="utf-8") if wanted.out else sys.stdout as out:
        for line in lines(wanted.articles, wanted.seed):
            out.write(line + "\n")


if __name__ == "__main__":
    main()
