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


def name(code: str, lang: str = "fr") -> str:
    """A country's short name in that language; an organisation's code or a plain name as it is."""
    rows: dict[str, dict[str, str]] = _rows()
    if code not in rows:
        return code
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
def _by_name() -> dict[str, str]:
    """Folded name → code; the short name of one country goes before the further names of another."""
    rows: dict[str, dict[str, str]] = _rows()
    names: dict[str, str] = {}
    for column in ("name", "formal", "alpha2"):
        for code, row in rows.items():
            names.setdefault(fold(row[column]), code)
    for code, english in _english().items():
        names.setdefault(fold(english), code)
    for code, row in rows.items():
        for other in row["names"].split(";"):
            names.setdefault(fold(other), code)
    names.pop("", None)
    return names


def code(text: str) -> str | None:
    """The code for a code (`KAZ`, `kaz`, `KZ`) or a French or English name; None if nothing answers."""
    upper = text.strip().upper()
    if upper in _rows():
        return upper
    by_name: dict[str, str] = _by_name()
    return by_name.get(fold(text))


def side(text: str) -> str | None:
    """As `code`; what is written like an acronym stands for an organisation and passes (`UN`, `ECOWAS`)."""
    text = text.strip()
    acronym = text.isascii() and text.isalnum() and text[:1].isupper() and sum(map(str.isupper, text)) >= 2
    return code(text) or (text if acronym else None)


def side_or_fail(text: str) -> str:
    """As `side`; else NotFoundError with what comes nearest."""
    if not text.strip():
        raise UsageError("the country is empty: write its ISO code (KAZ) or its name.")
    found = side(text)
    if found:
        return found
    by_name: dict[str, str] = _by_name()
    near = get_close_matches(fold(text), by_name, n=1, cutoff=0.7)
    hint = f" Did you mean {name(by_name[near[0]], 'en')} ({by_name[near[0]]})?" if near else ""
    raise NotFoundError(f"no country answers to {text!r}.{hint} Write its ISO code (KAZ) or its name.")
