"""When a quantity held: the date of its clause, of the sentence's opening, or of the list it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from verbale.data import derived, toml
from verbale.records import Amount, Analysis, Date, Proof, Span

_DAY = 10  # length of an EDTF day
_BEFORE = 60  # code points between a date and a quantity behind it
_AFTER = 90  # and between a quantity and a date behind it
_PASSED = 200  # how much further off a date counts that stands right behind another quantity
_SPAN = 160  # and between a stretch of time and a quantity
_CUT = re.compile(r"[;.\n]")
_BULLET = re.compile(r"\s*[-\u2013\u2022*\u25aa\u25cf\u2714]")
_DATELINE = re.compile(r"[^.\n]{2,60}?(?: -+ |\) ?(?:-+ )?)")
_BASIS = {"explicit": None, "weekday": "weekday", "relative": "relative", "published": "published",
          "dateline": "dateline", "document": "document"}  # fmt: skip


@derived
def _rules() -> dict[str, re.Pattern[str]]:
    pack: dict[str, Any] = toml("packs/fr/measures.toml")["periods"]
    return {key: re.compile(text.replace("\u2019", "'")) for key, text in pack["patterns"].items()}


def period_of(
    analysis: Analysis, low: str, amount: Amount, sentence: Span, others: list[Amount]
) -> tuple[str, Proof] | None:
    """The period of a quantity with its proof; None where no date is its own.

    `others`: the other quantities of the sentence."""
    best: tuple[int, Date] | None = None
    for date in analysis.dates:
        if date.end <= sentence.start or date.start >= sentence.end or not _is_period(date, low):
            continue
        rank = _rank(low, amount, sentence, date)
        if rank is None or _rules()["compared"].search(low, sentence.start, date.start):
            continue
        rank += _PASSED * _passed(low, amount, others, date)
        if best is None or rank < best[0]:
            best = rank, date
    chosen = best[1] if best else _of_list(analysis, low, sentence)
    if chosen is None or chosen.value is None:
        return None
    spans = (Span(chosen.start, chosen.end), *chosen.from_spans)
    value = _end_of_change(low, amount, others, chosen.value)
    return value, Proof(spans, _BASIS.get(chosen.basis, "relative"), "date")


def _passed(low: str, amount: Amount, others: list[Amount], date: Date) -> int:
    """1 if the date stands right behind another quantity, whose own it then is likely to be."""
    owned = _rules()["owned"]
    return sum(
        a.end <= date.start and a.end != amount.end and bool(owned.fullmatch(low, a.end, date.start))
        for a in others
    )


def _end_of_change(low: str, amount: Amount, others: list[Amount], value: str) -> str:
    """From 90 to 160 million between 2010 and 2014: each quantity holds at its own end."""
    first, _, last = value.partition("/")
    if not last or ".." in value:
        return value
    for other in others:
        if other.end <= amount.start and _is_change(low, other, amount):
            return last
        if amount.end <= other.start and _is_change(low, amount, other):
            return first
    return value


def _is_change(low: str, first: Amount, second: Amount) -> bool:
    """Did something pass from the one to the other?"""
    if not _rules()["against"].fullmatch(low, first.end, second.start):
        return False
    return bool(_rules()["change"].search(low, max(0, first.start - 40), first.start))


def follows(low: str, first: Amount, second: Amount) -> bool:
    """Does the second quantity only say more of the first ("that is, 12 %")? Then it holds when that did."""
    return bool(_rules()["same"].fullmatch(low, first.end, second.start))


def is_same_again(low: str, amount: Amount, sentence: Span) -> bool:
    """Does the sentence speak of "the same period"?"""
    return bool(_rules()["again"].search(low, sentence.start, amount.start))


def _is_period(date: Date, low: str) -> bool:
    """Can the date be the period of a quantity? A day told from today is when something was said."""
    if date.value is None or date.kind not in ("point", "period"):
        return False
    days = all(len(end) == _DAY for end in date.value.split("/") if end != "..")
    told = date.basis == "weekday" or not any(c.isdigit() for c in low[date.start : date.end])
    return not (days and (told or date.basis == "relative"))


def _rank(low: str, amount: Amount, sentence: Span, date: Date) -> int | None:
    """How near a date stands to a quantity; None where it belongs to other words."""
    value = date.value or ""
    if date.start >= amount.end:
        return _rank_behind(low[amount.end : date.start], value)
    if date.end > amount.start:
        return None
    rules = _rules()
    between = low[date.end : amount.start]
    opening = low[sentence.start : date.start]
    if dash := _DATELINE.match(opening):
        opening = opening[dash.end() :]
    if rules["opening"].fullmatch(opening) and not rules["participle"].match(opening):
        spoken = len(value) == _DAY and rules["said"].search(between)
        return None if spoken else _AFTER + len(between)
    if _CUT.search(between):
        return None
    if _is_interval(value) and len(between) <= _SPAN:
        return _AFTER + len(between)
    if rules["event"].search(opening) and not rules["turn"].search(between) and len(between) <= _BEFORE:
        return _AFTER + len(between)
    if rules["apposed"].fullmatch(between):
        return len(between)
    if len(between) > _BEFORE or "," in between or ":" in between.rstrip(" :"):
        return None
    if rules["turn"].search(between) or (len(value) == _DAY and between.strip()):
        return None
    return len(between)


def _rank_behind(between: str, value: str) -> int | None:
    rules = _rules()
    if _CUT.search(between) or len(between) > (_SPAN if _is_interval(value) else _AFTER):
        return None
    if _is_interval(value):
        return len(between)
    if rules["turn"].search(between):
        return None
    if "," in between and not rules["aside"].fullmatch(between) and not value.endswith("/.."):
        return None
    return len(between)


def _is_interval(value: str) -> bool:
    """From one year or month to another: a stretch of time, which events seldom have and quantities do."""
    return "/" in value and ".." not in value and len(value.split("/")[0]) < _DAY


def _of_list(analysis: Analysis, low: str, sentence: Span) -> Date | None:
    """The date in the heading of the list that the sentence is an item of."""
    index = bisect_left(analysis.sentences, sentence.start, key=lambda s: s.start)
    plain = analysis.plain
    while index > 0 and _BULLET.match(plain[analysis.sentences[index].start :][:3]):
        index -= 1
        head = analysis.sentences[index]
        if plain[head.start : head.end].rstrip().endswith(":"):
            dates = [d for d in analysis.dates if head.start <= d.start < head.end and _is_period(d, low)]
            return dates[-1] if dates else None
    return None
