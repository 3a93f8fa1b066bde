"""The records of the world tables, and the folding under which their names are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache


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
class Currency:
    """A form of a currency's name. `rule`: default where the country may make it another currency of that
    name, zone where the country decides (two CFA francs), None where the form says enough."""

    form: str
    code: str  # ISO 4217
    rule: str | None


@dataclass(frozen=True, slots=True)
class Leader:
    """A spell in office that a source attests. `since` is the first day in office, `until` the last day that
    the source attests (EDTF, sometimes a month or year): not the end of the spell. `name` is in natural
    order, as the French-language press writes it; where only a surname is known, the two are equal."""

    country: str  # a state, or an organisation where the office is its head
    office: str  # head_of_state | head_of_government | foreign_minister | head_of_organisation
    name: str
    surname: str
    variants: tuple[str, ...]
    since: str
    until: str
    wikidata: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames. `lat` and `lon` in degrees, `population` in inhabitants."""

    geonameid: int
    name: str
    country: str
    lat: float
    lon: float
    population: int


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
