"""Quantities of French text: a number, what it counts, and whether it is exact.

`find_amounts` reads numerals (amount_numerals), what follows or precedes them (amount_units), joins ranges
and bounds, and gives numbers printed without a noun the one that the sentence counts in. Dates, years,
ages, durations, clock times, ordinals, numbers of articles, telephones and the like are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from verbale.data import derived, toml
from verbale.detect.amount_numerals import Numeral, find_numerals
from verbale.detect.amount_units import UNITS, Unit, read_unit
from verbale.detect.amount_words import PACK, either, lower, pattern, straighten
from verbale.records import Amount, Span

_BREAK = re.compile(r"\n|[.!?;] +(?=[^\W\d_])")
_MINUS = re.compile(r"(?:^|[\s(:])-$")
_SMALL = 10
_MILLION = 1e6
_KINDS = ("about", "over", "under")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A numeral with its unit, on its way to an Amount."""

    numeral: Numeral
    unit: Unit
    start: int
    end: int
    value: float
    high: float | None = None
    bound: str = "exact"
    number_end: int = 0


@dataclass(frozen=True, slots=True)
class _Rules:
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    ranges: dict[str, re.Pattern[str]]
    elided_before: re.Pattern[str]
    elided_after: re.Pattern[str]
    elided_not: re.Pattern[str]
    pronoun_before: re.Pattern[str]
    pronoun_after: re.Pattern[str]
    pronoun_reach: int
    of_whom: re.Pattern[str]
    persons: frozenset[str]
    money: re.Pattern[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)
    bounds, elided = pack["bounds"], pack["elided"]
    filler = pattern(bounds["filler"])
    before = [(kind, bounds["first"][kind]) for kind in ("under", "over", "about")]
    before += [(kind, bounds[kind]) for kind in _KINDS]
    return _Rules(
        bounds=tuple(
            (kind, re.compile(pattern(rf"(?<!\w)(?:{'|'.join(words)}){filler} ?$"))) for kind, words in before
        ),
        after=tuple((kind, re.compile(pattern(bounds["after"][kind]))) for kind in _KINDS),
        ranges={key: re.compile(pattern(text)) for key, text in pack["ranges"].items()},
        elided_before=re.compile(pattern(elided["before"])),
        elided_after=re.compile(pattern(elided["after"])),
        elided_not=re.compile(pattern(elided["not_before"])),
        pronoun_before=re.compile(pattern(elided["pronoun_before"])),
        pronoun_after=re.compile(pattern(elided["pronoun_after"])),
        pronoun_reach=elided["pronoun_reach"],
        of_whom=re.compile(pattern(elided["of_whom"])),
        persons=frozenset(toml(UNITS)["persons"]),
        money=re.compile(rf" (?:{pattern(pack['nouns']['of'])})?(?:{either(pack['nouns']['money'])})(?!\w)"),
    )


def find_amounts(text: str, *, near: Collection[str] = ()) -> tuple[Amount, ...]:
    """All quantities of a text, in order. `near`: ISO codes of countries the text speaks of, the likeliest
    first (a set: in alphabetical order), which settle currencies that several states have (francs CFA,
    dinars). Positions are code points of `text`; an
    Amount starts with the words of its bound and ends with its noun."""
    plain = straighten(text)
    low = lower(plain)
    likely = tuple(sorted(near) if isinstance(near, (set, frozenset)) else near)
    found = list(_quantities(plain, low, likely))
    found = _join_ranges(low, found)
    found = _share_nouns(low, found)
    found = _elided_nouns(low, found)
    found = _elided_currencies(low, found)
    return tuple(_amount(low, q) for q in found if _counts(q, low))


def _quantities(plain: str, low: str, near: tuple[str, ...]) -> Iterator[_Quantity]:
    reached = 0
    for numeral in find_numerals(plain, low):
        if numeral.start < reached:
            continue
        unit = read_unit(plain, low, numeral, near)
        if unit is None:
            continue
        start = unit.start if unit.start is not None else numeral.start
        end = max(unit.end, numeral.end)
        reached = end
        value = round(numeral.value + unit.extra, 6)
        if (
            start == numeral.start
            and unit.kind in ("percent", "money")
            and _MINUS.search(low[max(0, start - 2) : start])
        ):
            start, value = start - 1, -value
        yield _with_bound(low, _Quantity(numeral, unit, start, end, value, number_end=numeral.end))


def _with_bound(low: str, quantity: _Quantity) -> _Quantity:
    rules = _rules()
    left = low[max(0, quantity.start - 50) : quantity.start]
    for kind, words in rules.bounds:
        if found := words.search(left):
            start = quantity.start - len(left) + found.start()
            return replace(quantity, bound=kind, start=start)
    right = low[quantity.end : quantity.end + 25]
    for kind, words in rules.after:
        if found := words.match(right):
            return replace(quantity, bound=kind, end=quantity.end + found.end())
    return replace(quantity, bound="about") if quantity.numeral.rough else quantity


def _join_ranges(low: str, found: list[_Quantity]) -> list[_Quantity]:
    """Two quantities that state the ends of one, made one; the scale and unit of the second hold for both."""
    joined: list[_Quantity] = []
    for second in found:
        first = joined[-1] if joined else None
        if first is None or not _same_kind(first, second):
            joined.append(second)
            continue
        how = _relation(low, first, second)
        if how is None:
            joined.append(second)
            continue
        first = _lend_scale(first, second)
        if how == "change" or first.value >= second.value:
            joined[-1] = first if first.unit.kind != "bare" else replace(first, unit=second.unit)
            joined.append(second)
            continue
        unit = second.unit if second.unit.kind != "bare" else first.unit
        bound = second.bound if second.bound != "exact" and first.bound == "exact" else first.bound
        bound = "exact" if how in ("between", "up_to") else bound
        joined[-1] = replace(
            first, unit=unit, high=second.value, end=second.end, bound=bound, number_end=second.numeral.end
        )
    return joined


def _same_kind(first: _Quantity, second: _Quantity) -> bool:
    if first.high is not None or second.high is not None or second.start < first.end - 1:
        pass
    return first.high is None and (first.unit.kind == "bare" or first.unit.code == second.unit.code)


def _relation(low: str, first: _Quantity, second: _Quantity) -> str | None:
    """`between`, `range`, `up_to` or `change`, as the words before and between the two say."""
    rules = _rules().ranges
    left = low[max(0, first.numeral.start - 60) : first.numeral.start]
    middle = low[first.end : second.numeral.start]
    if len(middle) > 25:
        return None
    if rules["between"].search(left):
        return "between" if rules["and"].match(middle) else None
    if rules["up_to"].match(middle):
        return "up_to"
    if not rules["to"].match(middle):
        return None
    return "change" if rules["change"].search(left) else "range"


def _lend_scale(first: _Quantity, second: _Quantity) -> _Quantity:
    """3 to 4 millions: the scale stands once."""
    scale = second.numeral.scale
    if (
        scale > 1
        and first.numeral.scale == 1
        and not first.numeral.grouped
        and first.value < second.value / scale
    ):
        return replace(first, value=first.value * scale)
    return first


def _share_nouns(low: str, found: list[_Quantity]) -> list[_Quantity]:
    """35 of the 71 prisoners; 12, 15 and 20 tonnes: the noun stands once, behind the last."""
    rules = _rules().ranges
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        if first.unit.kind != "bare" or second.unit.kind in ("bare", "percent"):
            continue
        middle = low[first.end : second.start]
        whole = rules["part_of"].match(middle)
        listed = rules["coordinated"].match(middle) and first.value >= _SMALL and second.unit.kind != "other"
        if whole or listed:
            shared[i] = replace(first, unit=second.unit)
    return shared


def _elided_nouns(low: str, found: list[_Quantity]) -> list[_Quantity]:
    """5,800 warheads against 6,375: a bare number counts what the sentence has counted."""
    kept: list[_Quantity] = []
    for quantity in found:
        last = kept[-1] if kept else None
        if last is not None and last.unit.kind != "bare" and _shares_noun(low, last, quantity):
            quantity = replace(quantity, unit=last.unit)
        kept.append(quantity)
    return kept


def _shares_noun(low: str, last: _Quantity, quantity: _Quantity) -> bool:
    rules = _rules()
    left = low[max(0, quantity.start - 40) : quantity.start]
    right = low[quantity.end : quantity.end + 20]
    same_sentence = not _BREAK.search(low, last.end, quantity.start)
    if quantity.unit.kind == "noun" and quantity.unit.code == "people":
        return same_sentence and last.unit.code in rules.persons and bool(rules.of_whom.search(left))
    if quantity.unit.kind != "bare" or not _alike(last, quantity):
        return False
    near = quantity.start - last.end <= rules.pronoun_reach and quantity.value >= _SMALL
    meant = rules.pronoun_after.match(right) or rules.pronoun_before.search(left)
    if near and meant and last.unit.kind in ("noun", "other"):
        return True
    left = low[max(0, quantity.numeral.start - 20) : quantity.numeral.start]
    told = quantity.numeral.grouped or bool(rules.elided_before.search(left))
    return (
        told
        and same_sentence
        and not rules.elided_not.search(left)
        and rules.elided_after.match(right) is not None
    )


def _alike(last: _Quantity, quantity: _Quantity) -> bool:
    """Can the second be counted in the unit of the first? Millions are not set beside a dozen people."""
    if quantity.value < _SMALL and last.unit.kind != "money":
        return False
    return quantity.numeral.scale < _MILLION or last.numeral.scale >= _MILLION


def _elided_currencies(low: str, found: list[_Quantity]) -> list[_Quantity]:
    """A sum printed without its currency takes that of the text, if the text has but one."""
    codes = {q.unit.code for q in found if q.unit.kind == "money"}
    code = next(iter(codes)) if len(codes) == 1 else None
    settled = []
    for quantity in found:
        if _is_unnamed_sum(low, quantity):
            noun = quantity.unit.span
            quantity = replace(quantity, unit=Unit("money", code, noun, quantity.end))
        settled.append(quantity)
    return settled


def _is_unnamed_sum(low: str, quantity: _Quantity) -> bool:
    if quantity.numeral.scale < _MILLION or quantity.unit.kind not in ("bare", "other"):
        return False
    return quantity.unit.kind == "bare" or bool(_rules().money.match(low, quantity.numeral.end))


def _counts(quantity: _Quantity, low: str) -> bool:
    """Is it told as a quantity? A bare number is when it is grouped, scaled or bounded."""
    kind, numeral = quantity.unit.kind, quantity.numeral
    if kind in ("money", "percent"):
        return True
    if kind == "noun":
        return True
    if kind == "other":
        return quantity.value >= _SMALL
    if (
        quantity.value < _SMALL
        or numeral.rough
        or _rules().elided_not.search(low[max(0, numeral.start - 20) : numeral.start])
    ):
        return False
    return numeral.grouped or numeral.scale > 1 or (quantity.bound != "exact" and quantity.value >= _SMALL)


def _amount(low: str, quantity: _Quantity) -> Amount:
    return Amount(
        start=quantity.start,
        end=quantity.end,
        value=quantity.value,
        high=quantity.high,
        unit=quantity.unit.code,
        bound=quantity.bound,
        number=Span(quantity.numeral.start, quantity.number_end),
        noun=quantity.unit.span,
    )
