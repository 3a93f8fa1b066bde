"""Names of countries: from a code to the French or English name, and back.

French names come from `world/countries.csv`, English ones from CLDR through babel.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import Any

from verbale import data
from verbale.errors import NotFoundError, UsageError

LANGUAGES = ("fr", "en")


@data.derived
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in data.table("world/countries.csv")}


@data.derived
def _english() -> dict[str, str]:
    from babel import Locale  # a third of a second

    names = Locale("en").territories
    return {code: names.get(row["alpha2"], row["name"]) for code, row in _rows().items()}


def is_country(code: str) -> bool:
    """Whether this is the code of a country or territory."""
    return code in _rows()


@data.derived
def _organisations() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in data.table("world/organisations.csv")}


def name(code: str, lang: str = "fr") -> str:
    """A country's short name in that language, an organisation's acronym; any other name as it is."""
    rows: dict[str, dict[str, str]] = _rows()
    if code not in rows:
        organisations: dict[str, dict[str, str]] = _organisations()
        acronyms = organisations[code]["acronyms"] if code in organisations and lang == "fr" else ""
        return acronyms.split(";")[0] or code
    english: dict[str, str] = _english() if lang == "en" else {}
    return english[code] if lang == "en" else rows[code]["name"]


def going_to(code: str, lang: str = "fr") -> str:
    """A country after the preposition of place that its name takes (`texts/LANG.toml`, table `in`).

    What has no article of its own there (an organisation, a plain name) takes the entry `other`."""
    forms: dict[str, Any] = data.toml(f"texts/{lang}.toml")["in"]
    row = _rows().get(code)
    if row is None:
        form = forms["other"]
    elif code in forms["exceptions"]:
        form = forms["exceptions"][code]
    else:
        form = forms.get(row["article"] or "none", forms["none"])
    return str(form).format(name=name(code, lang))


def fold(text: str) -> str:
    """Lower case without accents, hyphens or apostrophes: how names are compared here."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


@data.derived
def _by_name() -> dict[str, tuple[str, ...]]:
    """Folded name → what it may mean; the short name of one goes before the further names of another."""
    rows: dict[str, dict[str, str]] = _rows()
    organisations: dict[str, dict[str, str]] = _organisations()
    short = [(row[c], k) for c in ("name", "formal", "alpha2") for k, row in rows.items()]
    short += [(english, k) for k, english in _english().items()]
    short += [(row[c], k) for c in ("code", "name_fr", "name_en") for k, row in organisations.items()]
    other = [(n, k) for k, row in rows.items() for n in row["names"].split(";")]
    other += [
        (n, k) for k, row in organisations.items() for n in f"{row['acronyms']};{row['names']}".split(";")
    ]
    names: dict[str, tuple[str, ...]] = {}
    for text, code in short:
        names.setdefault(fold(text), (code,))
    further: dict[str, tuple[str, ...]] = {}
    for text, code in other:
        if fold(text) not in names and code not in further.get(fold(text), ()):
            further[fold(text)] = (*further.get(fold(text), ()), code)
    names.update(further)
    names.pop("", None)
    return names


def meanings(text: str) -> tuple[str, ...]:
    """The codes that a code (`KAZ`, `kaz`, `KZ`) or a French or English name may stand for, ours or not.

    What is written like an acronym and is on no list stands for an organisation, by itself."""
    text = text.strip()
    if text.upper() in _rows():
        return (text.upper(),)
    by_name: dict[str, tuple[str, ...]] = _by_name()
    if fold(text) in by_name:
        return by_name[fold(text)]
    acronym = text.isascii() and text.isalnum() and text[:1].isupper() and sum(map(str.isupper, text)) >= 2
    return (text,) if acronym else ()


def side(text: str) -> str | None:
    """The one code that `text` stands for; None if there is none. Raises UsageError if there are several."""
    found = meanings(text)
    if len(found) > 1:
        codes = " or ".join(f"{code} ({name(code, 'en')})" for code in found)
        raise UsageError(f"{text!r} names several: write {codes}.")
    return found[0] if found else None


def side_or_fail(text: str) -> str:
    """As `side`; else NotFoundError with what comes nearest."""
    if not text.strip():
        raise UsageError("the country is empty: write its ISO code (KAZ) or its name.")
    found = side(text)
    if found:
        return found
    by_name: dict[str, tuple[str, ...]] = _by_name()
    near = get_close_matches(fold(text), by_name, n=1, cutoff=0.7)
    hint = f" Did you mean {name(by_name[near[0]][0], 'en')} ({by_name[near[0]][0]})?" if near else ""
    raise NotFoundError(f"no country answers to {text!r}.{hint} Write its ISO code (KAZ) or its name.")
