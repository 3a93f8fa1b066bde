"""The facts of the world: states, their names and capitals, organisations, office holders, places.

All come from the CSV files under `world/`, each with its source and licence in its first lines. Codes are
ISO 3166-1 alpha-3 (`XKX` for Kosovo) and, for organisations, the usual English acronym.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from verbale.data import derived, table, toml
from verbale.data.world_records import Country, Currency, Form, Leader, Organisation, Town, fold

__all__ = [
    "OFFICES", "Country", "Currency", "Form", "Leader", "Organisation", "Town", "agencies", "capitals",
    "cities", "countries", "countries_of_demonym", "country_of_label", "currencies", "demonyms", "fold",
    "holder", "is_country", "leaders", "leaders_named", "metonyms", "name_fr", "not_names", "organisations",
    "places_named", "prefixes", "regions", "rules", "towns",
]  # fmt: skip

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")


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
def currencies() -> tuple[Currency, ...]:
    """Every form of a currency's name or symbol, those of the press first."""
    return tuple(Currency(r["form"], r["code"], r["rule"] or None) for r in table("world/currencies.csv"))


@derived
def not_names() -> tuple[str, ...]:
    """Longer expressions in which a country, town or nationality is not meant as one, currencies included."""
    money = (c.form for c in currencies() if " " in c.form)
    return (*(row["form"] for row in table("world/not_names.csv")), *money)


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
    given = {fold(row["name"]) for row in table("world/given_names.csv")}
    found: dict[str, list[Leader]] = defaultdict(list)
    for leader in leaders():
        full = (leader.name, *leader.variants)
        forms = {fold(form) for form in (*full, leader.surname)}
        forms |= {fold(form.split()[-1]) for form in (*full, leader.surname)}
        if " " not in leader.name:
            forms -= given  # kings and popes: a bare given name tells nobody
        for form in sorted(forms):
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


@derived
def towns() -> Mapping[int, Town]:
    """Towns of at least 15,000 inhabitants, and those with a French name, by GeoNames identifier."""
    return MappingProxyType(
        {
            int(row["geonameid"]): Town(
                geonameid=int(row["geonameid"]),
                name=row["name"],
                country=row["country"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=int(row["population"]),
            )
            for row in table("world/places.csv")
        }
    )


@derived
def cities() -> tuple[Form, ...]:
    """Towns whose name is looked for in texts: by their French names, then by GeoNames'."""
    french = tuple(
        Form(row["form"], row["code"], row["form"], row["rule"] or None)
        for row in table("world/cities_fr.csv")
    )
    named = {(fold(f.form), f.code) for f in french}
    return french + tuple(
        Form(row["name"], row["country"], row["name"], "bare")
        for row in table("world/places.csv")
        if row["matched"] and (fold(row["name"]), row["country"]) not in named
    )


@derived
def _towns_by_name() -> Mapping[str, tuple[Town, ...]]:
    found: dict[str, list[Town]] = defaultdict(list)
    for town in towns().values():
        found[fold(town.name)].append(town)
    for row in (*table("world/capitals.csv"), *table("world/cities_fr.csv")):
        if row["geonameid"]:
            town = towns()[int(row["geonameid"])]
            if town not in found[fold(row["form"])]:
                found[fold(row["form"])].append(town)
    return {name: tuple(sorted(found[name], key=lambda t: -t.population)) for name in found}


def places_named(name: str) -> tuple[Town, ...]:
    """Towns of that name, in French or as GeoNames writes it, the largest first."""
    return _towns_by_name().get(fold(name), ())


@derived
def _labels() -> Mapping[str, frozenset[str]]:
    """Words of labels → states: outlets, names in French and English, capitals, nationalities."""
    found: dict[str, set[str]] = defaultdict(set)
    english = Locale("en").territories
    for country in countries().values():
        for name in (country.name, *country.names, english.get(country.alpha2, "")):
            found[_words(name)].add(country.code)
    for name, code in toml("world/words.toml")["english"].items():
        found[name] = {code}
    for form in (*capitals(), *demonyms()):
        found[_words(form.form)].add(form.code)
    return {label: frozenset(codes) for label, codes in found.items() if label}


@derived
def _outlets() -> Mapping[str, str]:
    return {_words(row["name"]): row["code"] for row in table("world/outlets.csv")}


def _words(text: str) -> str:
    """Folded words joined by one space: `RepublicOfCongo` is three."""
    return " ".join(re.findall(r"\w+", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))))


def _states_in(text: str) -> set[str]:
    """States named in a label; of names one inside the other, the longer."""
    words = _words(text).split()
    found: set[str] = set()
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + 6), i, -1):
            if codes := _labels().get(" ".join(words[i:j])):
                found |= codes
                i = j - 1
                break
        i += 1
    return found


def country_of_label(text: str) -> str | None:
    """The state where an outlet publishes, from its label: a known outlet's own, else the one named in the
    last brackets, else anywhere in the label. None where none or several are."""
    outlets = _outlets()
    bare = re.sub(r"\([^)]*\)", " ", text)
    for label in (text, bare):
        if code := outlets.get(_words(label)):
            return code
    for part in (*reversed(re.findall(r"\(([^)]*)\)", text)), bare):
        found = _states_in(part)
        if len(found) == 1:
            return found.pop()
    return None


# States whose territories act through them; Taiwan, Western Sahara and the like stand for themselves.
_SOVEREIGN = frozenset(("FRA", "GBR", "USA", "NLD", "DNK", "NOR", "AUS", "NZL", "FIN"))


def state_of(code: str | None) -> str | None:
    """The country a code stands for: a territory's state (La Réunion: FRA); None for a region."""
    if code is None or not is_country(code):
        return None
    country = countries()[code]
    return country.sovereign if country.sovereign in _SOVEREIGN and not country.un else code
