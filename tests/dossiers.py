"""Dossiers built by hand, for the tests of what is told: a small story with one of everything, and a hostile one."""

from __future__ import annotations

import datetime

from wellsourced.records import (
    Article,
    Block,
    BlockKind,
    Claim,
    Comparison,
    Compatible,
    Credit,
    Dated,
    Descent,
    Disagreement,
    Dossier,
    Edge,
    Event,
    Figure,
    Identity,
    Interval,
    Lineage,
    Link,
    Mention,
    Moment,
    Node,
    Participant,
    Passage,
    Position,
    Proposal,
    Range,
    Reading,
    Run,
    Source,
    Span,
    Statement,
    Story,
    Support,
    TimeExpression,
    Unread,
    Variant,
    VariantReading,
)

HOSTILE = (
    "<script>document.title='ran'</script>",
    '"><img src=x onerror="document.title=\'ran\'">',
    "</title></style></script><script>document.title='ran'</script>",
    "' onmouseover='document.title=1' x='",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:document.title='ran'",
    "<!-- ]]> \u202e\x00\x1b &lt;b&gt; &amp;",
)

DAY = datetime.date(2031, 5, 6)
WHEN = Interval(DAY, DAY)


def article(name: str, text: str, outlet: str | None, title: str | None = None, url: str | None = None) -> Article:
    """One block a line; a line of three letters or fewer is furniture, the first is the title if it is one."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind: BlockKind = "title" if line == title else "advert" if len(line) < 12 else "paragraph"
            blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    dated = Dated(DAY, DAY, "day", "the date beside the byline")
    return Article(name, url or f"pages/{name}.txt", text, tuple(blocks), title, outlet, published=dated)


def at(article: Article, words: str, nth: int = 1) -> Span:
    """The span of the nth occurrence of some words."""
    start = -1
    for _ in range(nth):
        start = article.text.index(words, start + 1)
    return Span(article.id, start, start + len(words))


def small() -> Dossier:
    """Three outlets on one ferry: two carry one unseen agency report, the third has a witness of its own."""
    one = article(
        "a-one", "Ferry runs aground\nAdvert\nThe ferry carried 210 people, harbour master Ana Ruiz told NPA. "
        "“Nobody was hurt,” she said.", "Morning Post", "Ferry runs aground", "https://example.org/ferry?a=1&b=2",
    )  # fmt: skip
    two = article(
        "a-two", "Ferry aground off Port Vey\nThe ferry carried some 210 people, harbour master Ana Ruiz told NPA. "
        "“No one was hurt,” she said.", "Evening Star", "Ferry aground off Port Vey",
    )  # fmt: skip
    three = article(
        "a-three", "A ferry and a sandbank\nIt carried 240 people, a deckhand told the Gazette. Two were hurt, he "
        "said. The owner will visit on Friday if the storm ends.", "Gazette", "A ferry and a sandbank",
    )  # fmt: skip
    return Dossier(
        readings=(_agency_reading(one, "210", "Nobody was hurt"), _agency_reading(two, "some 210", "No one was hurt"),
                  _own_reading(three)),
        comparisons=(_comparison(one, two, three),),
        unread=(Unread("pages/broken.html", "the file is empty"),),
        run=Run("0.1.0", ("model 1.0",), (("jobs", "1"),), (("read", 0.5), ("compare", 2.0))),
    )  # fmt: skip


def _agency_reading(article: Article, count: str, quote: str) -> Reading:
    ruiz = at(article, "Ana Ruiz")
    source = Source(ruiz, "harbour master Ana Ruiz", "Ana Ruiz")
    chain = (Link("Ana Ruiz", "speaker", ruiz), Link("NPA", "relay", at(article, "NPA")))
    carried, hurt = at(article, f"The ferry carried {count} people"), at(article, quote)
    statements = (
        Statement(f"s-{article.id}-1", article.id, "indirect", (carried,), source, (at(article, "told"),), "NPA",
                  None, WHEN, chain),
        Statement(f"s-{article.id}-2", article.id, "direct", (hurt,), Source(at(article, "she"), "she", "Ana Ruiz"),
                  (at(article, "said"),), None, None, WHEN, chain),
    )  # fmt: skip
    bound = "about" if count.startswith("some") else "exact"
    figure = Figure(f"f-{article.id}", at(article, count), 210.0, 210.0, bound, "people", "people on the ferry",
                    ("Port Vey",), WHEN, None, f"s-{article.id}-1")  # fmt: skip
    return Reading(
        article,
        credits=(Credit("NPA", at(article, "NPA"), carried, True, "named in the text"),),
        mentions=(Mention(ruiz, "Ana Ruiz", "person", "Ana Ruiz", "harbour master"),),
        figures=(figure,),
        statements=statements,
    )


def _own_reading(article: Article) -> Reading:
    hand = Source(at(article, "a deckhand"), "a deckhand", "a deckhand", anonymous=True)
    carried, hurt = at(article, "It carried 240 people"), at(article, "Two were hurt")
    visit = at(article, "visit")
    return Reading(
        article,
        times=(TimeExpression(at(article, "on Friday"), "on Friday", DAY, DAY, "day", "the Friday after"),),
        figures=(
            Figure("f-240", at(article, "240"), 240.0, None, "more than", "people", "people on the ferry"),
            Figure("f-2", at(article, "Two"), 2.5, 2.5, "exact", "people", "people hurt", statement="s-hurt"),
        ),
        statements=(
            Statement("s-240", article.id, "indirect", (carried,), hand, (at(article, "told"),), "the Gazette"),
            Statement("s-hurt", article.id, "indirect", (hurt,), Source(at(article, "he said"), "he", "he",
                      candidates=("a deckhand", "The owner")), (), within="s-240", denied=True),
        ),
        events=(
            Event("e-visit", visit, "CONSULT", (Participant("actor", "The owner", "The owner",
                  at(article, "The owner")),), "Port Vey", WHEN, "conditional", at(article, "if the storm ends")),
        ),
    )  # fmt: skip


def _comparison(one: Article, two: Article, three: Article) -> Comparison:
    wire = Node("n-npa", "unseen", "an NPA report, not in this coverage")
    passage = Passage(
        "p-1", tuple(at(a, "people, harbour master Ana Ruiz told NPA") for a in (one, two)),
        91.25, (Variant("substitution", (
            VariantReading("Nobody", (one.id,), (at(one, "Nobody"),)), VariantReading("No one", (two.id,)))),
        Variant("insertion", (VariantReading("", (one.id,)), VariantReading("some", (two.id,))))),
    )  # fmt: skip
    lineage = Lineage(
        (*(Node(a.id, "article", a.outlet or a.id) for a in (one, two, three)), wire),
        tuple(Edge(a.id, wire.id, "copies", 0.81, (at(a, "NPA"),), f"{a.outlet} shares a text") for a in (one, two)),
        ((one.id, (wire.id,)), (two.id, (wire.id,)), (three.id, (three.id,))),
        tuple(Descent(at(a, "NPA"), wire.id, 0.8123456) for a in (one, two)),
        Range(2, 3),
    )  # fmt: skip
    ruiz = Identity(
        "i-ruiz",
        "Ana Ruiz",
        "person",
        ("Ana Ruiz", "Ruiz"),
        ("harbour master",),
        (at(one, "Ana Ruiz"), at(two, "Ana Ruiz")),
        ("the same name",),
        (Proposal("i-npa", 0.61, "alike"),),
    )
    npa = Identity("i-npa", "NPA", "organisation", ("NPA",), (), (at(one, "NPA"), at(two, "NPA")))
    sides = (("c-210",), ("c-240",))
    return Comparison(
        Story("story-1", "Ferry runs aground", (one.id, two.id, three.id), Range(2, 3), 3),
        (ruiz, npa), (passage,), lineage,
        (Position("pos-1", "i-ruiz", "Ana Ruiz", "the ferry", "support", WHEN, "s-a-one-2", at(one, "Nobody")),),
        _claims(one, two, three),
        (Disagreement("d-1", "figure", "how many people the ferry carried", sides, "210 is not more than 240"),),
        (Compatible("hurt", ("c-hurt", "c-two"), "said at different times"),),
        (Moment(WHEN, "c-210"), Moment(Interval(None, DAY), "c-two"), Moment(WHEN, "c-visit", True)),
    )  # fmt: skip


def _claims(one: Article, two: Article, three: Article) -> tuple[Claim, ...]:
    def claim(name: str, text: str, status: str, *spans: Span, low: int = 1, high: int = 1, by: str = "") -> Claim:
        supports = tuple(Support(s, s.article if s.article == three.id else "n-npa") for s in spans)
        outlets = len({s.article for s in spans})
        kind = "figure" if "2" in text else "statement"
        return Claim(name, kind, text, supports, outlets, (by,) if by else (), Range(1, outlets), Range(low, high),
                     status, (), ("the same words",))  # type: ignore[arg-type]  # fmt: skip

    return (
        claim("c-210", "The ferry carried 210 people", "disputed", at(one, "The ferry carried 210 people"),
              at(two, "The ferry carried some 210 people"), by="Ana Ruiz"),
        claim("c-hurt", "Nobody was hurt", "single origin", at(one, "Nobody was hurt"), at(two, "No one was hurt"),
              by="Ana Ruiz"),
        claim("c-240", "It carried 240 people", "disputed", at(three, "It carried 240 people"), by="a deckhand"),
        claim("c-two", "Two were hurt", "uncertain", at(three, "Two were hurt"), high=2),
        claim("c-visit", "The owner will visit", "corroborated", at(three, "The owner will visit"), low=2, high=2),
    )  # fmt: skip


def hostile() -> Dossier:
    """The same records with markup and scripts wherever a page could have put words."""
    evil = "\n".join((HOSTILE[0], *HOSTILE))
    one = article("a-evil", evil, HOSTILE[1], HOSTILE[0], HOSTILE[5])
    two = article("a-" + HOSTILE[3], evil, HOSTILE[2], HOSTILE[2], "https://example.org/" + HOSTILE[1])
    words = [at(one, text) for text in HOSTILE]
    source = Source(words[1], HOSTILE[1], HOSTILE[1])
    statement = Statement(HOSTILE[3], one.id, "direct", (words[0], words[2]), source, (words[4],), HOSTILE[2],
                          HOSTILE[1], WHEN, tuple(Link(text, "relay") for text in HOSTILE))  # fmt: skip
    reading = Reading(
        one,
        credits=(Credit(HOSTILE[0], words[0], words[1], True, HOSTILE[2]),),
        figures=(Figure("f", words[3], 1.0, None, "at least", HOSTILE[0], HOSTILE[1], (HOSTILE[2],)),),
        statements=(statement,),
        events=(Event("e", words[5], HOSTILE[0], (), HOSTILE[1], None, "happened"),),
    )
    claims = tuple(
        Claim(f"c{n}{text}", "statement", text, (Support(words[n], one.id), Support(at(two, text), two.id)), 2,
              (text,), Range(1, 2), Range(1, 2), "uncertain", (), (text,))
        for n, text in enumerate(HOSTILE)
    )  # fmt: skip
    variants = (Variant("substitution", tuple(VariantReading(text, (one.id,)) for text in HOSTILE)),)
    comparison = Comparison(
        Story(HOSTILE[1], HOSTILE[2], (one.id, two.id), Range(1, 2), 2),
        (Identity(HOSTILE[0], HOSTILE[1], "person", HOSTILE, HOSTILE, tuple(words), HOSTILE,
                  (Proposal(HOSTILE[0], 0.5, HOSTILE[2]),)),),
        (Passage(HOSTILE[2], (words[1], at(two, HOSTILE[1])), 70, variants),),
        Lineage(
            (Node(one.id, "article", HOSTILE[1]), Node(two.id, "article", HOSTILE[2]),
             Node(HOSTILE[1], "unseen", HOSTILE[0])),
            tuple(Edge(a.id, HOSTILE[1], "copies", 0.9, (words[0],), HOSTILE[1]) for a in (one, two)),
            ((one.id, (HOSTILE[1],)), (two.id, (HOSTILE[1],))), (), Range(1, 2),
        ),
        (Position(HOSTILE[1], HOSTILE[0], HOSTILE[1], HOSTILE[2], "oppose", None, HOSTILE[3], words[1]),),
        claims,
        (Disagreement("d" + HOSTILE[1], "denied", HOSTILE[0], ((claims[0].id,), (claims[1].id,)), HOSTILE[2]),),
        (Compatible(HOSTILE[0], (claims[0].id, claims[2].id), HOSTILE[1]),),
        (Moment(WHEN, claims[0].id),),
    )  # fmt: skip
    unread = tuple(Unread(text, text) for text in HOSTILE)
    run = Run(HOSTILE[0], (HOSTILE[1],), ((HOSTILE[0], HOSTILE[1]),), ((HOSTILE[2], 1.0),))
    return Dossier((reading, Reading(two)), (comparison,), unread, run)
