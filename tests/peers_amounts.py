"""The cases of microsoft/Recognizers-Text held against find_amounts: which fail, by their index.

A currency or percentage case is right when every expected value is read, with the unit as printed; a case
that expects nothing is right when nothing is read.
"""

from __future__ import annotations

from typing import Any

from verbale.detect.amount_numerals import find_numerals
from verbale.detect.amount_words import lower, straighten
from verbale.detect.amounts import find_amounts

# Their names of units to ours; a name that several currencies bear has no code of ours.
UNITS = {
    "Dollar": "USD", "Dollar États-Unis": "USD", "Dollar Canadien": "CAD", "Dollar Australien": "AUD",
    "Dollar de Hong Kong": "HKD", "Dollar néo-zélandais": "NZD", "Mexican peso": "MXN", "Euro": "EUR",
    "Livre": "GBP", "Yen Japonais": "JPY", "Yuan Chinois": "CNY", "Franc Suisse": "CHF",
    "Mark Finlandais": "FIM", "Florins Néerlandais": "NLG", "Pesewa": "GHS", "Roupie indienne": "INR",
    "Roupie": "INR", "Franc": None, "Cent": "cents", "Centimes": "cents", "Pence": "pence", "Penny": "pence",
}  # fmt: skip


def number(text: str) -> float:
    """A number in their notation: a comma for the decimals, or a stop."""
    return float(text.replace(",", "."))


def close(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) <= 1e-6 * max(1.0, abs(theirs))


def currency_faults(cases: list[dict[str, Any]]) -> list[int]:
    faults = []
    for index, case in enumerate(cases):
        found = find_amounts(case["Input"])
        for result in case["Results"]:
            value, unit = result["Resolution"]["value"], UNITS[result["Resolution"]["unit"]]
            if value is None or not any(close(a.value, number(value)) and a.unit == unit for a in found):
                faults.append(index)
                break
    return faults


def percent_faults(cases: list[dict[str, Any]]) -> list[int]:
    faults = []
    for index, case in enumerate(cases):
        found = [a for a in find_amounts(case["Input"]) if a.unit == "%"]
        wanted = [number(r["Resolution"]["value"].rstrip("%")) for r in case["Results"]]
        if len(found) != len(wanted) or not all(
            close(a.value, w) for a, w in zip(found, wanted, strict=True)
        ):
            faults.append(index)
    return faults


def number_faults(cases: list[dict[str, Any]]) -> list[int]:
    faults = []
    for index, case in enumerate(cases):
        text = straighten(case["Input"])
        found = [n.value for n in find_numerals(text, lower(text))]
        wanted = [number(r["Resolution"]["value"]) for r in case["Results"]]
        if len(found) != len(wanted) or not all(close(a, w) for a, w in zip(found, wanted, strict=True)):
            faults.append(index)
    return faults
