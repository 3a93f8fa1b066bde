"""What a quantity measures, whether it has fallen, whether it is only a goal: the words near it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from verbale.data import derived, toml
from verbale.records import Amount, Span

PACK = "packs/fr/measures.toml"
_MONEY = re.compile("[A-Z]{3}")
_LARGE = 1e6
_BEHIND = 14  # code points behind a unit within which a word belongs to it ("d'exportations")
_OTHER_AMOUNT = 60  # how many code points of distance another quantity between is worth
_BEFORE_BONUS = 0.8
_WEAK = 45  # and how many a word that says little ("financed") stands behind one that says what ("a loan")


class Measured(NamedTuple):
    """A measure and the words that say so; no words where the unit alone decides."""

    measure: str
    words: Span | None


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    units: frozenset[str]
    nouns: frozenset[str]
    words: re.Pattern[str]
    counted: re.Pattern[str] | None
    weak: re.Pattern[str] | None  # of the words, those that go with other measures too
    goods: re.Pattern[str]  # the words for counted goods


@dataclass(frozen=True, slots=True)
class _Rules:
    measures: tuple[_Measure, ...]
    change_before: int
    change_after: int
    change_of: re.Pattern[str]
    change_direct: re.Pattern[str]
    joined: re.Pattern[str]
    target_before: re.Pattern[str]
    target_after: re.Pattern[str]
    falls: re.Pattern[str]
    rises: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(words).replace("\u2019", "'")


def _whole(words: list[str] | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)") if words else None


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)
    measures = [
        _Measure(
            name,
            frozenset(rule["units"]),
            frozenset(rule.get("nouns", ())),
            re.compile(rf"(?<!\w)(?:{_any(rule['words'])})(?!\w)"),
            _whole(rule.get("counted")),
            _whole(rule.get("weak")),
            re.compile(rf"(?<!\w)(?:{_any([*rule['words'], *rule.get('goods', ())])})(?!\w)"),
        )
        for name, rule in pack.items()
        if "units" in rule
    ]
    falls, change = pack["falls"], pack["change"]
    return _Rules(
        tuple(measures),
        change["before"],
        change["after"],
        re.compile(_any([change["of"]])),
        re.compile(_any([change["direct"]])),
        re.compile(_any([pack["near"]["joined"]])),
        re.compile(rf"(?<!\w)(?:{_any(pack['targets']['before'])})\W*$"),
        re.compile(rf"(?:{_any(pack['targets']['after'])})"),
        re.compile(rf"(?<!\w)(?:{_any(falls['words'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_any(falls['rises'])})(?!\w)"),
    )


def kind_of(amount: Amount) -> str:
    """money, percent or noun; a large sum without a unit is taken for money."""
    if amount.unit is None:
        return "money" if amount.value >= _LARGE else "noun"
    return "money" if _MONEY.fullmatch(amount.unit) else "percent" if amount.unit == "%" else "noun"


def _distance(low: str, amount: Amount, start: int, end: int, others: list[Amount]) -> float:
    if start >= amount.end:
        gap: float = 0 if start - amount.end <= _BEHIND else start - amount.end
        between = [a for a in others if amount.end <= a.start < start]
    elif end <= amount.start:
        joined = _rules().joined.fullmatch(low[end : amount.start])
        gap = 0 if joined else (amount.start - end) * _BEFORE_BONUS
        between = [a for a in others if end <= a.start < amount.start]
    else:
        return 0.0
    return gap + _OTHER_AMOUNT * len(between)


def measure_of(
    low: str, amount: Amount, sentence: Span, others: list[Amount], previous: Span | None = None
) -> Measured:
    """The measure whose words stand nearest in the sentence, for money else in the one before; else what
    the unit makes likely.

    `low`: the whole text in lower case; `others`: the other quantities of the sentence."""
    kind = kind_of(amount)
    if kind == "percent":
        return _change_or_share(low, amount, sentence)
    for rule in _rules().measures:
        counted = rule.counted if _takes(rule, kind, amount) and amount.noun else None
        if counted and amount.noun and (found := counted.search(low, amount.noun.start, amount.noun.end)):
            return Measured(rule.name, Span(*found.span()))
    if measured := _nearest(low, amount, kind, sentence, others):
        return measured
    if kind == "money" and previous and (measured := _nearest(low, amount, kind, previous, others)):
        return measured
    return Measured("other" if kind == "money" else _default_of_noun(amount.unit), None)


def _takes(rule: _Measure, kind: str, amount: Amount) -> bool:
    if kind not in rule.units:
        return False
    return kind != "noun" or not amount.unit or not rule.nouns or amount.unit in rule.nouns


def _nearest(low: str, amount: Amount, kind: str, span: Span, others: list[Amount]) -> Measured | None:
    """The measure whose words stand nearest; a word right behind another quantity belongs to that one."""
    best: tuple[float, int, Measured] | None = None
    for rank, rule in enumerate(_rules().measures):
        if not _takes(rule, kind, amount):
            continue
        words = rule.goods if kind == "noun" else rule.words
        for found in words.finditer(low, span.start, span.end):
            if any(a.end <= found.start() <= a.end + _BEHIND and a.start > amount.start for a in others):
                continue
            gap = _distance(low, amount, found.start(), found.end(), others)
            if rule.weak and rule.weak.fullmatch(found[0]):
                gap += _WEAK
            if best is None or (gap, rank) < best[:2]:
                best = gap, rank, Measured(rule.name, Span(*found.span()))
    return best[2] if best else None


def _change_or_share(low: str, amount: Amount, sentence: Span) -> Measured:
    """A percentage is growth where a word of change is near and it is not "of" something, else a share."""
    rules = _rules()
    changes = next(m for m in rules.measures if m.name == "growth").words
    shares = next(m for m in rules.measures if m.name == "share").words
    start = max(sentence.start, amount.start - rules.change_before)
    end = min(sentence.end, amount.end + rules.change_after)
    found = [Span(*m.span()) for m in changes.finditer(low, start, end)]
    share = [Span(*m.span()) for m in shares.finditer(low, start, end)]
    part = rules.change_of.match(low, amount.end) and not rules.change_direct.search(
        low[start : amount.start]
    )
    if not found or part:
        return Measured("share", share[0] if share else None)
    nearest = min(found, key=lambda s: _distance(low, amount, s.start, s.end, []))
    closer = [s for s in share if _distance(low, amount, *s, []) < _distance(low, amount, *nearest, [])]
    return Measured("share", closer[0]) if closer else Measured("growth", nearest)


def _default_of_noun(unit: str | None) -> str:
    return "other" if unit in toml("packs/fr/units.toml")["measures"] else "count"


def is_target(low: str, amount: Amount, sentence: Span) -> bool:
    """Is the quantity a goal, a limit or something still to be reached?"""
    before = low[sentence.start : amount.start]
    return bool(
        _rules().target_before.search(before) or _rules().target_after.match(low[amount.end : sentence.end])
    )


def fall_of(low: str, amount: Amount, sentence: Span) -> Span | None:
    """The words that make a change a fall, where no word of a rise stands nearer."""
    nearest: tuple[int, bool, Span] | None = None
    for falls, words in ((True, _rules().falls), (False, _rules().rises)):
        for found in words.finditer(low, sentence.start, sentence.end):
            gap = found.start() - amount.end if found.start() >= amount.end else amount.start - found.end()
            if nearest is None or gap < nearest[0]:
                nearest = gap, falls, Span(*found.span())
    return nearest[2] if nearest and nearest[1] else None
