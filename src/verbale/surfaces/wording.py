"""Dates, numbers, lists and names as a reader of French or English writes them (`data/texts/`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from verbale import data
from verbale.surfaces import countries

_POINT = re.compile(r"(\d{4}|XXXX|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?")


def texts(lang: str) -> Mapping[str, Any]:
    """The wording of that language."""
    return data.toml(f"texts/{lang}.toml")


def listed(parts: Sequence[str], lang: str) -> str:
    """`a, b and c`."""
    said = texts(lang)["list"]
    return said["comma"].join(parts[:-1]) + said["and"] + parts[-1] if len(parts) > 1 else "".join(parts)


def date(edtf: str | None, lang: str) -> str:
    """An EDTF date in words: `27 mai 2025`, `mai 2025`, `3-5 juin 2024`; what is no such date as it is."""
    said = texts(lang)["date"]
    if not edtf:
        return str(said["none"])
    start, mark, end = edtf.partition("/")
    if not mark:
        return _point(start, lang)
    if end in ("", ".."):
        return str(said["since"].format(start=_point(start, lang)))
    if start in ("", ".."):
        return str(said["until"].format(end=_point(end, lang)))
    if start == end:
        return _point(start, lang)
    if len(start) == len(end) == 10 and start[:7] == end[:7] and start[:4].isdigit():
        first, last = _day(start[8:], said), _day(end[8:], said)
        month = said["months"][int(start[5:7]) - 1]
        return str(said["days_of_month"].format(first=first, last=last, month=month, year=start[:4]))
    return str(said["range"].format(start=_point(start, lang), end=_point(end, lang)))


def _day(digits: str, said: Mapping[str, Any]) -> str:
    return said["first"] if int(digits) == 1 else str(int(digits))


def _point(edtf: str, lang: str) -> str:
    said = texts(lang)["date"]
    match = _POINT.fullmatch(edtf)
    if not match:
        return edtf
    year, month, day = match.groups()
    if year.endswith("X") and year != "XXXX":
        key = "century" if year.endswith("XX") else "decade"
        return str(said[key].format(year=year.replace("X", "0"), last=year.replace("X", "9")))
    if month is None:
        return year
    number = int(month)
    names = {n + 1: name for n, name in enumerate(said["months"])}
    names |= {n + 21: name for n, name in enumerate(said["seasons"])}
    if number not in names:
        return edtf
    shown = _day(day, said) if day else ""
    key = "open_year" if year == "XXXX" else "day" if day else "month"
    return str(said[key].format(day=shown, month=names[number], year=year)).strip()


def number(value: float, lang: str) -> str:
    """`4 milliards`, `12,5 millions`, `1 450`: scaled where three decimals hold it exactly."""
    said = texts(lang)["number"]
    for scale, one, many in said["scales"]:
        scaled = value / scale
        if abs(scaled) >= 1 and round(scaled, 3) == scaled:
            return f"{_digits(scaled, said)} {one if abs(scaled) < 2 else many}"
    return _digits(value, said)


def _digits(value: float, said: Mapping[str, Any]) -> str:
    whole, _, rest = f"{value:,.4f}".partition(".")
    rest = rest.rstrip("0")
    whole = whole.replace(",", said["group"])
    return whole + (said["decimal"] + rest if rest else "")


@data.derived
def _nouns() -> dict[str, str]:
    """English noun of a unit → the first French form that it stands for."""
    nouns = data.toml("packs/fr/units.toml").get("nouns", {})
    return {english: forms[0] for english, forms in nouns.items() if forms}


def amount(value: float, high: float | None, unit: str | None, bound: str, lang: str) -> str:
    """A figure's quantity: `plus de 4 milliards USD`, `de 70 à 80 %`, `12 entreprises`."""
    said = texts(lang)["number"]
    shown = number(value, lang)
    if high is not None:
        shown = said["range"].format(low=shown, high=number(high, lang))
    if unit == "%":
        shown = said["percent"].format(number=shown)
    elif unit:
        nouns: dict[str, str] = _nouns() if lang == "fr" else {}
        noun = nouns.get(unit, unit)
        scaled = shown[-1].isalpha() and not unit.isupper()  # "4 milliards d'habitants" but "4 milliards USD"
        key = (
            "with_unit" if not scaled else "of_vowel" if countries.fold(noun)[:1] in tuple("aeiouh") else "of"
        )
        shown = said[key].format(number=shown, unit=noun)
    return str(said.get(bound, said["exact"]).format(number=shown))


def value(kind: str, field: str, given: Any, lang: str) -> str:
    """Any codebook value in words; a dash where nothing is known."""
    said = texts(lang)
    if given is None or given == [] or given == "":
        return "\u2014"
    if isinstance(given, (list, tuple)):
        return listed([value(kind, field, one, lang) for one in given], lang)
    if isinstance(given, Mapping):
        return ", ".join(str(v) for v in given.values() if v)
    if field in ("start", "end", "date", "period", "due"):
        return date(given, lang)
    if field in ("topics", "sectors"):
        return str(said["sector"].get(given, given))
    if field in ("from", "to", "country", "sides", "parties", "countries", "by"):
        return countries.name(given, lang)
    if field == "office" or (field == "status" and kind in ("visits", "meetings")):
        return str(said[field].get(given, given))
    if isinstance(given, (int, float)):
        return number(given, lang)
    table = said.get(kind[:-1], {}).get(field, {})
    return str(table.get(given, given).strip() or given if isinstance(table, Mapping) else given)
