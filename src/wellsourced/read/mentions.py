"""Article and its parse -> names, each with its kind, its description and the fullest form the article uses.

1. Where names stand: runs of capitalised words, joined by small words only where the language model or the head word
   says so. The model alone cuts group names and misses bare surnames, so it votes and does not decide.
2. A role before the name ("Deputy Minister Radko Yelenić") is split off and kept as its description, as is an
   apposition after it ("Ilko Dervan, who worked as an engineer").
3. Kind by votes over all mentions of a name in the article: the model's label, roles beside it, its head word, how it
   is used ("in Marnik", "Dervan said").
4. A short form gets the article's own full form where exactly one fits: "Dervan" -> "Ilko Dervan".
5. A capital's name is marked where it is used for the government (`governments`).
6. Aliases that the text itself states: "the Combined Joint Task Force (CJTF)".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..countries import country_of_capital, known_name
from ..names import is_acronym_of, is_role, key, parts, without_group_head, word_classes
from ..records import Alias, Article, Mention, MentionKind, Span
from .governments import with_governments
from .language import Parse, ParsedBlock

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
JOINERS = frozenset(("of", "for", "and", "&", "the", "de", "del", "della", "di", "da", "do", "dos", "van", "von", "der",
                     "den", "bin", "ibn", "bint", "al", "el", "ul", "ben", "abu", "y", "e"))  # fmt: skip
PARTICLE_JOINERS = JOINERS - {"of", "for", "and", "&", "the"}
KIND_OF_LABEL: dict[str, MentionKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility",
    "NORP": "group", "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
LOCATIVE = frozenset(("in", "near", "at", "from", "into", "outside", "inside", "across", "around", "towards", "toward"))
SPEECH = frozenset(("said", "told", "says", "added", "denied", "asked", "warned", "noted", "insisted", "stressed",
                    "declared", "announced", "claimed", "argued", "admitted", "explained", "recalled", "promised",
                    "refused", "replied", "thinks", "believes", "pointed", "called", "declined"))  # fmt: skip
KINDS_OF_WORDS = frozenset(("organisation", "place", "facility"))
Description = tuple[str, Span, bool]  # the words, where they stand, whether they describe a person
CALENDAR = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
                      "february", "march", "april", "may", "june", "july", "august", "september", "october",
                      "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
                      "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "am", "pm"))  # fmt: skip
NEVER_FIRST = frozenset(("the", "a", "an", "he", "she", "it", "they", "we", "you", "his", "her", "its", "their", "our",
                         "this", "that", "these", "those", "there", "here", "in", "on", "at", "by", "for", "from",
                         "to", "of", "with", "as", "if", "when", "while", "but", "and", "or", "no", "not", "some",
                         "what", "who", "why", "how", "one", "two", "asked", "mr", "mrs", "ms"))  # fmt: skip
DIRECTIONS = frozenset(("northern", "southern", "eastern", "western", "central", "north", "south", "east", "west",
                        "neighbouring", "neighboring", "nearby", "downtown", "the"))  # fmt: skip
NAME_TAGS = frozenset(("NNP", "NNPS"))


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


def find_mentions(article: Article, parse: Parse) -> tuple[tuple[Mention, ...], tuple[Alias, ...]]:
    """Every name in the readable blocks of an article, in order, and the aliases that its text states."""
    blocks = [(parsed, _words(parsed)) for parsed in parse]
    known = _words_seen_as_names(blocks)
    titles = [parsed for parsed, _ in blocks if parsed.block.kind == "title"]
    drafts = [
        draft
        for parsed, words in blocks
        if parsed.block.kind != "title"
        for draft in _find_in_block(parsed, words, known)
    ]
    in_titles = _find_again(titles, [draft for draft, _ in drafts])
    kinds = _kinds([draft for draft, _ in drafts], [votes for _, votes in drafts])
    mentions = [replace(draft, kind=kinds[key(draft.text)]) for draft, _ in drafts if key(draft.text) in kinds]
    mentions = [m for m in mentions if m.kind != "group" or len(parts(m.text)) > 1]
    mentions = [replace(m, kind=kinds[key(m.text)]) for m in in_titles if key(m.text) in kinds] + mentions
    mentions = sorted(with_governments(_with_full_names(mentions), parse), key=lambda m: m.span)
    return tuple(mentions), tuple(_find_aliases(article, mentions))


# ---- 1. where names stand ---------------------------------------------------------------------


def _words(parsed: ParsedBlock) -> list[Word]:
    doc, text = parsed.doc, parsed.doc.text
    token_at = {token.idx: token for token in doc}
    starts = {sentence.start_char for sentence in doc.sents}
    entities = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
    found: list[Word] = []
    token, at = None, 0
    for match in WORD.finditer(text):
        token = token_at.get(match.start(), token)
        written = match.group()
        if written.endswith(".") and not (len(written) <= 5 and written[0].isupper() and (
            "." in written[:-1] or len(written) == 2 or is_role(written)
        )):  # fmt: skip
            written = written[:-1]
        written = POSSESSIVE.sub("", written) if not written.lower().endswith(("s'", "s’")) else written[:-1]
        if not written:
            continue
        while at < len(entities) and entities[at][1] <= match.start():
            at += 1
        inside = at < len(entities) and entities[at][0] <= match.start()
        before = text[: match.start()].rstrip()
        opens = match.start() in starts or not before or before[-1] in '“"‘.!?:—–'
        found.append(
            Word(match.start(), match.start() + len(written), written, token.tag_ if token is not None else "",
                 entities[at][2] if inside else "", at if inside else -1, opens)
        )  # fmt: skip
    return found


def _words_seen_as_names(blocks: list[tuple[ParsedBlock, list[Word]]]) -> frozenset[str]:
    """Words that stand capitalised in the middle of a sentence of a running paragraph: these are names anywhere."""
    return frozenset(
        word.text
        for parsed, words in blocks
        if parsed.block.kind != "title"
        for word in words
        if word.capital and not word.opens_sentence and word.tag in NAME_TAGS
    )


def _is_name_word(word: Word, known: frozenset[str]) -> bool:
    if not word.capital or word.text.lower().rstrip(".") in CALENDAR:
        return False
    if len(word.text) == 1 or (word.opens_sentence and word.text.lower() in NEVER_FIRST):
        return False
    if not word.opens_sentence:
        return word.tag in NAME_TAGS or word.label in KIND_OF_LABEL or word.tag in {"JJ", "NN", "NNS"}
    return word.text in known or word.label in KIND_OF_LABEL or word.tag in NAME_TAGS


def _find_in_block(
    parsed: ParsedBlock, words: list[Word], known: frozenset[str]
) -> Iterator[tuple[Mention, Counter[MentionKind]]]:
    text = parsed.doc.text
    for run in _runs(text, words, known):
        role, name = _split_role(words, run)
        name = _without_adjectives(words, name) if name else None
        if name is None:
            continue
        name = _with_head(text, words, _with_particle(text, words, name))
        first, last = words[name[0]], words[name[1] - 1]
        start, end = parsed.block.start + first.start, parsed.block.start + last.end
        span = Span(parsed.article, start, end)
        before = _before(parsed, words, role, name)
        after = _after(parsed, last.end)
        described = before or after
        votes = _votes(words, name, before, after)
        written = re.sub(r"\s+", " ", text[first.start : last.end])
        yield (
            Mention(span, written, "other", written, described[0] if described else None,
                    described[1] if described else None),
            votes,
        )  # fmt: skip


def _find_again(titles: list[ParsedBlock], drafts: list[Mention]) -> list[Mention]:
    """Names of the body where they stand in a title: a title may capitalise every word, so it shows no new ones."""
    names = sorted({draft.text for draft in drafts}, key=lambda name: (-len(name), name))
    if not names:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return [
        Mention(Span(title.article, title.block.start + m.start(), title.block.start + m.end()),
                m.group(), "other", m.group())
        for title in titles
        for m in pattern.finditer(title.doc.text)
    ]  # fmt: skip


def _runs(text: str, words: list[Word], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of words that make up one run of capitals."""
    at = 0
    while at < len(words):
        if not _is_name_word(words[at], known):
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


def _next_in_run(text: str, words: list[Word], start: int, end: int, known: frozenset[str]) -> int:
    """How many words to take on after `end - 1`: the next capital, or small words and the capital after them."""
    if _gap(text, words[end - 1], words[end]) is None:
        return 0
    if _is_name_word(words[end], known):
        previous, word = words[end - 1], words[end]
        two_names = previous.entity >= 0 and word.entity >= 0 and previous.entity != word.entity
        parted = two_names and previous.label != "NORP" and bool({previous.label, word.label} & {"GPE", "PERSON"})
        return 0 if parted or word.text in {"The", "A"} else 1
    small = 0
    while end + small < len(words) and words[end + small].text.lower() in JOINERS and small < 2:
        if _gap(text, words[end + small - 1], words[end + small]) is None:
            return 0
        small += 1
    after = end + small
    if not small or after >= len(words) or not words[after].capital or not _is_name_word(words[after], known):
        return 0
    if _gap(text, words[after - 1], words[after]) is None:
        return 0
    joining = [word.text.lower() for word in words[end:after]]
    if all(word in PARTICLE_JOINERS for word in joining):
        return small + 1
    same_entity = words[end - 1].entity >= 0 and words[end - 1].entity == words[after].entity
    if joining[0] in {"and", "&"}:
        return small + 1 if same_entity or _heads_a_body(words, after, known, text) else 0
    if is_role(words[end - 1].text):
        return 0
    return small + 1 if same_entity or _is_head(words[end - 1].text) or _heads_a_body(words, after, known, text) else 0


def _gap(text: str, left: Word, right: Word) -> str | None:
    """The characters between two words of one name, or None where they part names."""
    between = text[left.end : right.start]
    return between if re.fullmatch(r"[ \u00a0]{1,2}|-|['’]s? | ?& ?", between) and "’s" not in between else None


def _is_head(word: str) -> bool:
    return bool(word_classes().get(word.lower(), frozenset()) & {"organisation", "place", "facility"})


def _heads_a_body(words: list[Word], at: int, known: frozenset[str], text: str) -> bool:
    """Whether the capitals from `at` on end in a body's head word ("... and Dock Workers' Union")."""
    if words[at].label == "GPE":
        return False
    end = at
    while end + 1 < len(words) and _is_name_word(words[end + 1], known) and _gap(text, words[end], words[end + 1]):
        end += 1
    return end > at and "organisation" in word_classes().get(words[end].text.lower(), frozenset())


def _with_particle(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """A surname is named together with a particle in lower case before it: "al Abadi", "van der Berg"."""
    start, end = name
    while start and words[start - 1].text in PARTICLE_JOINERS - {"e", "y", "do"} and (
        text[words[start - 1].end : words[start].start] in (" ", "-")
    ):  # fmt: skip
        start -= 1
    return start, end


def _with_head(text: str, words: list[Word], name: tuple[int, int]) -> tuple[int, int]:
    """A place or structure is named together with its common noun: "the Velka river", "Karasu livestock market"."""
    for end in (name[1] + 1, name[1] + 2):
        if end <= len(words) and words[end - 1].text.islower() and words[end - 1].tag == "NN":
            between = text[words[name[1] - 1].end : words[end - 1].start]
            classes = word_classes().get(words[end - 1].text, frozenset())
            if between.strip().replace(words[name[1]].text, "") == "" and classes & {"place", "facility"}:
                return name[0], end
    return name


ADJECTIVAL = re.compile(r"-(?:led|backed|based|born|run|held|controlled|owned|made|style|era|wide)$", re.IGNORECASE)


def _without_adjectives(words: list[Word], name: tuple[int, int]) -> tuple[int, int] | None:
    """ "Iraqi", "US-led" and "Shi'ite" name nobody, unless they open a body's name ("Iraqi National Alliance")."""
    start, end = name
    if end - start > 1 and "organisation" in word_classes().get(words[end - 1].text.lower(), frozenset()):
        return name
    while start < end and _is_adjective(words[start]):
        next_inside = start + 1 < end and words[start + 1].entity == words[start].entity
        if next_inside and words[start].label != "NORP":
            break
        start += 1
    return (start, end) if start < end else None


def _is_adjective(word: Word) -> bool:
    if ADJECTIVAL.search(word.text):
        return True
    if "adjective" in word_classes().get(re.sub("['’]", "", word.text.lower()), frozenset()):
        return True
    return not _is_acronym(word.text) and (word.label == "NORP" or word.tag == "JJ")


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


# ---- 2. roles and appositions -----------------------------------------------------------------


def _split_role(words: list[Word], run: tuple[int, int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """A run -> (role words, name words): the name begins after the last role word that a name follows."""
    start, end = run
    for at in range(end - 2, start - 1, -1):
        if is_role(words[at].text) and words[at + 1].text.lower() not in JOINERS:
            if "organisation" in word_classes().get(words[end - 1].text.lower(), frozenset()) and end - start > 2:
                return None, run  # "Chief Executive Board": a body's name that holds a role word
            return (start, at + 1), (at + 1, end)
    if end - start == 1 and is_role(words[start].text):
        return None, None
    if all(is_role(word.text) for word in words[start:end]):
        return None, None
    return None, run


def _before(
    parsed: ParsedBlock, words: list[Word], role: tuple[int, int] | None, name: tuple[int, int]
) -> Description | None:
    """The description before a name, with its span, and whether it is a person's role."""
    first = role[0] if role else name[0]
    text = parsed.doc.text
    at = first
    while at > 0 and first - at < 6:
        word = words[at - 1]
        between = text[word.end : words[at].start]
        between = between.removeprefix(",") if at == first and is_role(word.text) else between
        if not re.fullmatch(r"['’]?s? |-", between) or word.tag not in {"NN", "NNS", "JJ", "NNP", "NNPS", "POS", "VBG"}:
            break
        if word.tag in {"JJ", "VBG"} and word.opens_sentence and not word.capital:
            break
        if word.capital and word.text.lower().rstrip(".") in CALENDAR:
            break  # "on Friday Deputy Minister ..."
        at -= 1
    inside = words[at:first] if not role else words[at : role[1]]
    classes = word_classes().get(inside[-1].text.lower(), frozenset()) if inside else frozenset()
    if not classes or ("role" not in classes and (role or inside[-1].capital)):
        return None
    if all(word.text.lower().rstrip(".") in {"mr", "mrs", "ms", "miss", "sir", "dr", "prof"} for word in inside):
        return None
    start, end = inside[0].start, inside[-1].end
    return (
        text[start:end],
        Span(parsed.article, parsed.block.start + start, parsed.block.start + end),
        "role" in classes,
    )


APPOSITION = re.compile(
    r"(?:,|\s[–—-]|\s?\()\s*(?:who (?P<who>(?:is|was|heads|leads|chairs|runs|worked|works|serves|served|owns|directs)"
    r"\b[^,;:.!?“”\"()]{3,80})|(?P<np>(?:(?:a|an|the|its|his|her|their|one)\s+)?[^,;:.!?“”\"()]{3,90}?))"
    r"\s*(?=,|;|\)|\.(?:\s|$)|\s[–—]|\s(?:who|which)\b|$)"
)


def _after(parsed: ParsedBlock, end: int) -> Description | None:
    """The apposition after a name, with its span, and whether it describes a person."""
    match = APPOSITION.match(parsed.doc.text, end)
    if not match:
        return None
    group = "who" if match.group("who") else "np"
    described = match.group(group)
    span = Span(parsed.article, parsed.block.start + match.start(group), parsed.block.start + match.end(group))
    if group == "who":
        return described, span, True
    words = WORD.findall(described)
    if (
        not words
        or not words[0][0].islower()
        or words[0].lower() in {"and", "but", "or", "with", "in", "on", "to", "which"}
    ):
        return None
    if SPEECH & {word.lower() for word in words}:
        return None  # ", the ministry said" follows a name and does not describe it
    tokens = parsed.doc.char_span(match.start(group), match.end(group), alignment_mode="expand")
    if tokens is not None and any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in tokens):
        return None  # a clause, not a phrase
    head = _head(described)
    if head and is_role(head[-1]):
        return described, span, True
    return (described, span, False) if words[0].lower() in {"a", "an", "the", "its", "his", "her", "their"} else None


def _head(phrase: str) -> list[str]:
    """The words of a noun phrase up to its head, in lower case: "an aid agency in Marnik" -> [an, aid, agency]."""
    return re.split(r"\b(?:of|for|at|in|to|from|with|on|advising|that|who|which)\b", phrase.lower())[0].split()


# ---- 3. kinds ---------------------------------------------------------------------------------


def _votes(
    words: list[Word], name: tuple[int, int], before_description: Description | None, after: Description | None,
) -> Counter[MentionKind]:  # fmt: skip
    """What one mention says about the kind of its bearer. Weights are by how often each cue misleads: a role beside
    the name hardly ever, the model's label often for names it has not seen (see docs/evaluation.md)."""
    votes: Counter[MentionKind] = Counter()
    inside = words[name[0] : name[1]]
    classes = word_classes().get(inside[-1].text.lower(), frozenset())
    described = before_description or after
    if described and not described[2]:
        for word in _head(described[0])[-1:]:
            for kind in KINDS_OF_WORDS & word_classes().get(word, frozenset()):
                votes[kind] = 4  # type: ignore[index]
    if len(inside) > 1 or "organisation" in classes:
        for kind in ("organisation", "place", "facility"):
            votes[kind] += 4 * (kind in classes)  # type: ignore[index]
        if len(inside) > 2 and "of" in {word.text for word in inside}:
            votes["organisation"] += 5 * ("organisation" in word_classes().get(inside[0].text.lower(), frozenset()))
    labels = [word.label for word in inside if word.label in KIND_OF_LABEL]
    votes = +votes
    if labels and not votes:
        votes[KIND_OF_LABEL[Counter(labels).most_common(1)[0][0]]] += 2
    if (before_description and before_description[2]) or (after and after[2]):
        votes["person"] += 5
    acronym = _is_acronym(inside[0].text) and len(inside) == 1
    if acronym and inside[0].label not in ("GPE", "LOC"):
        votes["organisation"] += 4
    at = name[0] - 1
    while at > 0 and words[at].text.lower() in DIRECTIONS:
        at -= 1
    before = words[at].text.lower() if at >= 0 and not words[name[0]].opens_sentence else ""
    beside = words[name[0] - 1].text.lower() if name[0] else ""
    following = words[name[1]].text.lower() if name[1] < len(words) else ""
    votes["place"] += 3 * (before in LOCATIVE and not classes)
    if beside == "of" and name[0] > 1:
        votes["place"] += 5 * ("place" in word_classes().get(words[name[0] - 2].text.lower(), frozenset()))
    written = " ".join(word.text for word in inside)
    well_known = bool(country_of_capital(written) or known_name(written))  # "Lima said" is no Ms Lima
    votes["place"] += 3 * (country_of_capital(written) is not None)
    if following in SPEECH:
        votes["person"] += 3 * (not acronym and not well_known)
        votes["organisation"] += 2 * (votes["facility"] > 0)
        votes["place"] -= 2
        votes["facility"] -= 3
    if beside in ("mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr.", "father", "sister"):
        votes["person"] += 5
    return +votes


def _kinds(drafts: list[Mention], votes: list[Counter[MentionKind]]) -> dict[str, MentionKind]:
    """Key of a name -> its kind, by all votes for it and for its longer forms."""
    tally: dict[str, Counter[MentionKind]] = {}
    for draft, vote in zip(drafts, votes, strict=True):
        tally.setdefault(key(draft.text), Counter()).update(vote)
    order: tuple[MentionKind, ...] = ("person", "organisation", "place", "facility", "group", "other")
    return {
        name: max(order, key=lambda kind: (counted[kind], -order.index(kind))) if counted else "other"
        for name, counted in tally.items()
    }


# ---- 4. full names ----------------------------------------------------------------------------


def _with_full_names(mentions: list[Mention]) -> list[Mention]:
    """Each short form gets the fullest name of the article where exactly one bearer fits."""
    first_full: dict[tuple[str, ...], str] = {}
    for mention in mentions:
        first_full.setdefault(parts(mention.text), mention.text)
    kind_of = {parts(mention.text): mention.kind for mention in mentions}
    renamed: dict[tuple[str, ...], tuple[str, MentionKind]] = {}
    for short in first_full:
        fits = [
            full for full in first_full
            if len(full) > len(short) and _may_stand_for(short, full, kind_of[short], kind_of[full])
        ]  # fmt: skip
        bearers = {full[-1:] + full[:1] for full in fits}
        if fits and len(bearers) == 1:
            full = max(fits, key=lambda f: (len(f), f))
            renamed[short] = (first_full[full], kind_of[full])
    return [
        replace(mention, name=renamed[parts(mention.text)][0], kind=renamed[parts(mention.text)][1])
        if parts(mention.text) in renamed
        else replace(mention, name=first_full[parts(mention.text)])
        for mention in mentions
    ]


def _may_stand_for(short: tuple[str, ...], full: tuple[str, ...], kind: MentionKind, full_kind: MentionKind) -> bool:
    """Whether a shorter form can be a second mention of a longer one: a surname, or a body's last or first words."""
    if full_kind == "person":
        return full[-len(short) :] == short and kind in ("person", "organisation", "place", "other", "group")
    if full_kind == "organisation":
        if kind in ("person", "place"):
            return False
        return (full[-len(short) :] == short and len(short[0]) > 3) or short == without_group_head(full)
    return False


# ---- 6. aliases that the text states ----------------------------------------------------------

BRACKET = re.compile(r"\s?[(\[](?:the )?(?P<inner>[^()\[\]\n]{2,60})[)\]]")
KNOWN_AS = re.compile(r"\b(?:also|better|formerly|previously|otherwise)?\s?(?:known as|called|formerly|dubbed)\s+$")


def _find_aliases(article: Article, mentions: list[Mention]) -> Iterator[Alias]:
    at = {mention.span.start: mention for mention in mentions}
    for mention in mentions:
        match = BRACKET.match(article.text, mention.span.end)
        if not match:
            continue
        outer_end = match.end()
        inside = [at[place] for place in sorted(at) if match.start("inner") <= place < outer_end]
        for inner in inside:
            lead = article.text[match.start("inner") : inner.span.start]
            evidence = Span(article.id, mention.span.start, outer_end)
            if lead.strip().lower() in {"", "the", "or"} and _is_bracket_alias(mention, inner):
                yield Alias(mention.text, inner.text, evidence, "the text puts one name in brackets after the other")
            elif re.search(r"(?:known as|formerly|or)\s*(?:the )?$", lead):
                yield Alias(mention.text, inner.text, evidence, "the text says that one is known as the other")


def _is_bracket_alias(outer: Mention, inner: Mention) -> bool:
    if is_acronym_of(inner.text, outer.text) or is_acronym_of(outer.text, inner.text):
        return True
    bodies = {"organisation", "group", "other"}
    return outer.kind in bodies and inner.kind in bodies
