"""The facts of the world: states, their names and capitals, organisations, office holders, places.

All come from the CSV files under `world/`, each with its source and licence in its first lines. Codes are
ISO 3166-1 alpha-3 (`XKX` for Kosovo) and, for organisations, the usual English acronym.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from verbale.data import derived, table

OFFICES = ("head_of_state", "head_of_government", "foreign_minister")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. `un` is member, observer or None; `article` is printed before the name, with its
    apostrophe where elided, None where there is none; `lat` and `lon` are the capital's, in degrees."""

    code: str
    alpha2: str
    name: str
    formal: str
    names: tuple[str, ...]
    article: str | None
    gender: str  # m | f
    number: str  # s | p
    un: str | None
    sovereign: str | None  # the state that a territory belongs to
    currency: str | None  # ISO 4217
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An international organisation. `seat` is the country of its seat, None where it has none."""

    code: str
    name_fr: str
    name_en: str
    acronyms: tuple[str, ...]
    names: tuple[str, ...]
    kind: str  # un_agency | regional | financial | military | judicial | forum | other
    seat: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name: what is written, what it means (`code`), and the rule that decides where it could
    mean something else (`rules.csv` lists them). `name` is the form to show."""

    form: str
    code: str
    name: str
    rule: str | None = None
    stands_for: str | None = None  # metonyms: the office or body meant


@dataclass(frozen=True, slots=True)
class Leader:
    """A spell in office that a source attests. `since` is the first day in office, `until` the last day that
    the source attests (EDTF, sometimes a month or year): not the end of the spell. `name` is in natural
    order, as the French-language press writes it; where only a surname is known, the two are equal."""

    country: str
    office: str  # head_of_state | head_of_government | foreign_minister
    name: str
    surname: str
    variants: tuple[str, ...]
    since: str
    until: str
    wikidata: str | None
    source: str


@cache
def _folds() -> dict[int, str]:
    pairs = {0x130: "i", 0x2019: "'", 0x2018: "'", 0x2BC: "'", 0x2011: "-", 0xA0: " ", 0x202F: " "}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0].lower()
        if len(base) == 1 and base != chr(point):
            pairs.setdefault(point, base)
    pairs |= {ord(a): b for a, b in zip("\u00f8\u00d8\u0142\u0141\u0111\u0110\u0131", "oollddi", strict=True)}
    return pairs


def fold(text: str) -> str:
    """`text` in lower case without accents, character for character: offsets hold."""
    return text.translate(_folds()).lower()


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _number(value: str) -> float | None:
    return float(value) if value else None


@derived
def countries() -> Mapping[str, Country]:
    """Every UN member and observer, Kosovo, Taiwan and the territories of ISO 3166, by code."""
    return MappingProxyType(
        {
            row["code"]: Country(
                code=row["code"],
                alpha2=row["alpha2"],
                name=row["name"],
                formal=row["formal"],
                names=_split(row["names"]),
                article=None if row["article"] == "none" else row["article"],
                gender=row["gender"],
                number=row["number"],
                un=None if row["un"] == "none" else row["un"],
                sovereign=row["sovereign"] or None,
                currency=row["currency"] or None,
                lat=_number(row["lat"]),
                lon=_number(row["lon"]),
            )
            for row in table("world/countries.csv")
        }
    )


@derived
def organisations() -> Mapping[str, Organisation]:
    """International organisations by their code."""
    return MappingProxyType(
        {
            row["code"]: Organisation(
                code=row["code"],
                name_fr=row["name_fr"],
                name_en=row["name_en"],
                acronyms=_split(row["acronyms"]),
                names=_split(row["names"]),
                kind=row["kind"],
                seat=row["seat"] or None,
            )
            for row in table("world/organisations.csv")
        }
    )


def is_country(code: str | None) -> bool:
    """Whether `code` is a state or territory (not an organisation, region or name)."""
    return code in countries()


def name_fr(code: str) -> str:
    """The French name of a country or organisation; the code itself where it is neither."""
    if code in countries():
        return countries()[code].name
    return organisations()[code].name_fr if code in organisations() else code


def _forms(file: str) -> tuple[Form, ...]:
    return tuple(
        Form(
            form=sys.intern(row["form"]),
            code=row["code"],
            name=row.get("name") or row["form"],
            rule=row.get("rule") or None,
            stands_for=row.get("stands_for") or None,
        )
        for row in table(f"world/{file}.csv")
    )


@derived
def demonyms() -> tuple[Form, ...]:
    """Every inflected adjective of nationality, in lower case."""
    return _forms("demonyms")


@derived
def prefixes() -> tuple[Form, ...]:
    """First members of compound adjectives, with their hyphen."""
    return _forms("prefixes")


@derived
def capitals() -> tuple[Form, ...]:
    """Capitals and seats of government; the first of a state is the one that names it."""
    return _forms("capitals")


@derived
def metonyms() -> tuple[Form, ...]:
    """Names that stand for a government or one of its offices."""
    return _forms("metonyms")


@derived
def agencies() -> tuple[Form, ...]:
    """Public agencies that stand for their state."""
    return _forms("agencies")


@derived
def regions() -> tuple[Form, ...]:
    """Regions of the world (UN M49 code or a name in capitals) and of states (the state's code)."""
    return _forms("regions")


@derived
def rules() -> Mapping[tuple[str, str], str]:
    """(folded form, code) → the rule that decides whether the form means it (`rules.csv`)."""
    return MappingProxyType({(fold(r["form"]), r["code"]): r["rule"] for r in table("world/rules.csv")})


@derived
def _by_demonym() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form in demonyms():
        if form.code not in found[fold(form.form)]:
            found[fold(form.form)].append(form.code)
    return {form: tuple(codes) for form, codes in found.items()}


def countries_of_demonym(word: str) -> tuple[str, ...]:
    """The codes that an adjective of nationality can mean, in any inflection."""
    return _by_demonym().get(fold(word), ())


@derived
def leaders() -> tuple[Leader, ...]:
    """Every attested spell in office, by country, office and first day."""
    return tuple(
        Leader(
            country=row["country"],
            office=row["office"],
            name=row["name"],
            surname=row["surname"],
            variants=_split(row["variants"]),
            since=row["since"],
            until=row["until"],
            wikidata=row["wikidata"] or None,
            source=row["source"],
        )
        for row in table("world/leaders.csv")
    )


@derived
def _leaders_by_name() -> Mapping[str, tuple[Leader, ...]]:
    found: dict[str, list[Leader]] = defaultdict(list)
    for leader in leaders():
        full = (leader.name, *leader.variants)
        forms = {fold(form) for form in (*full, leader.surname)}
        forms |= {fold(form.split()[-1]) for form in full}
        forms |= {fold(leader.surname.split()[-1])}
        for form in forms:
            found[form].append(leader)
    return {form: tuple(holders) for form, holders in found.items()}


def leaders_named(name: str) -> tuple[Leader, ...]:
    """Every spell of people of that surname or full name, in any spelling the table lists."""
    return _leaders_by_name().get(fold(name), ())


@derived
def _leaders_by_office() -> Mapping[tuple[str, str], tuple[Leader, ...]]:
    found: dict[tuple[str, str], list[Leader]] = defaultdict(list)
    for leader in leaders():
        found[leader.country, leader.office].append(leader)
    return {key: tuple(holders) for key, holders in found.items()}


def _bounds(edtf: str) -> tuple[str, str]:
    """First and last day of a day, month or year; months end on a 31st, which compares rightly."""
    return (edtf + "-01-01")[:4] + (edtf[4:] + "-01-01")[:6], edtf[:4] + (
        edtf[4:] + "-12-31"[len(edtf[4:]) :]
    )


def holder(country: str, office: str, day: str) -> Leader | None:
    """Who held an office on `day`, or all through it where it is a month or year (EDTF). None where no
    source attests one holder for the whole of it, or more than one."""
    first, last = _bounds(day)
    found = [
        leader
        for leader in _leaders_by_office().get((country, office), ())
        if _bounds(leader.since)[1] <= first and last <= _bounds(leader.until)[0]
    ]
    return found[0] if len({leader.name for leader in found}) == 1 else None
