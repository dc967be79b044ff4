"""A parsed block -> where its names stand: runs of capitalised words, joined by small words only where the language
model or the head word says so. The model alone cuts group names and misses bare surnames, so it does not decide."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...countries import is_of_a_country
from ...frequency import RAREST, share
from ...names import fold, is_role, word_classes
from ...records import MentionKind
from ..language import ParsedBlock

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
JOINERS = frozenset(("of", "for", "and", "&", "the", "de", "del", "della", "di", "da", "do", "dos", "van", "von", "der",
                     "den", "bin", "ibn", "bint", "al", "el", "ul", "ben", "abu", "y", "e"))  # fmt: skip
PARTICLE_JOINERS = JOINERS - {"of", "for", "and", "&", "the"}
KIND_OF_LABEL: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility",
    "NORP": "group", "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
CALENDAR = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
                      "february", "march", "april", "may", "june", "july", "august", "september", "october",
                      "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
                      "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "am", "pm"))  # fmt: skip
NEVER_FIRST = frozenset(("the", "a", "an", "he", "she", "it", "they", "we", "you", "his", "her", "its", "their", "our",
                         "this", "that", "these", "those", "there", "here", "in", "on", "at", "by", "for", "from",
                         "to", "of", "with", "as", "if", "when", "while", "but", "and", "or", "no", "not", "some",
                         "what", "who", "why", "how", "one", "two", "asked", "mr", "mrs", "ms"))  # fmt: skip
RARE = 2e-6  # share of general English of a word that is taken for a name where it might be none (Zipf 3.3)
NAME_TAGS = frozenset(("NNP", "NNPS"))
VERB_TAGS = frozenset(("VBD", "VBN", "VBG", "VBZ", "VBP", "VB", "RB", "IN", "UH", "FW"))
SHORTENED = frozenset(("St", "Mt", "Ft", "Pt"))  # words of names that are written with a point: "St. Gall's"


# "TARN (Pelham) – Rain fell"
DATELINE = re.compile(r"(?P<place>[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3})(?:, [A-Z]\w+)?,?\s*(?:\([^()\n]{2,40}\))?"
                      r"(?:,? \w{3,9}\.? \d{1,2})?\s*[–—-]+\s")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a block: its place in the block's text, its written form without a possessive, its model tag."""

    start: int
    end: int
    text: str
    tag: str
    label: str  # the model's entity label, or ""
    entity: int  # which entity of the block, or -1
    opens_sentence: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[:3].lower() in ("al-", "el-") and self.text[3:4].isupper())


def words_of(parsed: ParsedBlock) -> list[Word]:
    doc, text = parsed.doc, parsed.text
    tags, starts = {}, set()
    for token in doc:
        tags[token.idx] = token.tag_
        if token.is_sent_start or not token.i:
            starts.add(token.idx)
    entities = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
    found: list[Word] = []
    tag, at = "", 0
    for match in WORD.finditer(text):
        start = match.start()
        tag = tags.get(start, tag)
        written = match.group()
        if written.endswith(".") and not (len(written) <= 5 and written[0].isupper() and (
            "." in written[:-1] or len(written) == 2 or is_role(written) or written[:-1] in SHORTENED
        )):  # fmt: skip
            written = written[:-1]
        holy = bool(found) and found[-1].text.rstrip(".") in ("St", "Saint")  # "St Anne's" is called so
        if not holy and ("'" in written or "’" in written):
            plural = written.lower().endswith(("s'", "s’"))
            written = written[:-1] if plural else POSSESSIVE.sub("", written)
        if not written:
            continue
        while at < len(entities) and entities[at][1] <= start:
            at += 1
        inside = at < len(entities) and entities[at][0] <= start
        last = start - 1  # the character before, but for blanks
        while last >= 0 and text[last].isspace():
            last -= 1
        opens = start in starts or last < 0 or text[last] in '“"‘.!?:—–'
        label, entity = (entities[at][2], at) if inside else ("", -1)
        found.append(Word(start, start + len(written), written, tag, label, entity, opens))
    return found


def end_of_dateline(text: str) -> int:
    """Where the place of a dateline ends that opens a block's text; 0 without one."""
    match = DATELINE.match(text)
    return match.end("place") if match else 0


def is_dateline_credit(text: str, start: int) -> bool:
    """Whether the name at `start` is the agency in the brackets of a dateline."""
    match = DATELINE.match(text)
    return match is not None and match.end("place") < start < match.end() and text[start - 1] == "("


def words_seen_as_names(blocks: list[tuple[ParsedBlock, list[Word]]]) -> frozenset[str]:
    """Words that stand capitalised in the middle of a sentence of a running paragraph: these are names anywhere."""
    return frozenset(
        word.text
        for parsed, words in blocks
        if parsed.block.kind != "title"
        for word in words
        if word.capital and not word.opens_sentence and word.tag in NAME_TAGS
    )


def adjectives_of(blocks: list[tuple[ParsedBlock, list[Word]]]) -> frozenset[str]:
    """The capitalised adjectives of an article, folded: "ushgari"."""
    return frozenset(
        fold(word.text)
        for _, words in blocks
        for word in words
        if word.capital and (word.tag.startswith("JJ") or word.label == "NORP")
    )


def is_name_word(word: Word, known: frozenset[str]) -> bool:
    if not word.capital or word.text.lower().rstrip(".") in CALENDAR:
        return False
    if len(word.text) == 1 or (word.opens_sentence and word.text.lower() in NEVER_FIRST):
        return False
    if word.text in known and word.text.isupper():
        return True
    if not word.opens_sentence:
        # a name that looks like a verb's form ("Rashed") is a name where English hardly has the word
        tagged = word.tag in NAME_TAGS or word.label in KIND_OF_LABEL or word.tag in {"JJ", "NN", "NNS"}
        return tagged or (word.tag in VERB_TAGS and share(word.text.lower()) <= RARE)
    return word.text in known or word.label in KIND_OF_LABEL or word.tag in NAME_TAGS


def opens_a_name(words: list[Word], at: int, known: frozenset[str], text: str) -> bool:
    """Whether a rare word that opens a sentence belongs to the name that follows: "Tallow Creek"."""
    word = words[at]
    if not (word.opens_sentence and word.capital and at + 1 < len(words)):
        return False
    follows = words[at + 1]
    joined = _gap(text, word, follows) is not None and follows.capital and not follows.opens_sentence
    return joined and share(word.text.lower()) <= RARE and not is_role(word.text) and is_name_word(follows, known)


def find_runs(text: str, words: list[Word], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of words that make up one run of capitals."""
    spelt = runs_of_acronyms(text, words)
    at = 0
    while at < len(words):
        if at in spelt:
            yield at, spelt[at]
            at = spelt[at]
            continue
        if not is_name_word(words[at], known) and not opens_a_name(words, at, known, text):
            at += 1
            continue
        if stands_before_a_person(words, at, known):
            at += 1
            continue
        end = at + 1
        while end < len(words):
            step = _next_in_run(text, words, at, end, known)
            if not step:
                break
            end += step
        yield at, end
        at = end


ACRONYM = re.compile(r"\s\((?P<letters>[A-Z]{3,8})\)")
WITHIN = re.compile(r"(?:['’]s?)?[\s-]+")  # between two words of a name
WITHIN_A_NAME = JOINERS | {"in", "on", "at", "to", "by", "with", "against", "from"}


def runs_of_acronyms(text: str, words: list[Word]) -> dict[int, int]:
    """Names whose capitals an acronym in brackets behind them spells, first word -> end (Schwartz and Hearst 2003, by
    capitals only): "the Committee for Civilians in Orrin (CCO)"."""
    found: dict[int, int] = {}
    starts = [word.start for word in words]
    for match in ACRONYM.finditer(text):
        end = at = bisect.bisect_left(starts, match.start())
        left = match["letters"]
        while left and at:
            word = words[at - 1]
            if not WITHIN.fullmatch(text[word.end : words[at].start if at < end else match.start() + 1]):
                break
            if word.capital and word.text[0] == left[-1]:
                left = left[:-1]
            elif word.capital or word.text.lower() not in WITHIN_A_NAME:
                break
            at -= 1
        if not left and end - at > 1:
            found[at] = end
    return found


def stands_before_a_person(words: list[Word], at: int, known: frozenset[str]) -> bool:
    """Whether a word of general English opens a sentence and the model sees a whole person's name behind it: "Expat Ada
    Venn, 58, told"."""
    word = words[at]
    if not word.opens_sentence or word.label or word.text in known or at + 2 >= len(words):
        return False
    first, last = words[at + 1], words[at + 2]
    whole = first.label == "PERSON" and first.entity == last.entity
    return whole and share(word.text.lower()) > RAREST and not is_role(word.text)


def names_nobody(words: list[Word], run: tuple[int, int], known: frozenset[str]) -> bool:
    """Whether a run is one common word that has its capital from where it stands: "Rescuers heard", "A MOLE in the
    office", "His Worship"."""
    word = words[run[0]]
    if run[1] - run[0] > 1 or word.text in known:
        return False
    lower = word.text.lower()
    if run[0] and lower in HONOURS and words[run[0] - 1].text.lower() in POSSESSIVES:
        return True
    common = share(lower) > RARE
    if word.opens_sentence:
        return word.tag == "NNS" or (common and (word.tag not in NAME_TAGS or word.label not in TOLD_LABELS))
    return common and len(lower) > 3 and word.text.isupper() and word.tag not in NAME_TAGS


TOLD_LABELS = frozenset(("PERSON", "GPE", "ORG"))
HONOURS = frozenset(("worship", "majesty", "majesties", "excellency", "highness", "honour", "honor", "holiness",
                     "lordship", "ladyship", "eminence", "grace", "beatitude"))  # fmt: skip
POSSESSIVES = frozenset(("his", "her", "your", "their", "my"))


def _next_in_run(text: str, words: list[Word], start: int, end: int, known: frozenset[str]) -> int:
    """How many words to take on after `end - 1`: the next capital, or small words and the capital after them."""
    if _gap(text, words[end - 1], words[end]) is None:
        return 0
    if is_name_word(words[end], known):
        previous, word = words[end - 1], words[end]
        if previous.text in known and word.text in known and previous.text.isupper() and word.text.isupper():
            return 1  # "TERN HAVEN"
        return 0 if word.text in {"The", "A"} or _are_two_names(words, end) else 1
    small = 0
    while end + small < len(words) and words[end + small].text.lower() in JOINERS and small < 2:
        if _gap(text, words[end + small - 1], words[end + small]) is None:
            return 0
        small += 1
    after = end + small
    if not small or after >= len(words) or not words[after].capital or not is_name_word(words[after], known):
        return 0
    if _gap(text, words[after - 1], words[after]) is None:
        return 0
    joining = [word.text.lower() for word in words[end:after]]
    if all(word in PARTICLE_JOINERS for word in joining):
        return small + 1
    same_entity = words[end - 1].entity >= 0 and words[end - 1].entity == words[after].entity
    if joining[0] == "and" and end - start > 1 and _are_two_bodies(words, (start, end), after, known, "the" in joining):
        return 0
    if joining == ["of"] and end - start == 1 and _is_band(words, start):
        return small + 1
    if joining[0] in {"and", "&"}:
        return small + 1 if same_entity or _heads_a_body(words, after, known, text) else 0
    if is_role(words[end - 1].text) or (
        end - start > 1 and words[end - 1].label == "PERSON" and not _is_head(words[end - 1].text)
    ):
        return 0
    return small + 1 if same_entity or _is_head(words[end - 1].text) or _heads_a_body(words, after, known, text) else 0


def _are_two_bodies(words: list[Word], run: tuple[int, int], after: int, known: frozenset[str], the: bool) -> bool:
    """Whether a body's name ends before "and" and another one's follows: "the Tarn Ministry and the Mill Union", not
    "the Ministry of Health and the Environment"."""
    last = after
    while (
        last + 1 < len(words) and is_name_word(words[last + 1], known) and words[last + 1].start == words[last].end + 1
    ):
        last += 1
    whole = _is_head(words[run[1] - 1].text)
    other = last > after and _is_head(words[last].text)
    return (whole and (the or other)) or (the and other)


def _is_band(words: list[Word], at: int) -> bool:
    """ "the Falcons of Tarn": a plural with "the" before it, that is nobody's role."""
    word, before = words[at], words[at - 1].text.lower() if at else ""
    plural = word.text.endswith("s") and not word.text.endswith("ss") and word.text[:1].isupper()
    return plural and before == "the" and word.tag in NAME_TAGS and not is_role(word.text[:-1])


def _are_two_names(words: list[Word], at: int) -> bool:
    """Whether the language model takes a word for another name than the one before it, and may be right: "in Tarn Ada
    Venn". Two words, each by itself a place or each by itself a person, are a name it does not know."""
    previous, word = words[at - 1], words[at]
    if previous.entity < 0 or word.entity < 0 or previous.entity == word.entity or previous.label == "NORP":
        return False
    if is_role(previous.text) or not {previous.label, word.label} & {"GPE", "PERSON"}:
        return False
    longer = (at > 1 and words[at - 2].entity == previous.entity) or (
        at + 1 < len(words) and words[at + 1].entity == word.entity
    )
    behind = at > 1 and words[at - 2].text.lower() in BEFORE_A_PLACE
    return longer or behind or previous.label != word.label


BEFORE_A_PLACE = frozenset(("in", "at", "from", "to", "near", "of", "outside"))


def _gap(text: str, left: Word, right: Word) -> str | None:
    """The characters between two words of one name, or None where they part names. A genitive joins only what is one
    name to the model, or a street's, school's or the like: "Tanner's Row"."""
    between = text[left.end : right.start]
    if between in ("'s ", "’s "):
        one = left.entity >= 0 and left.entity == right.entity and left.label not in ("GPE", "PERSON", "NORP")
        return between if one or _is_place_head(right.text) else None
    return between if re.fullmatch(r"[ \u00a0]{1,2}|-|['’] | ?& ?", between) else None


def _is_place_head(word: str) -> bool:
    return word[:1].isupper() and bool(word_classes().get(word.lower(), frozenset()) & {"place", "facility"})


def _is_head(word: str) -> bool:
    return bool(word_classes().get(word.lower(), frozenset()) & {"organisation", "place", "facility"})


def _heads_a_body(words: list[Word], at: int, known: frozenset[str], text: str) -> bool:
    """Whether the capitals from `at` on end in a body's head word ("... and Dock Workers' Union")."""
    if words[at].label == "GPE":
        return False
    end = at
    while end + 1 < len(words) and is_name_word(words[end + 1], known) and _gap(text, words[end], words[end + 1]):
        end += 1
    return end > at and "organisation" in word_classes().get(words[end].text.lower(), frozenset())


def with_particle(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """A surname is named together with a particle in lower case before it: "al Abadi", "van der Berg"."""
    start, end = name
    while start and words[start - 1].text in PARTICLE_JOINERS - {"e", "y", "do"} and (
        text[words[start - 1].end : words[start].start] in (" ", "-")
    ):  # fmt: skip
        start -= 1
    return start, end


def with_feature(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """ "the river Velka", "lake Tarn": a feature whose common noun comes first."""
    start, end = name
    if start and words[start - 1].text in FEATURES and text[words[start - 1].end : words[start].start] == " ":
        return start - 1, end
    return name


ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)$")


def with_number(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """A body is named together with the ordinal before it: "3rd Mountain Brigade"."""
    start, end = name
    head = word_classes().get(words[end - 1].text.lower(), frozenset())
    if start and ORDINAL.match(words[start - 1].text) and "organisation" in head and (
        text[words[start - 1].end : words[start].start] == " "
    ):  # fmt: skip
        return start - 1, end
    return name


def with_head(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """A place or structure is named together with its common noun: "the Velka river", "Karasu livestock market"."""
    for end in (name[1] + 1, name[1] + 2):
        if end <= len(words) and words[end - 1].text.islower() and words[end - 1].tag in ("NN", "NNS"):
            between = text[words[name[1] - 1].end : words[end - 1].start]
            classes = word_classes().get(words[end - 1].text, frozenset())
            if between.strip().replace(words[name[1]].text, "") == "" and classes & {"place", "facility"}:
                return name[0], end
    return name


FEATURES = frozenset(("river", "lake", "mount"))
ADJECTIVAL = re.compile(r"-(?:led|backed|based|born|run|held|controlled|owned|made|style|era|wide)$", re.IGNORECASE)


def without_adjectives(words: list[Word], name: tuple[int, int]) -> tuple[int, int] | None:
    """ "Iraqi", "US-led" and "Shi'ite" name nobody, unless they open a body's name ("Iraqi National Alliance")."""
    start, end = name
    if end - start > 1 and "organisation" in word_classes().get(words[end - 1].text.lower(), frozenset()):
        return name
    while start < end and _is_adjective(words[start]):
        if end - start == 2 and _is_given_name(words[start], words[start + 1]):
            break
        next_inside = start + 1 < end and words[start + 1].entity == words[start].entity
        if next_inside and words[start].label != "NORP":
            break
        start += 1
    return (start, end) if start < end else None


def without_letters_behind(words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """ "Hugh Penrose KC": a degree, an order or a seat behind a person's name is no part of it."""
    start, end = name
    while end - start > 2 and "letters behind" in word_classes().get(
        words[end - 1].text.lower().rstrip("."), frozenset()
    ):
        end -= 1
    return start, end


def _is_given_name(word: Word, surname: Word) -> bool:
    """Whether a word that the model takes for a people's name is a given name: "Pentti Venn"."""
    plain = fold(word.text)
    told = is_of_a_country(plain) or "adjective" in word_classes().get(plain, frozenset())
    return word.tag == "NNP" and surname.label == "PERSON" and not told and share(plain) <= RARE


def _is_adjective(word: Word) -> bool:
    if ADJECTIVAL.search(word.text):
        return True
    if "adjective" in word_classes().get(re.sub("['’]", "", word.text.lower()), frozenset()):
        return True
    return not is_acronym(word.text) and (word.label == "NORP" or word.tag == "JJ")


def is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
