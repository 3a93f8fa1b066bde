"""The closed lists of the codebook, and what a person may write into a field.

`SECTORS` gives each sector its purpose group in the OECD DAC list of CRS purpose codes (None: the list
has no such group). Everything a person types for `set` and `add` passes through `parsed`, which raises
UsageError and names what would have been accepted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from verbale.edtf import is_edtf
from verbale.errors import UsageError
from verbale.records import EXTRAS, FIELDS, KINDS

SECTORS: Mapping[str, str | None] = {
    "agriculture": "311",
    "education": "110",
    "research": "43082",
    "health": "120",
    "water": "140",
    "governance": "151",
    "justice": "15130",
    "security_defence": "152",
    "migration_consular": "15190",
    "energy": "230",
    "nuclear": "23510",
    "oil_gas": "322",
    "mining": "322",
    "industry": "321",
    "construction": "323",
    "transport": "210",
    "digital": "220",
    "space": None,
    "finance": "240",
    "trade": "331",
    "investment": "250",
    "tourism": "332",
    "environment": "410",
    "culture": "16061",
    "sport": None,
    "media": "22030",
    "labour": "16020",
    "urban": "43030",
    "humanitarian": "720",
    "development_aid": "430",
    "political_dialogue": None,
}

OFFICES = (
    "head_of_state", "head_of_government", "foreign_minister", "minister", "deputy_minister",
    "ambassador", "envoy", "speaker_of_parliament", "parliamentarian", "royal", "military",
    "head_of_organisation", "official", "business", "mayor_or_governor", "other",
)  # fmt: skip

HAPPENING = ("held", "ongoing", "planned", "cancelled")

MEASURES = (
    "trade", "exports", "imports", "investment", "aid", "loan", "contract", "growth", "share", "gdp",
    "debt", "budget", "production", "population", "count", "other",
)  # fmt: skip

# Kind → field → the values that the codebook allows there.
VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "visits": {"office": OFFICES, "kind": ("state", "official", "working", "other"), "status": HAPPENING},
    "meetings": {
        "form": ("in_person", "call", "video", "summit"),
        "status": HAPPENING,
        "topics": tuple(SECTORS),
    },
    "agreements": {
        "status": ("signed", "in_force", "announced", "negotiating", "proposed", "ended"),
        "instrument": (
            "treaty", "agreement", "memorandum", "joint_declaration", "contract", "loan_or_grant",
            "letter_of_intent", "partnership", "other",
        ),
        "sectors": tuple(SECTORS),
    },
    "figures": {"bound": ("exact", "about", "over", "under"), "measure": MEASURES},
    "quotes": {},
    "commitments": {
        "kind": ("invitation", "opening", "funding", "project", "policy", "other"),
        "status": ("open", "done", "dropped"),
    },
}  # fmt: skip

# Which fields hold what; a name means the same in every kind.
DATES = ("start", "end", "date", "period", "due")
COUNTRIES = ("from", "to", "country", "sides", "parties", "countries", "by")
LISTS = ("people", "sides", "topics", "parties", "sectors", "countries", "sites")
NUMBERS = ("value", "high", "count")

# What `add` asks for at least: without these the record says nothing.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "visits": ("traveller", "to"),
    "meetings": ("sides",),
    "agreements": ("label", "parties"),
    "figures": ("value",),
    "quotes": ("text",),
    "commitments": ("by", "label"),
}

# Of the fields that records.py requires, the values that mean "not said".
UNSAID: Mapping[str, Mapping[str, Any]] = {
    "visits": {"office": "other", "from": None},
    "meetings": {"people": []},
    "agreements": {"status": "announced", "instrument": "other"},
    "figures": {"high": None, "unit": None, "bound": "exact", "measure": "other"},
    "quotes": {"speaker": None},
    "commitments": {"to": [], "kind": "other"},
}


def kind_named(word: str) -> str:
    """`visits` for `visit` or `visits`; UsageError for a word that names no kind."""
    plural = word.lower().strip()
    for kind in KINDS:
        if plural in (kind, kind[:-1]):
            return kind
    raise UsageError(f"there is no kind {word!r}: one of {', '.join(k[:-1] for k in KINDS)}.")


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind that a person may write, in the codebook's order."""
    return (*FIELDS[kind], *(f for f in EXTRAS[kind] if f != "participants"))


def parsed(kind: str, field: str, text: str, *, country: Callable[[str], str | None]) -> Any:
    """What a person typed for one field, checked, as a JSON value (lists: split at semicolons, else commas).

    `country` turns a code or name into a code, or gives None. An empty text means that nothing is
    known: None, or the empty list. Raises UsageError."""
    if field not in fields_of(kind):
        raise UsageError(f"{kind} have no field {field!r}: one of {', '.join(fields_of(kind))}.")
    text = text.strip()
    if field in LISTS or (kind == "commitments" and field == "to"):
        mark = ";" if ";" in text else ","
        parts = [p.strip() for p in text.split(mark) if p.strip()]
        return [_one(kind, field, p, country=country) for p in parts]
    if not text:
        if field in REQUIRED[kind] or field in VALUES[kind]:
            raise UsageError(f"{field} cannot be empty.")
        return None
    return _one(kind, field, text, country=country)


def _one(kind: str, field: str, text: str, *, country: Callable[[str], str | None]) -> Any:
    allowed = VALUES[kind].get(field)
    if allowed:
        if text not in allowed:
            raise UsageError(f"{field} cannot be {text!r}: one of {', '.join(allowed)}.")
        return text
    if field in DATES:
        if not is_edtf(text):
            raise UsageError(
                f"{field}: {text!r} is no date. Write 2025-05-27, 2025-05, 2025 or 2025-05/2025-06."
            )
        return text
    if field in COUNTRIES:
        code = country(text)
        if code is None and field in ("from", "to", "country") and kind != "commitments":
            raise UsageError(
                f"{field}: no country or organisation answers to {text!r}. Write its ISO code, KAZ say."
            )
        return code or text
    if field in NUMBERS:
        return _number(field, text)
    return {"name": text, "place": None, "date": None} if field == "sites" else text


def _number(field: str, text: str) -> float | int:
    try:
        number = float(text.replace(" ", "").replace("_", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{field}: {text!r} is no number. Write it out in base units: 4000000000 or 4e9.")
    if field == "count":
        if number < 0 or number != int(number):
            raise UsageError(f"count: {text!r} is no whole number.")
        return int(number)
    return number


def checked_record(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that a person adds, what is required being there. Raises UsageError."""
    missing = [f for f in REQUIRED[kind] if given.get(f) in (None, [], "")]
    if missing:
        raise UsageError(f"a {kind[:-1]} needs {' and '.join(missing)}: write {missing[0]}=… as well.")
    record = {**UNSAID[kind], **given}
    if kind == "visits" and record["from"] == record["to"]:
        raise UsageError("a visit goes to another country: from and to are the same.")
    if kind == "meetings" and len(record["sides"]) < 2:
        raise UsageError("a meeting has at least two sides: sides=RWA,KAZ.")
    return record
