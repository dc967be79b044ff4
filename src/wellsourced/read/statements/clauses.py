"""A reporting word in its paragraph -> its clause: who speaks, to whom, and how far the reporting words reach.

The language model's parse is trusted outside of quotations and helped by the order of words where it fails: a parse of
news text with quotations in it is wrong about the subject of the reporting verb in a tenth of the cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..language import lemma
from .cues import CueVerb, cue_verbs, source_words
from .idioms import find_idiom, informant
from .paragraphs import Paragraph
from .phrases import noun_phrase
from .relays import agents, through

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
PASSIVE = frozenset(("auxpass", "nsubjpass"))
ADJUNCTS = frozenset(("prt", "advmod", "npadvmod", "neg", "aux", "auxpass", "agent", "dative", "prep", "tmod", "intj"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither"))
FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
MOST_CLAUSES = 16  # in a sentence; a line of nothing but "he said" has more and costs the square of them in time
CONDITIONS = frozenset(("if", "unless", "until", "whether"))
ANYBODY = frozenset(("every", "any", "each", "anyone", "anybody", "everyone", "everybody", "whoever"))
TOLD = frozenset(("tell", "inform", "assure", "remind"))  # who follows is told, and does not speak
NOBODY = frozenset(("neither", "no", "none", "nobody", "nothing"))


@dataclass
class Clause:
    """The reporting clause around a verb. Ranges are tokens of the paragraph, half-open."""

    paragraph: Paragraph
    verb: Token
    cue: CueVerb
    speaker: Token | None = None
    speaker_range: tuple[int, int] | None = None
    passive: bool = False
    negated: bool = False
    unreal: bool = False  # in a condition or a question: nobody has said it
    hearer: Token | None = None
    relays: list[Token] = field(default_factory=list)
    start: int = 0  # the first token of the reporting words and their speaker
    end: int = 0  # the token after them
    heard: bool = False  # the hearer was told it and passes it on: "had been told by an aide that"
    next: Clause | None = None  # the clause that goes on with the same speaker, in a series

    @property
    def frames(self) -> frozenset[str]:
        return self.cue.frames

    @property
    def stop(self) -> int:
        """The token that no content of the clause reaches: the end of the sentence, or the joint to the next verb."""
        if self.next is None:
            return self.paragraph.sentence(self.verb)[1]
        end = self.next.start
        while self.paragraph.doc[end - 1].tag_ in {"RB", "CC", ","}:
            end -= 1
        return end


def find_clauses(paragraph: Paragraph) -> list[Clause]:
    """The clauses of all reporting verbs that stand outside of quotations, in order."""
    clauses = []
    found: Counter[int] = Counter()  # in each sentence
    for token in paragraph.tokens:
        if paragraph.is_quoted(token):
            continue
        if token.tag_.startswith("VB"):
            idiom = find_idiom(paragraph, token)
            cue = cue_verbs().get(lemma(token)) if token.dep_ not in {"amod", "aux", "compound"} else None
            cue = idiom.cue if idiom is not None else cue
        else:
            idiom, cue = None, _inverted(paragraph, token)
        if cue is None or found[paragraph.sentence_of[token.i]] >= MOST_CLAUSES:
            continue
        found[paragraph.sentence_of[token.i]] += 1
        clauses.append(_clause(paragraph, token, cue))
        if idiom is not None:
            clauses[-1].end = max(clauses[-1].end, idiom.end)
    _series(clauses)
    _trailing_participles(clauses)
    return clauses


def _inverted(paragraph: Paragraph, token: Token) -> CueVerb | None:
    """ "Said Renn: “...”": at the head of a sentence with a colon before the quotation, what the parse takes for a
    name is the verb."""
    if (cue := _plural_for_verb(paragraph, token)) is not None:
        return cue
    verb = {"said": "say", "says": "say", "added": "add", "adds": "add"}.get(token.lower_)
    if verb is None or paragraph.sentence(token)[0] != token.i:
        return None
    following = paragraph.doc[token.i + 1 : token.i + 12]
    colon = next((t.i for t in following if t.text == ":"), None)
    opens = colon is not None and colon + 1 < len(paragraph.doc) and paragraph.quoted[colon + 1] >= 0
    return cue_verbs()[verb] if opens else None


def _plural_for_verb(paragraph: Paragraph, token: Token) -> CueVerb | None:
    """ "The local paper reports that ...": the verb behind one who can speak that the parse takes for a plural."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i + 1 >= len(paragraph.doc):
        return None
    before, that = paragraph.doc[token.i - 1], paragraph.doc[token.i + 1]
    speaks = before.head == token and before.tag_ == "NN" and lemma(before) in source_words()
    cue = cue_verbs().get(token.lower_.removesuffix("s")) if speaks and that.lower_ == "that" else None
    return cue if cue is not None and "clause" in cue.frames else None


def _series(clauses: list[Clause]) -> None:
    """ "X stressed that A, noted B and insisted on C": verbs of one form behind commas have one speaker, whatever the
    parse makes of the second and the third. Two joined by "and" alone are left to the parse."""
    sentences: dict[int, list[Clause]] = {}
    for clause in clauses:
        sentences.setdefault(clause.paragraph.sentence_of[clause.verb.i], []).append(clause)
    for found in sentences.values():
        main = next((c for c in found if _leads_series(c)), None)
        if main is None:
            continue
        later = [c for c in found if c.verb.i > main.end and _may_follow_on(c, main)]
        members = [main]
        for clause in later:
            joint = _joint(clause)
            more = any(c.verb.i > clause.verb.i and _joint(c) == "and" for c in later)
            broken = joint == "and" and _is_no_phrase(clause)
            alone = clause.verb.tag_ == main.verb.tag_ and not _is_inversion(clause)
            if (joint == "," and (more or alone)) or (joint == "and" and (broken or len(members) > 1)):
                clause.speaker, clause.speaker_range = main.speaker, main.speaker_range
                clause.passive, clause.hearer = False, None
                _find_hearer(clause)
                clause.start = clause.verb.i
                clause.end = _right_end(clause, clause.verb.i + 1, clause.paragraph.sentence(clause.verb)[1])
                members[-1].next = clause
                members.append(clause)


def _is_no_phrase(clause: Clause) -> bool:
    """ "demanded that Corrin pay for water and said ...": a verb in what the parse takes for the second subject."""
    if clause.speaker_range is None or clause.speaker_range[1] > clause.verb.i:
        return False
    words = clause.paragraph.doc[clause.speaker_range[0] : clause.speaker_range[1]]
    return words[-1].tag_ == "CC" or any(t.tag_ in {"VB", "MD"} for t in words)


def _leads_series(clause: Clause) -> bool:
    verb = clause.verb
    before = clause.speaker is not None and clause.speaker.i < verb.i and not clause.passive
    return before and verb.tag_ in {"VBD", "VBZ"} and verb.dep_ not in {"relcl", "acl", "advcl"}


def _may_follow_on(clause: Clause, main: Clause) -> bool:
    verb = clause.verb
    own = any(c.dep_ in {*SUBJECTS, "aux", "auxpass", "agent"} and c.i < verb.i + 2 for c in verb.children)
    own = own and not _is_no_phrase(clause)
    alike = verb.tag_ == main.verb.tag_ or {verb.tag_, main.verb.tag_} <= {"VBD", "VBN"}
    return clause.cue.cue_class == "speech" and alike and not own and _joint(clause) != ""


def _joint(clause: Clause) -> str:
    """What a verb is joined to the words before with: "," or "and", "" where there is neither."""
    doc, at = clause.paragraph.doc, clause.verb.i - 1
    while at > 0 and doc[at].tag_ == "RB":
        at -= 1
    if at < 0 or clause.paragraph.quoted[at] >= 0:
        return ""
    return "and" if doc[at].tag_ == "CC" else "," if doc[at].text == "," else ""


def _is_inversion(clause: Clause) -> bool:
    """ ", said the mayor": a noun phrase and nothing else follows."""
    if clause.speaker_range is None or clause.speaker_range[0] <= clause.verb.i:
        return False
    after, stop = clause.speaker_range[1], clause.paragraph.sentence(clause.verb)[1]
    return after >= stop or clause.paragraph.doc[after].tag_ not in {*FINITE_TAGS, "TO"}


def _trailing_participles(clauses: list[Clause]) -> None:
    """ "X denied that A did B, calling it C": the participle after a comma goes with the first reporting verb of the
    sentence, whatever the parse makes of it."""
    first: dict[int, Clause] = {}
    for clause in clauses:
        verb, paragraph = clause.verb, clause.paragraph
        number = paragraph.sentence_of[verb.i]
        main = first.get(number)
        if main is None:
            if (
                clause.speaker is not None
                and verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
                and verb.dep_ not in {"relcl", "acl"}
            ):
                first[number] = clause
        elif _is_trailing_participle(clause):
            clause.speaker, clause.speaker_range = main.speaker, main.speaker_range
            clause.start = verb.i


def _is_trailing_participle(clause: Clause) -> bool:
    verb, paragraph = clause.verb, clause.paragraph
    if verb.tag_ != "VBG" or not verb.i or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    return paragraph.doc[verb.i - 1].text == "," or paragraph.quoted[verb.i - 1] >= 0


def _clause(paragraph: Paragraph, verb: Token, cue: CueVerb) -> Clause:
    clause = Clause(paragraph, verb, cue)
    clause.passive = _is_passive(verb)
    clause.negated = _is_negated(verb)
    clause.unreal = _is_unreal(paragraph, verb)
    _find_speaker(clause)
    _find_hearer(clause)
    _find_extent(clause)
    return clause


def _is_passive(verb: Token) -> bool:
    """ "was told", and "Asked about the bridge, Renn ...", where Renn is who was asked."""
    if verb.tag_ == "VBN" and any(child.dep_ in PASSIVE for child in verb.children):
        return True
    alone = not any(c.dep_ in {"aux", "dobj", *SUBJECTS} and c.tag_ != "WP" for c in verb.children)
    return alone and verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "advcl" and verb.i < verb.head.i


def _is_negated(verb: Token) -> bool:
    """Nothing was said: "did not say", "neither side announced", "declined to discuss"."""
    if any(child.lower_ in NEGATIONS for child in verb.children):
        return True
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is not None and (
        subject.lower_ in NOBODY
        or any(c.lower_ in NOBODY and c.dep_ in {"det", "cc", "preconj"} for c in subject.children)
    ):
        return True
    return verb.dep_ == "xcomp" and lemma(verb.head) in {"decline", "refuse", "fail"}


def _is_unreal(paragraph: Paragraph, verb: Token) -> bool:
    """ "if the ministry told it to", "should the court say so", "asked whether he still thinks": nothing was said."""
    marks = [c for c in verb.children if c.dep_ == "mark" and c.i < verb.i and not paragraph.is_quoted(c)]
    if any(c.lower_ in CONDITIONS for c in marks) and verb.dep_ in {"advcl", "ccomp", "pcomp", "conj"}:
        return True
    first = paragraph.doc[paragraph.sentence(verb)[0]]
    subject = _subject(verb)
    opens = first.lower_ in {"should", "had", "were"} and first.dep_ in {"aux", "auxpass"} and first.head == verb
    return opens and subject is not None and first.i < subject.i < verb.i and not paragraph.text.rstrip().endswith("?")


def coordinated_with(verb: Token) -> Token:
    """The verb that a conjunct goes with. "They said they would leave and accused ...": a past form cannot go with
    the bare form after a modal, so it goes with the verb above."""
    head = verb.head
    if verb.tag_ in {"VBD", "VBZ"} and not any(c.dep_ in {"nsubj", "aux", "auxpass", "mark"} for c in verb.children):
        for _ in range(6):
            if head.tag_ == verb.tag_ or head.head == head or not head.dep_.startswith(("ccomp", "conj", "xcomp")):
                break
            head = head.head
        if head.tag_ == verb.tag_:
            return head
    return verb.head


# ---- who speaks -------------------------------------------------------------------------------


def _find_speaker(clause: Clause) -> None:
    verb, paragraph = clause.verb, clause.paragraph
    quoting = quoted_as(verb)
    if (heard_from := informant(verb)) is not None:
        clause.speaker, clause.hearer, clause.heard = heard_from, _subject(verb) or _governing_subject(clause), True
    elif (listener := _listener(verb)) is not None:
        clause.speaker, clause.hearer, clause.heard = _subject(verb), listener, True
    elif quoting is not None and any(child.dep_ in PASSIVE for child in quoting.children):
        clause.speaker = _subject(quoting)
        clause.relays = [*agents(quoting), *agents(verb)]
    elif quoting is not None:  # "the paper quoted two insiders as saying"
        clause.speaker = next((c for c in quoting.children if c.dep_ == "dobj"), None)
        clause.relays = [subject] if (subject := _subject(quoting)) is not None else []
    elif clause.passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        clause.speaker = next(iter(agents(verb)), None)
        clause.passive = True
    else:
        clause.speaker = _active_speaker(clause)
    if clause.speaker is not None:
        clause.speaker = _past_copy(clause.speaker)
    if clause.speaker is not None and (paragraph.is_quoted(clause.speaker) or _is_question(clause)):
        clause.speaker = None
    if clause.speaker is not None:
        first, last = clause.speaker, _past_hyphen(clause.speaker)
        clause.speaker, clause.speaker_range = last, noun_phrase(paragraph, last, verb)
        if last != first:
            clause.speaker_range = noun_phrase(paragraph, first, verb)[0], clause.speaker_range[1]
        if verb.tag_ == "NNS":
            clause.speaker_range = verb.left_edge.i, verb.i
        if last.tag_.startswith("VB"):  # a name that the parse takes for a verb has no phrase of its own
            clause.speaker_range = last.i, last.i + 1


def _past_copy(speaker: Token) -> Token:
    """ "The report, a copy of which was shown to the Courier, concludes": the noun that "which" stands for."""
    relative = (w for c in speaker.children if c.lower_ in {"of", "from"} for w in c.children if w.tag_ == "WDT")
    left = speaker.left_edge.i
    if next(relative, None) is None or left < 2 or speaker.doc[left - 1].text != ",":
        return speaker
    noun = speaker.doc[left - 2]
    return noun if noun.tag_.startswith("NN") else speaker


def _listener(verb: Token) -> Token | None:
    """Who heard it said: "he had heard the mate say that ..."."""
    heard = verb.head
    if verb.tag_ != "VB" or verb.dep_ != "ccomp" or lemma(heard) not in {"hear", "overhear"} or _subject(verb) is None:
        return None
    return _subject(heard)


def _is_question(clause: Clause) -> bool:
    """ "Who wrote it could not be established", "every customer who asked for money": nobody is said to have spoken."""
    speaker, verb = clause.speaker, clause.verb
    if speaker is None or speaker.lower_ not in {"who", "what", "that"}:
        return False
    if speaker.lower_ != "that" and verb.dep_ in {"csubj", "ccomp", "ROOT"}:
        return True
    noun = verb.head
    return verb.dep_ == "relcl" and (
        noun.lower_ in ANYBODY or any(c.lower_ in ANYBODY and c.dep_ == "det" for c in noun.children)
    )


def quoted_as(verb: Token) -> Token | None:
    """The passive verb in "was quoted as saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and lemma(verb.head.head) in {"quote", "cite", "record"}:
        return verb.head.head
    if verb.i > 1 and verb.lower_ == "saying" and verb.doc[verb.i - 1].lower_ == "as":
        before = verb.doc[max(verb.sent.start, verb.i - 14) : verb.i - 1]  # wherever the parse hangs the "as"
        return next((t for t in reversed(before) if t.tag_.startswith("VB") and lemma(t) in {"quote", "cite"}), None)
    return None


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _active_speaker(clause: Clause) -> Token | None:
    """The subject; of the governing verb where the verb has none of its own; or the noun beside the verb."""
    verb, paragraph = clause.verb, clause.paragraph
    if verb.tag_ == "NNS":  # see _plural_for_verb
        return paragraph.doc[verb.i - 1]
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"} and not paragraph.is_quoted(c) and not _is_time(c)]
    if own:
        subject = min(own, key=lambda c: abs(c.i - verb.i))
        return _parenthetic_speaker(clause, subject) or subject
    beside = _noun_after(clause) or _noun_before(clause)
    if beside is not None:
        return beside
    return _governing_subject(clause)


def _parenthetic_speaker(clause: Clause, subject: Token) -> Token | None:
    """ "The law, Dr Orm of Corrin points out, is written for ...": the name between the comma and the verb speaks, also
    where the parse takes it for an apposition of the sentence's subject."""
    doc, verb = clause.paragraph.doc, clause.verb
    if verb.dep_ != "parataxis" or verb.i < 2:
        return None
    beside = (c for c in subject.children if c.dep_ == "appos" and subject.i < c.i < verb.i and c.tag_ == "NNP")
    name = next(beside, None)
    if name is None or any(t.text == "," for t in doc[name.left_edge.i : verb.i]):
        return None
    return name


def _governing_subject(clause: Clause) -> Token | None:
    node, paragraph = clause.verb, clause.paragraph
    sentence = paragraph.sentence(node)
    for _ in range(12):  # longer chains of verbs without a subject of their own were not seen
        if node.dep_ == "acl":  # a past form behind "Renn, who leads the union," is no participle
            return node.head if clause.verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} or node != clause.verb else None
        if node.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"}:
            return None
        node = coordinated_with(node) if node.dep_ == "conj" else node.head
        if not sentence[0] <= node.i < sentence[1]:
            return None
        subjects = [c for c in node.children if c.dep_ in SUBJECTS and not paragraph.is_quoted(c)]
        if subjects and subjects[0].lower_ == "it" and clause.verb.tag_ == "VB":
            return _fell_to(node)
        if subjects and subjects[0].lower_ in RELATIVES and clause.verb.tag_ in {"VBD", "VBZ"} and node.dep_ == "relcl":
            # "a member of it who was not named told ...": the parse took the main verb into the relative clause
            return subjects[0] if clause.verb.dep_ == "conj" else node.head
        if subjects:
            return subjects[0]
    return None


def _fell_to(verb: Token) -> Token | None:
    """ "It fell to the chairman to explain that ...", "it was for Orm to say": who does what "it" announces."""
    to = (c for c in verb.children if c.lower_ in {"to", "for"} and c.dep_ in {"prep", "dative"})
    return next((n for c in to for n in c.children if n.dep_ == "pobj"), None)


def _noun_after(clause: Clause) -> Token | None:
    """Inversion: the noun in “...,” said Oda Renn."""
    verb, doc, paragraph = clause.verb, clause.paragraph.doc, clause.paragraph
    first = paragraph.sentence(verb)[0] == verb.i
    if not (first or doc[verb.i - 1].is_punct or paragraph.quoted[verb.i - 1] >= 0) or "quote" not in _speaks(clause):
        return None
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "NNP"} or verb.i + 1 >= len(doc) or lemma(verb) in TOLD:
        return None
    after = doc[verb.i + 1]
    if paragraph.is_quoted(after) or after.tag_ not in {"NNP", "NNPS", "DT", "NN", "NNS", "PRP", "PRP$", "JJ", "CD"}:
        return None
    return None if _is_time(after) else _head_of_phrase(clause, after)


def _is_time(token: Token) -> bool:
    """ "said Thursday morning": no speaker; "the 54-year-old said": one."""
    if token.lower_ in {"old", "olds"}:
        return False
    return token.ent_type_ in {"DATE", "TIME"} or token.lower_ in WEEKDAYS


def _noun_before(clause: Clause) -> Token | None:
    """A noun right before a finite verb that the parse gave to something else."""
    verb, doc, paragraph = clause.verb, clause.paragraph.doc, clause.paragraph
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ == "conj":
        return None
    i = verb.i - 1
    while i >= 0 and (doc[i].tag_ in {"RB", "MD"} or doc[i].dep_ == "aux"):
        i -= 1
    if i > 0 and doc[i].text == "," and not paragraph.is_quoted(doc[i]):
        return _noun_after_quotation(clause, i)
    if i < 0 or paragraph.is_quoted(doc[i]):
        return None
    if doc[i].tag_ not in {"NNP", "NNPS", "NN", "NNS", "PRP"} and not _is_name_between(clause, i):
        return None
    return None if _is_time(doc[i]) else _first_noun(clause, doc[i])


def _is_name_between(clause: Clause, at: int) -> bool:
    """ "..., Sallow said.": a capital between the comma and a verb that ends the sentence, whatever its tag."""
    doc, end = clause.paragraph.doc, clause.paragraph.sentence(clause.verb)[1]
    alone = at > 0 and doc[at - 1].text == "," and doc[at].is_title and doc[at].is_alpha and doc[at].tag_ != "PRP$"
    return alone and clause.verb.i == at + 1 and (at + 2 >= end or doc[at + 2].is_punct)


def _first_noun(clause: Clause, noun: Token) -> Token:
    """ ", Dr Oda Renn of Corrin Laboratory points out,": the noun that the one beside the verb belongs to."""
    doc, first = clause.paragraph.doc, noun.i
    while first > 0 and doc[first - 1].text != "," and not clause.paragraph.is_quoted(doc[first - 1]):
        first -= 1
    node = noun
    while node.dep_ in {"pobj", "prep", "compound"} and first <= node.head.i < node.i:
        node = node.head
    return node if node.tag_.startswith("NN") else noun


def _noun_after_quotation(clause: Clause, comma: int) -> Token | None:
    """“...,” Commander Oda Renn, who led the rescue, told reporters: the noun right behind the quotation, where all
    that stands between it and the verb describes it."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    start = next((i + 1 for i in range(comma, clause.paragraph.sentence(clause.verb)[0] - 1, -1) if quoted[i] >= 0), -1)
    if start < 1 or doc[start].tag_ not in {"NNP", "DT", "NN", "NNS", "PRP$", "JJ"}:
        return None
    first = next((i for i in range(start, comma) if doc[i].text == ","), comma)
    inside = doc[first + 1 : comma]
    relative = bool(inside) and inside[0].tag_ in {"WP", "WDT", "WP$"}
    if first == comma or (not relative and any(t.tag_ in FINITE_TAGS for t in inside)):
        return None
    return next((doc[i] for i in range(first - 1, start - 1, -1) if doc[i].tag_.startswith("NN")), None)


def _head_of_phrase(clause: Clause, token: Token) -> Token:
    """The head noun of the phrase that begins with `token`."""
    node = token
    while node.head.i > node.i and node.dep_ in {"compound", "det", "amod", "nummod", "poss", "nmod", "case"}:
        node = node.head
    return node if not clause.paragraph.is_quoted(node) else token


def _past_hyphen(noun: Token) -> Token:
    """The last noun of "the sub-prefect"; a dash with room on both sides joins nothing."""
    doc = noun.doc
    while noun.i + 2 < len(doc) and doc[noun.i + 1].text == "-" and not noun.whitespace_ and (
        doc[noun.i + 2].is_alpha and not doc[noun.i + 1].whitespace_
    ):  # fmt: skip
        noun = doc[noun.i + 2]
    return noun


def _speaks(clause: Clause) -> frozenset[str]:
    return clause.frames | ({"quote"} if "clause" in clause.frames else frozenset())


# ---- to whom ----------------------------------------------------------------------------------


def _find_hearer(clause: Clause) -> None:
    verb = clause.verb
    clause.relays += through(verb)
    if clause.hearer is not None:
        return
    if "hearer" in clause.frames:
        if clause.passive and clause.speaker is not None:
            clause.hearer = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
            if clause.hearer is None and verb.dep_ in {"xcomp", "pcomp"}:  # "recalls being told by"
                clause.hearer = _governing_subject(clause)
            clause.heard = clause.hearer is not None
            return
        objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "iobj"} and c.i > verb.i]
        objects = [c for c in objects if not clause.paragraph.is_quoted(c) and c.tag_ != "TO"]
        if objects and not ("noun" in clause.frames and _is_thing(objects[0])):
            clause.hearer = objects[0]
        elif lemma(verb) in TOLD and verb.i + 1 < len(verb.doc):
            after = verb.doc[verb.i + 1]
            if not clause.paragraph.is_quoted(after) and after.tag_ in {"NNP", "DT", "PRP", "NNS", "NN", "PRP$"}:
                clause.hearer = _head_of_phrase(clause, after)
    if clause.hearer is None:
        clause.hearer = next(
            (noun for c in verb.children if c.lower_ == "to" and c.dep_ in {"prep", "dative"} and c.i > verb.i
             for noun in c.children if noun.dep_ == "pobj" and not clause.frames & {"to", "at"}), None)  # fmt: skip


def _is_thing(noun: Token) -> bool:
    """ "promised a hearing": what is promised, and not to whom."""
    person = noun.tag_ in {"PRP", "NNP", "NNPS", "NNS"} or noun.ent_type_
    return not person and lemma(noun) not in source_words()


# ---- how far the reporting words reach ---------------------------------------------------------


def _find_extent(clause: Clause) -> None:
    """Speaker, auxiliaries, adverbs, times and addressees around the verb: none of it is content."""
    verb, paragraph = clause.verb, clause.paragraph
    sentence = paragraph.sentence(verb)
    start, end = verb.i, verb.i + 1
    if clause.speaker_range:
        start, end = min(start, clause.speaker_range[0]), max(end, clause.speaker_range[1])
        if clause.speaker_range[0] > verb.i:
            start = verb.i
        elif clause.speaker_range[1] > verb.i + 1:
            end = verb.i + 1
    for child in verb.children:
        apart = any(t.text == "," for t in paragraph.doc[child.i + 1 : start])  # "on Friday only, Orm wrote"
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and sentence[0] <= child.i < start and not apart:
            start = child.i if child.i >= verb.i - 4 else start
    if (quoting := quoted_as(verb)) is not None and not clause.speaker_range:
        start = min(start, quoting.i)
    clause.start = max(sentence[0], start)
    clause.end = _right_end(clause, end, sentence[1])


def _right_end(clause: Clause, at: int, stop: int) -> int:
    verb, doc, quoted = clause.verb, clause.paragraph.doc, clause.paragraph.quoted
    while at < stop and quoted[at] < 0:
        token = doc[at]
        if clause.hearer is not None and clause.hearer.left_edge.i <= at <= clause.hearer.i:
            at = min(_hearer_end(clause, clause.hearer), stop)
            continue
        top = next((node for node in _upwards(token) if node.head == verb and node != verb), None)
        if top is None and clause.speaker is not None and clause.speaker.i > verb.i:
            top = next((n for n in _upwards(token) if n.head == clause.speaker and n != clause.speaker), None)
            if top is not None and top.dep_ in {"relcl", "appos"}:
                at = max(at + 1, min(top.right_edge.i + 1, stop))
                continue
        if top is not None and top == clause.speaker and token.tag_ == "WP" and token.i > verb.i:
            relative = next((n for n in _upwards(token) if n.head == top), token)
            at = max(at + 1, min(relative.right_edge.i + 1, stop))  # "predicted a broker who ..."
            continue
        if top is None or top.dep_ not in ADJUNCTS or token.lower_ in {"that", "as"}:
            break
        if top.lower_ in clause.frames and top.dep_ == "prep" and not _that_follows(clause, at, stop):
            break
        inside = [n for n in top.subtree if n.i >= at and (n.dep_ in {"relcl", "ccomp"} or _opens_with_that(n))]
        if inside:  # "said on Monday they would ...": the time has swallowed the content
            return max(at, min(min(node.left_edge.i for node in inside), stop))
        following = top.right_edge.i + 1
        quotes = [i for i in range(at, min(following, stop)) if quoted[i] >= 0 or doc[i].text == ":"]
        at = quotes[0] if quotes else max(at + 1, min(following, stop))
        if quotes:
            break
    return at


def _that_follows(clause: Clause, at: int, stop: int) -> bool:
    """ "told reporters about the raid that nobody was hurt": the clause is what was said."""
    return any(t.lower_ == "that" for t in clause.paragraph.doc[at : min(stop, at + 12)])


def _hearer_end(clause: Clause, hearer: Token) -> int:
    """ "told the Courier of a shot": what follows a name with the verb's own preposition is no part of the name."""
    end = noun_phrase(clause.paragraph, hearer, clause.verb)[1]
    own = {"of", "about"} & clause.frames
    if lemma(hearer) in {"agency", "newspaper", "daily", "weekly", "paper", "station"}:
        while end < len(hearer.doc) and end == hearer.i + 1 and hearer.doc[end].tag_ == "NNP":
            end += 1  # "confided to the agency Interpress that"
    if hearer.tag_ not in {"NNP", "NNPS", "NNS"}:
        return end
    return next((t.i for t in clause.paragraph.doc[hearer.i + 1 : end] if t.lower_ in own), end)


def _opens_with_that(node: Token) -> bool:
    """ "in a statement that no job ...": the clause is what was said, not what describes the statement."""
    return node.dep_ in {"acl", "advcl"} and any(c.lower_ == "that" and c.dep_ == "mark" for c in node.children)


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    for _, node in zip(range(40), token.ancestors, strict=False):
        yield node
