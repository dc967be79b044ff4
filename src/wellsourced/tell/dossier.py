"""Dossier -> dossier.json: the records under the names and in the order of the contract, nothing added, nothing judged.

Schema "wellsourced/dossier/1". Spans are `{"article", "start", "end"}` in code points of that article's text, days are
YYYY-MM-DD, an open side or an unknown value is null. The only work done here is to look up which identity a name
inside an article stands for (`Names`), since readings are made before identities are known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from ..named import Names
from ..records import (
    Article,
    Claim,
    Comparison,
    Credit,
    Dated,
    Day,
    Disagreement,
    Dossier,
    Edge,
    Event,
    Figure,
    Identity,
    Interval,
    Lineage,
    Passage,
    Position,
    Quotation,
    Range,
    Reading,
    Rewrite,
    Run,
    Source,
    Span,
    Statement,
    Story,
    Sum,
    TimeExpression,
)

SCHEMA = "wellsourced/dossier/1"
DIGITS = 3  # decimals kept of scores and strengths: enough to rank by, and the same on every machine
_SURROGATE = re.compile("[\ud800-\udfff]")

Json = dict[str, object]


def as_json(dossier: Dossier) -> Json:
    """A dossier as the dicts, lists and scalars of the contract, keys in the contract's order."""
    stories = {article: c for c in dossier.comparisons for article in c.story.articles}
    readings = dossier.readings
    names = {id(c): Names(c.identities) for c in dossier.comparisons}
    nobody = Names(())

    def names_in(reading: Reading) -> Names:
        comparison = stories.get(reading.article.id)
        return names[id(comparison)] if comparison else nobody

    comparisons = dossier.comparisons
    return {
        "schema": SCHEMA,
        "articles": [_article(reading, stories.get(reading.article.id)) for reading in readings],
        "unread": [{"address": unread.address, "error": unread.error} for unread in dossier.unread],
        "stories": [_story(c.story) for c in comparisons],
        "identities": [_identity(identity) for c in comparisons for identity in c.identities],
        "statements": [_statement(s, names_in(reading)) for reading in readings for s in reading.statements],
        "passages": [_passage(passage) for c in comparisons for passage in c.passages],
        "rewrites": [_rewrite(rewrite) for c in comparisons for rewrite in c.rewrites],
        "lineage": _lineages([c.lineage for c in comparisons]),
        "figures": [_figure(figure) for reading in readings for figure in reading.figures],
        "sums": [_sum(one) for reading in readings for one in reading.sums],
        "events": [_event(event, names_in(reading)) for reading in readings for event in reading.events],
        "positions": [_position(position) for c in comparisons for position in c.positions],
        "claims": [_claim(claim) for c in comparisons for claim in c.claims],
        "disagreements": [_disagreement(d) for c in comparisons for d in c.disagreements],
        "compatible": [
            {"about": found.about, "claims": list(found.claims), "why": found.why}
            for c in comparisons
            for found in c.compatible
        ],
        "omissions": [
            {
                "article": one.article,
                "kind": one.kind,
                "spans": [_span(span) for span in one.spans],
                "origin": one.origin,
                "why": one.why,
            }
            for c in comparisons
            for one in c.omissions
        ],
        "quotations": [_quotation(quotation) for c in comparisons for quotation in c.quotations],
        "timeline": [
            {
                "when": _interval(moment.when),
                "claim": moment.claim,
                "planned": moment.planned,
                "span": _span(moment.span) if moment.span else None,
            }
            for c in comparisons
            for moment in c.timeline
        ],
        "times": [_time(time) for reading in readings for time in reading.times],
        "attitudes": [_statement(a, names_in(reading)) for reading in readings for a in reading.attitudes],
        "run": _run(dossier.run),
    }


def dumps(dossier: Dossier) -> str:
    """The text of dossier.json: one record a line, so that two dossiers can be compared line by line.

    Lone surrogates, which UTF-8 cannot carry, are written as JSON escapes.
    """
    lines = []
    for name, value in as_json(dossier).items():
        if isinstance(value, list) and value:
            text = "[\n  " + ",\n  ".join(_compact(record) for record in value) + "\n ]"
        else:
            text = _compact(value)
        lines.append(f" {_compact(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def loads(text: str) -> Json:
    """The text of a dossier.json -> what `as_json` gave. Raises ValueError for anything else."""
    dossier = json.loads(text)
    if not isinstance(dossier, dict) or dossier.get("schema") != SCHEMA:
        raise ValueError(f'not a dossier: "schema" must be "{SCHEMA}"')
    return cast(Json, dossier)


def _compact(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# ---- articles and stories ---------------------------------------------------------------------


def _article(reading: Reading, comparison: Comparison | None) -> Json:
    article: Article = reading.article
    return {
        "id": article.id,
        "address": article.address,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "language": article.language,
        "published": _dated(article.published),
        "credits": list(dict.fromkeys(credit.name for credit in reading.credits)),
        "text": article.text,
        "blocks": [{"kind": block.kind, "start": block.start, "end": block.end} for block in article.blocks],
        "story": comparison.story.id if comparison else None,
        "origins": list(comparison.lineage.origins_of(article.id)) if comparison else [],
        "credited": [_credit(credit) for credit in reading.credits],
        "also_at": list(article.also_at),
        "notes": list(article.notes),
        "repairs": [{"span": _span(repair.span), "why": repair.why} for repair in reading.repairs],
    }


def _credit(credit: Credit) -> Json:
    return {
        "name": credit.name,
        "span": _span(credit.span),
        "scope": _span(credit.scope),
        "agency": credit.agency,
        "why": credit.why,
    }


def _story(story: Story) -> Json:
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "origins": _range(story.origins),
        "outlets": story.outlets,
        "topic": story.topic,
    }


def _identity(identity: Identity) -> Json:
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind,
        "forms": list(identity.forms),
        "descriptions": list(identity.descriptions),
        "mentions": _spans(identity.mentions),
        "proposals": [
            {"identity": proposal.identity, "score": _number(proposal.score), "why": proposal.why}
            for proposal in identity.proposals
        ],
        "reasons": list(identity.reasons),
        "roles": [
            {"text": role.text, "span": _span(role.span), "when": _interval(role.when)} for role in identity.roles
        ],
        "places": [
            {
                "name": city.name,
                "country": city.country,
                "latitude": city.latitude,
                "longitude": city.longitude,
                "people": city.people,
                "chosen": bool(city.why),
                "why": city.why,
            }
            for city in identity.cities
        ],
    }


# ---- what was said and counted ----------------------------------------------------------------


def _statement(statement: Statement, names: Names) -> Json:
    article = statement.article
    addressee = statement.addressee
    return {
        "id": statement.id,
        "article": article,
        "kind": statement.kind,
        "content": _spans(statement.content),
        "source": _source(statement.source, article, names),
        "cue": _spans(statement.cue),
        "addressee": {"text": addressee, "identity": names.identity(addressee, article)} if addressee else None,
        "medium": statement.medium,
        "uttered": _interval(statement.uttered),
        "chain": [
            {"name": link.name, "identity": _link_identity(statement, link.name, link.span, names), "role": link.role}
            for link in statement.chain
        ],
        "within": statement.within,
        "denied": statement.denied,
        "manner": statement.manner,
        "place": statement.place,
        "headings": _spans(statement.headings),
        "also": [_source(one, article, names) for one in statement.also],
    }


def _source(source: Source, article: str, names: Names) -> Json:
    known = not source.anonymous and not source.candidates
    return {
        "span": _span(source.span) if source.span else None,
        "text": source.text,
        "name": source.name,
        "identity": names.identity(source.name, article, source.span) if known else None,
        "anonymous": source.anonymous,
        "candidates": list(source.candidates),
    }


def _link_identity(statement: Statement, name: str, span: Span | None, names: Names) -> str | None:
    source = statement.source
    if name == source.name and (source.anonymous or source.candidates):
        return None
    return names.identity(name, statement.article, span)


def _figure(figure: Figure) -> Json:
    return {
        "id": figure.id,
        "span": _span(figure.span),
        "low": _amount(figure.low),
        "high": _amount(figure.high),
        "bound": figure.bound,
        "unit": figure.unit,
        "counted": figure.counted,
        "where": list(figure.where),
        "when": _interval(figure.when),
        "statement": figure.statement,
        "whose": figure.whose,
        "part_of": figure.part_of,
    }


def _sum(one: Sum) -> Json:
    return {
        "total": one.total,
        "parts": list(one.parts),
        "agrees": one.agrees,
        "why": one.why,
        "spans": [_span(span) for span in one.spans],
    }


def _event(event: Event, names: Names) -> Json:
    return {
        "id": event.id,
        "trigger": _span(event.trigger),
        "kind": event.kind,
        "participants": [
            {
                "role": participant.role,
                "text": participant.text,
                "identity": names.identity(participant.name, event.trigger.article, participant.span),
                "span": _span(participant.span),
            }
            for participant in event.participants
        ],
        "place": event.place,
        "when": _interval(event.when),
        "modality": event.modality,
        "condition": _span(event.condition) if event.condition else None,
        "statement": event.statement,
    }


def _time(time: TimeExpression) -> Json:
    return {
        "span": _span(time.span),
        "earliest": _day(time.earliest),
        "latest": _day(time.latest),
        "precision": time.precision,
        "how": time.how,
    }


# ---- what articles say together ---------------------------------------------------------------


def _rewrite(rewrite: Rewrite) -> Json:
    return {"id": rewrite.id, "spans": _spans(rewrite.spans), "bits": _number(rewrite.bits)}


def _passage(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "spans": _spans(passage.spans),
        "bits": _number(passage.bits),
        "variants": [
            {
                "kind": variant.kind,
                "readings": [
                    {"text": reading.text, "articles": list(reading.articles), "spans": _spans(reading.spans)}
                    for reading in variant.readings
                ],
            }
            for variant in passage.variants
        ],
    }


def _edge(edge: Edge) -> Json:
    return {
        "from": edge.source,
        "to": edge.target,
        "kind": edge.kind,
        "strength": _number(edge.strength),
        "evidence": _spans(edge.evidence),
        "why": edge.why,
    }


def _lineages(lineages: Sequence[Lineage]) -> Json:
    nodes = {node.id: node for lineage in lineages for node in lineage.nodes}
    return {
        "nodes": [
            {"id": node.id, "kind": node.kind, "name": node.name, "may_be": list(node.may_be)}
            for node in nodes.values()
        ],
        "edges": [_edge(edge) for lineage in lineages for edge in lineage.edges],
        "possible": [_edge(edge) for lineage in lineages for edge in lineage.possible],
        "doubts": [
            {"between": [doubt.left, doubt.right], "evidence": _spans(doubt.evidence), "why": doubt.why}
            for lineage in lineages
            for doubt in lineage.doubts
        ],
        "descents": [
            {"span": _span(descent.span), "origin": descent.origin, "strength": _number(descent.strength)}
            for lineage in lineages
            for descent in lineage.descents
        ],
    }


def _position(position: Position) -> Json:
    return {
        "id": position.id,
        "holder": position.holder,
        "holder_text": position.holder_text,
        "issue": position.issue,
        "stance": position.stance,
        "when": _interval(position.when),
        "rests_on": position.rests_on,
        "span": _span(position.span),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "text": claim.text,
        "supports": [
            {"article": support.span.article, "span": _span(support.span), "origin": support.origin}
            for support in claim.supports
        ],
        "outlets": claim.outlets,
        "speakers": list(claim.speakers),
        "channels": _range(claim.channels),
        "origins": _range(claim.origins),
        "status": claim.status,
        "members": list(claim.members),
        "why": list(claim.why),
    }


def _disagreement(disagreement: Disagreement) -> Json:
    return {
        "id": disagreement.id,
        "kind": disagreement.kind,
        "about": disagreement.about,
        "sides": [list(side) for side in disagreement.sides],
        "why": disagreement.why,
    }


def _quotation(quotation: Quotation) -> Json:
    return {
        "id": quotation.id,
        "speakers": list(quotation.speakers),
        "readings": [
            {
                "text": reading.text,
                "articles": list(reading.articles),
                "statements": list(reading.statements),
                "spans": _spans(reading.spans),
                "altered": reading.altered,
                "changes": [{"kind": c.kind, "left": c.left, "right": c.right} for c in reading.changes],
            }
            for reading in quotation.readings
        ],
    }


def _run(run: Run) -> Json:
    return {
        "version": run.version,
        "models": list(run.models),
        "options": dict(run.options),
        "seconds": {stage: _number(seconds) for stage, seconds in run.seconds},
    }


# ---- values -----------------------------------------------------------------------------------


def _span(span: Span) -> Json:
    return {"article": span.article, "start": span.start, "end": span.end}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(span) for span in spans]


def _range(number: Range) -> Mapping[str, int]:
    return {"low": number.low, "high": number.high}


def _day(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def _interval(when: Interval | None) -> Json | None:
    return {"earliest": _day(when.earliest), "latest": _day(when.latest)} if when else None


def _dated(dated: Dated) -> Json:
    return {
        "earliest": _day(dated.earliest),
        "latest": _day(dated.latest),
        "precision": dated.precision,
        "how": dated.how,
        "evidence": _spans(dated.evidence),
    }


def _number(value: float) -> int | float:
    """Scores, strengths, seconds: to three decimals, whole numbers without a decimal point."""
    return int(value) if value == int(value) else round(value, DIGITS)


def _amount(value: float | None) -> int | float | None:
    """Reported quantities: as they were read, whole numbers without a decimal point."""
    return int(value) if value is not None and value == int(value) else value
