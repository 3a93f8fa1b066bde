"""When a quantity held: the date of its clause, of the sentence's opening, or of the list it stands in."""

from __future__ import annotations

import re
from typing import Any

from verbale.data import derived, toml
from verbale.records import Amount, Analysis, Date, Proof, Sentence, Span

_DAY = 10  # length of an EDTF day
_BEFORE = 60  # code points between a date and a quantity behind it
_AFTER = 90  # and between a quantity and a date behind it
_OPENING = 16  # a date that starts this near to the sentence's start frames all of it
_CUT = re.compile(r"[;.\n]")
_BULLET = re.compile(r"\s*[-\u2013\u2022*\u25aa\u25cf\u2714]")
_BASIS = {"explicit": None, "weekday": "weekday", "relative": "relative", "published": "published",
          "dateline": "dateline", "document": "document"}  # fmt: skip


@derived
def _rules() -> dict[str, re.Pattern[str]]:
    pack: dict[str, Any] = toml("packs/fr/measures.toml")["periods"]
    return {key: re.compile(text.replace("\u2019", "'")) for key, text in pack["patterns"].items()}


def period_of(analysis: Analysis, low: str, amount: Amount, sentence: Sentence) -> tuple[str, Proof] | None:
    """The period of a quantity with its proof; None where no date is its own."""
    best: tuple[int, Date] | None = None
    for date in analysis.dates:
        if date.end <= sentence.start or date.start >= sentence.end or not _is_period(date):
            continue
        rank = _rank(low, amount, sentence, date)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, date
    date = best[1] if best else _of_list(analysis, sentence)
    if date is None or date.value is None:
        return None
    spans = (Span(date.start, date.end), *date.from_spans)
    return date.value, Proof(spans, _BASIS.get(date.basis, "relative"), "date")


def _is_period(date: Date) -> bool:
    """Can the date be the period of a quantity? A day or week told from today is when something was said."""
    if date.value is None or date.kind not in ("point", "period"):
        return False
    ends = [end for end in date.value.split("/") if end != ".."]
    days = all(len(end) == _DAY for end in ends)
    return not (days and date.basis in ("relative", "weekday", "published", "dateline"))


def _rank(low: str, amount: Amount, sentence: Sentence, date: Date) -> int | None:
    """How near a date stands to a quantity; None where it belongs to other words."""
    rules = _rules()
    day = date.value is not None and len(date.value) == _DAY
    if date.start >= amount.end:
        between = low[amount.end : date.start]
        gap = len(between)
        if gap > _AFTER or _CUT.search(between) or rules["turn"].search(between):
            return None
        if "," in between and not rules["aside"].fullmatch(between):
            return None
        return gap
    if date.end > amount.start:
        return None
    between = low[date.end : amount.start]
    if date.start - sentence.start <= _OPENING and not rules["participle"].match(low[sentence.start : date.start]):
        return None if day and rules["said"].search(between) else _AFTER + len(between)
    if len(between) > _BEFORE or _CUT.search(between) or "," in between or day or ":" in between.rstrip(" :"):
        return None
    return None if rules["turn"].search(between) else len(between)


def _of_list(analysis: Analysis, sentence: Sentence) -> Date | None:
    """The date in the heading of the list that the sentence is an item of."""
    index = analysis.sentences.index(sentence)
    plain = analysis.plain
    while index > 0 and _BULLET.match(plain[analysis.sentences[index].start :][:3]):
        index -= 1
        head = analysis.sentences[index]
        if plain[head.start : head.end].rstrip().endswith(":"):
            dates = [d for d in analysis.dates if head.start <= d.start < head.end and _is_period(d)]
            return dates[-1] if dates else None
    return None
