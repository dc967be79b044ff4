"""dossier.json as one page that opens offline, loads nothing, and works without its script.

Words of the articles are set in one typeface, words of this program in another. Everything that came from a page
passes through Jinja's autoescape; the content security policy allows no script and no style but the page's own, by
their hashes.

A picture of it: chromium --headless --hide-scrollbars --window-size=1280,1500 --screenshot=dossier.png dossier.html
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..answers import Answers, by_width, find_answers
from .articles import find_layers, view_article
from .claims import (
    STATUSES,
    ClaimView,
    CompatibleView,
    DisagreementView,
    SharedText,
    shared_text,
    view_claims,
    view_compatible,
    view_disagreements,
)
from .compiled import Compiled
from .descent import (
    EdgeView,
    draw,
    view_edges,
    view_unsettled,
)
from .lookup import Bearing, Json, Lookup, amount_range, clean, count, listed, shorten, when_words
from .moments import Moment, view_moments
from .moments import draw as draw_moments
from .omissions import LeftOut, view_omissions
from .passages import PassageView, RewriteView, view_passages, view_rewrites
from .places import PlacesView, view_places
from .positions import draw_stances
from .quotations import QuotationView, view_quotations
from .voices import IdentityView, Voice, view_identities, view_voices


@dataclass(frozen=True, slots=True)
class StoryView:
    """All that the page shows of one story."""

    id: str
    title: str
    articles: int
    outlets: int
    origins: str
    one_origin: bool
    dates: str
    shared: SharedText | None
    answers: Answers
    claims: list[ClaimView]
    statuses: dict[str, int]
    disagreements: list[DisagreementView]
    compatible: list[CompatibleView]
    quotations: list[QuotationView]
    voices: list[Voice]
    drawing: Markup
    edges: list[EdgeView]
    unsettled: list[str]
    passages: list[PassageView]
    rewrites: tuple[list[RewriteView], int]
    omissions: tuple[list[LeftOut], int]
    moments: list[Moment]
    strip: Markup
    places: PlacesView
    stances: Markup
    identities: list[tuple[str, list[IdentityView]]]


def render(dossier: Mapping[str, object]) -> str:
    """The contract (`as_json`, or a dossier.json that was read) -> the text of dossier.html."""
    found = contents(dossier)
    style, script = asset("style.css") + sizes(found["stories"]), asset("script.js")
    return environment().get_template("page.html").render(
        found,
        layout="frame.html",
        style=Markup(style),
        style_hash=digest(style),
        script=Markup(script),
        script_hash=digest(script),
    )  # fmt: skip


def contents(dossier: Mapping[str, object]) -> dict[str, Any]:
    """All that page.html tells of a dossier, whatever layout it stands in."""
    data: Json = dossier
    lookup = Lookup(data)
    stories = [_story(lookup, story) for story in data["stories"]]
    layers = find_layers(lookup)
    # last, when it is known which stretches the other parts of the page point to
    articles = [view_article(lookup, article, layers[article["id"]]) for article in data["articles"]]
    return {
        "title": _title(stories),
        "stories": stories,
        "articles": articles,
        "unread": [(clean(unread["address"]), clean(unread["error"])) for unread in data["unread"]],
        "unresolved": _unresolved(lookup),
        "run": _run(data.get("run", {})),
        "statuses": STATUSES,
    }


def sizes(stories: Sequence[StoryView]) -> str:
    """The lengths of all bars of a page, as rules: a policy that allows style sheets by their hash allows no `style`
    attributes."""
    return size_rules(claim.bearing for story in stories for claim in story.claims)


def size_rules(bearings: Iterable[Bearing]) -> str:
    found = sorted({(one.outlets, one.low, one.high) for one in bearings})
    each = [f'[data-size="{o}-{low}-{high}"]{{--o:{o};--l:{low};--h:{high}}}' for o, low, high in found]
    return "\n".join([*each, *(f'[data-most="{o}"]{{--max:{o}}}' for o in sorted({one[0] for one in found}))])


def digest(text: str) -> str:
    """What a content security policy names a style sheet or a script by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _title(stories: Sequence[StoryView]) -> str:
    if len(stories) == 1:
        return stories[0].title
    return count(len(stories), "story", "stories") if stories else "Nothing to report"


def _story(lookup: Lookup, story: Json) -> StoryView:
    articles = story["articles"]
    here = set(articles)
    raw = [claim for claim in lookup.claims.values() if claim["supports"][0]["article"] in here]
    claims = view_claims(lookup, raw)
    by_number = {claim.number: claim for claim in claims}
    views = {claim["id"]: by_number[lookup.claim_numbers[claim["id"]]] for claim in raw}
    mine = [d for d in lookup.dossier["disagreements"] if any(c in views for side in d["sides"] for c in side)]
    disagreements = sorted(view_disagreements(lookup, mine, views), key=by_width)
    compatible = [c for c in lookup.dossier.get("compatible", ()) if any(claim in views for claim in c["claims"])]
    moments = view_moments(lookup.dossier["timeline"], views)
    low, high = story["origins"]["low"], story["origins"]["high"]
    return StoryView(
        id=lookup.anchor(story["id"]),
        title=clean(story["title"]),
        articles=len(articles),
        outlets=story["outlets"],
        origins=amount_range(low, high),
        one_origin=low == high == 1,
        dates=_dates(lookup, articles),
        shared=shared_text(lookup, story),
        answers=find_answers(lookup, views, disagreements),
        claims=claims,
        statuses={status: sum(claim.status == status for claim in claims) for status in STATUSES},
        disagreements=disagreements,
        compatible=view_compatible(compatible, views),
        quotations=view_quotations(lookup, articles),
        voices=view_voices(lookup, articles),
        drawing=draw(lookup, story["id"], articles),
        edges=view_edges(lookup, articles),
        unsettled=view_unsettled(lookup, articles),
        passages=view_passages(lookup, articles),
        rewrites=view_rewrites(lookup, articles),
        omissions=view_omissions(lookup, articles),
        moments=moments,
        strip=draw_moments(lookup, story["id"], articles, moments),
        places=view_places(lookup, story["id"], articles),
        stances=draw_stances(lookup, story["id"], articles),
        identities=view_identities(lookup, articles),
    )


def _dates(lookup: Lookup, articles: list[str]) -> str:
    """From the first to the last day on which the articles are known to have been published."""
    published = [lookup.articles[article]["published"] for article in articles]
    days = sorted(p["earliest"] for p in published if p["earliest"] and p["earliest"] == p["latest"])
    return when_words({"earliest": days[0], "latest": days[-1]}) if days else ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something that the texts leave open, with where it stands."""

    what: str
    words: str
    href: str
    label: str


def _unresolved(lookup: Lookup) -> list[tuple[str, list[Unresolved]]]:
    """(heading, cases) of what was seen and not decided."""
    undated = [
        Unresolved(f"{when_words(a['published'])}: {clean(a['published']['how'])}", "", "#" + lookup.anchor(a["id"]),
                   lookup.label(a["id"]))
        for a in lookup.articles.values()
        if not a["published"]["earliest"] or a["published"]["earliest"] != a["published"]["latest"]
    ]  # fmt: skip
    speakers = []
    for statement in lookup.dossier["statements"]:
        source = statement["source"]
        if source.get("candidates"):
            evidence = lookup.evidence(statement["content"][0])
            either = " or ".join(clean(candidate) for candidate in source["candidates"])
            speakers.append(Unresolved(f"“{clean(source['text'])}” may be {either}", evidence.words, evidence.href,
                                       evidence.label))  # fmt: skip
    foreign = [
        Unresolved(f"in “{clean(a['language'])}”: its credits were read, nothing else", "",
                   "#" + lookup.anchor(a["id"]), lookup.label(a["id"]))
        for a in lookup.articles.values()
        if a["language"] != "en"
    ]  # fmt: skip
    same = []
    for identity in lookup.identities.values():
        for proposal in identity["proposals"]:
            other = lookup.identities.get(proposal["identity"])
            if other and identity["id"] < other["id"]:
                both = f"{clean(identity['name'])} and {clean(other['name'])}: {clean(proposal['why'])}"
                same.append(Unresolved(both, "", "#" + lookup.anchor(identity["id"]), "compare"))
    groups = [("No exact date", undated), ("Who speaks", speakers), ("One person or two", same),
              ("Other languages", foreign)]  # fmt: skip
    return [(heading, cases) for heading, cases in groups if cases]


def _run(run: Json) -> list[tuple[str, str]]:
    seconds = ", ".join(f"{stage} {number} s" for stage, number in run.get("seconds", {}).items())
    options = ", ".join(f"{name} {value}" for name, value in run.get("options", {}).items())
    told = [("Version", run.get("version")), ("Models", ", ".join(run.get("models", ()))), ("Options", options),
            ("Time", seconds)]  # fmt: skip
    return [(name, clean(value)) for name, value in told if value]


@cache
def environment(*packages: str) -> Environment:
    """The templates of the dossier, after those of other packages, which may build on them."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "wellsourced.tell.html")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
    environment.bytecode_cache = Compiled(repr(options))
    environment.filters.update(count=count, listed=listed, shorten=shorten)
    environment.globals["links"] = None  # from a dossier no page of its own leads further
    return environment


def asset(name: str) -> str:
    return files("wellsourced.tell.html").joinpath(name).read_text(encoding="utf-8")
