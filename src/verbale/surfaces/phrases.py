"""One sentence a record, in French or English, out of the wording of `data/texts/`.

Takes the codebook's object (`EventRow.fields`); gives plain text, to be escaped by whoever prints it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.names import is_named
from verbale.surfaces import countries
from verbale.surfaces.wording import amount, date, listed, texts, value

# The field that says when the act was, shown in front of its sentence.
_WHEN = {"visits": "start", "meetings": "date", "agreements": "date"}


def sentence(kind: str, fields: Mapping[str, Any], lang: str) -> str:
    """What the record says, with its final full stop."""
    return _MAKERS[kind](fields, lang)


def when(kind: str, fields: Mapping[str, Any], lang: str) -> str | None:
    """The day of the act in words; None for kinds that say their dates in the sentence."""
    if kind not in _WHEN:
        return None
    start, end = fields.get(_WHEN[kind]), fields.get("end")
    if start and end and start != end and "/" not in start + end:
        return date(f"{start}/{end}", lang)
    return date(start or end, lang)


def _who(name: str, office: str | None, side: str | None, lang: str) -> str:
    """A name with what office and country are known, unless the name is nothing else."""
    said = texts(lang)
    parts = {"name": name}
    if office and office in said["office"]:
        parts["office"] = said["office"][office]
    if side and countries.name(side, lang) != name:
        parts["country"] = countries.name(side, lang)
    key = "_".join(k for k in ("office", "country") if k in parts) or "alone"
    return str(said["who"][key].format(**parts))


def _participants(fields: Mapping[str, Any], names: list[str], lang: str) -> list[str]:
    """The names, each with office and side where the record has them."""
    known = {p["name"]: p for p in fields.get("participants") or ()}
    return [
        _who(n, known.get(n, {}).get("office"), known.get(n, {}).get("side"), lang)
        for n in dict.fromkeys((*names, *known))
    ]


def _sides(codes: Any, lang: str) -> str:
    return listed([countries.name(code, lang) for code in codes or ()], lang)


def _optional(table: Mapping[str, Any], key: str, **parts: str) -> str:
    """The wording of an optional piece, or nothing where one of its parts is."""
    return str(table[key].format(**parts)) if all(parts.values()) else ""


def _visit(fields: Mapping[str, Any], lang: str) -> str:
    said = texts(lang)["visit"]
    sites = listed([s["name"] for s in fields.get("sites") or ()], lang)
    # an unnamed traveller is known by the office: it is not said twice
    office = fields.get("office") if is_named(fields["traveller"]) else None
    made: str = said.get(fields["status"], said["held"]).format(
        who=_who(fields["traveller"], office, fields.get("from"), lang),
        to=countries.going_to(fields["to"], lang),
        place=_optional(said, "place", place=fields.get("place") or ""),
        how=said["how"].get(fields.get("kind"), ""),
        sites=_optional(said, "sites", sites=sites),
    )
    return made


def _meeting(fields: Mapping[str, Any], lang: str) -> str:
    said = texts(lang)["meeting"]
    people = _participants(fields, list(fields.get("people") or ()), lang)
    seen = {p.get("side") for p in fields.get("participants") or ()}
    left = [code for code in fields.get("sides") or () if code not in seen]
    place, country = fields.get("place"), fields.get("country")
    where = {"place": place} if place else {}
    where |= {"country": countries.name(country, lang)} if country else {}
    key = "where_both" if len(where) == 2 else f"where_{next(iter(where), '')}"
    topics = fields.get("topics") or []
    made: str = said.get(fields["status"], said["held"]).format(
        form=said["form"].get(fields.get("form"), said["form"]["in_person"]),
        people=listed(people, lang) if people else _sides(left, lang),
        sides=_optional(said, "sides", sides=_sides(left, lang)) if people else "",
        where=said[key].format(**where) if where else "",
        topics=_optional(said, "topics", topics=value("meetings", "topics", topics, lang) if topics else ""),
    )
    return made


def _agreement(fields: Mapping[str, Any], lang: str) -> str:
    said = texts(lang)["agreement"]
    sectors = fields.get("sectors") or []
    made: str = said["line"].format(
        parties=_sides(fields.get("parties"), lang) or "\u2014",
        label=fields["label"],
        instrument=said["instrument"].get(fields["instrument"], fields["instrument"]),
        status=said["status"].get(fields["status"], fields["status"]),
        count=_optional(said, "count", count=str(fields.get("count") or "")),
        sectors=_optional(
            said, "sectors", sectors=value("agreements", "sectors", sectors, lang) if sectors else ""
        ),
    )
    return made


def quantity(fields: Mapping[str, Any], lang: str) -> str:
    """A figure's amount and who gives it."""
    said = texts(lang)["figure"]
    shown = amount(
        fields["value"], fields.get("high"), fields.get("unit"), fields.get("bound", "exact"), lang
    )
    speaker = fields.get("speaker")
    who = _participants(fields, [speaker], lang)[0] if speaker else ""
    return shown + _optional(said, "speaker", speaker=who)


def measured(fields: Mapping[str, Any], lang: str) -> str:
    """What a figure measures: quantity, countries, period."""
    said = texts(lang)["figure"]
    period = fields.get("period")
    made: str = said["what"].format(
        measure=said["measure"].get(fields.get("measure"), said["measure"]["other"]),
        countries=_optional(said, "countries", countries=_sides(fields.get("countries"), lang)),
        period=_optional(said, "period", period=date(period, lang) if period else ""),
    )
    return made


def _figure(fields: Mapping[str, Any], lang: str) -> str:
    line = texts(lang)["figure"]["line"]
    made: str = line.format(what=measured(fields, lang), amount=quantity(fields, lang))
    return made


def _commitment(fields: Mapping[str, Any], lang: str) -> str:
    said = texts(lang)["commitment"]
    by = fields["by"]
    known = next((p for p in fields.get("participants") or () if p["name"] == by), None)
    shown = _who(by, known["office"], known["side"], lang) if known else countries.name(by, lang)
    due = fields.get("due")
    made: str = said["line"].format(
        by=shown,
        to=_optional(said, "to", to=_sides(fields.get("to"), lang)),
        label=fields["label"],
        kind=said["kind"].get(fields["kind"], fields["kind"]),
        due=_optional(said, "due", due=date(due, lang) if due else ""),
        status=said["status"].get(fields["status"], fields["status"]),
    )
    return made


def _quote(fields: Mapping[str, Any], lang: str) -> str:
    said = texts(lang)["quote"]
    speaker = fields.get("speaker")
    who = _participants(fields, [speaker], lang)[0] if speaker else said["unknown"]
    made: str = said["line"].format(speaker=who, text=" ".join(fields["text"].split()))
    return made


_MAKERS = {
    "visits": _visit,
    "meetings": _meeting,
    "agreements": _agreement,
    "figures": _figure,
    "commitments": _commitment,
    "quotes": _quote,
}
