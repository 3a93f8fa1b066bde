"""First and last day of a visit: the dates beside its words, its length, and what tells its end."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from verbale import data
from verbale.extract.fields import date_proof, is_unit, split_interval
from verbale.extract.scene import Clause, Scene
from verbale.records import Date, Proof, Span
from verbale.text import fold
from verbale.tokens import Phrases

NEAR = 5  # tokens between a visit and its length
BEFORE, AFTER = 6, 12  # tokens around a visit in which its end is told
LONGEST = 21  # days between the first and the last day of one visit, told apart


class Words(NamedTuple):
    """A visit's words, tokens `first` to `last` of a sentence, and the date read with them."""

    clause: Clause
    first: int
    last: int
    date: Date | None


class Days(NamedTuple):
    """Start and end (EDTF or None), with their proofs."""

    start: str | None
    end: str | None
    proofs: dict[str, Proof]


def days_of(scene: Scene, date: Date, told: Sequence[Words]) -> Days:
    """The days that a visit's date gives, completed by the other words that tell the visit."""
    value = date.value or ""
    if is_unit(scene, date) and not value.endswith("/.."):
        return Days(value, None, {"start": date_proof(date)})
    start, end = split_interval(value)
    proofs = {"start": date_proof(date)} | ({"end": date_proof(date)} if end else {})
    if end or len(start) != 10 or "X" in start:
        return Days(start, end, proofs)
    if wider := _stretch_from(start, told):
        return Days(
            *split_interval(wider.value or ""), {"start": date_proof(wider), "end": date_proof(wider)}
        )
    over = {w.date.value: w.date for w in told if w.date and w.date.value and _is_over(scene, w)}
    length = next((n for w in told if (n := _length(scene, w))), None)
    began = _began(scene, start, told)
    if value in over:
        return _back_from(start, date, began, length)
    if began:
        return Days((began.value or "")[:10], None, {"start": date_proof(began)})
    last = next((d for v, d in over.items() if _follows(start, v)), None) or _limit(scene, start, told)
    if last and last.value:
        return Days(start, last.value, {**proofs, "end": date_proof(last)})
    if length and length[0] > 1:
        return Days(start, _moved(start, length[0] - 1), _both(date, length[1]))
    return Days(start, None, proofs)


def _back_from(end: str, date: Date, began: Date | None, length: tuple[int, Span] | None) -> Days:
    """The date is the visit's last day: its first is told elsewhere, or counted by its length."""
    if began and began.value:
        return Days(began.value[:10], end, {"start": date_proof(began), "end": date_proof(date)})
    if length:
        return Days(_moved(end, 1 - length[0]), end, _both(date, length[1]))
    return Days(end, None, {"start": date_proof(date)})


def _began(scene: Scene, day: str, told: Sequence[Words]) -> Date | None:
    """`begun on Monday`, `arrived the day before`, `since Monday`: an earlier day told as the first."""
    for clause in [w.clause for w in told]:
        for d in clause.dates:
            i = scene.tokens.at(d.start)
            window = range(max(clause.first, i - 3), i + 1)
            opened = any((p := _phrases("begins").longest(scene.tokens, k)) and p[0] <= i + 1 for k in window)
            if opened and d.value and d.kind in ("point", "period") and _follows(d.value[:10], day):
                return d
    return None


def until_of(scene: Scene, told: Sequence[Words]) -> Days:
    """The days of a visit without a date: what limits it may be told."""
    last = _limit(scene, None, told)
    return Days(None, last.value if last else None, {"end": date_proof(last)} if last else {})


def _stretch_from(start: str, told: Sequence[Words]) -> Date | None:
    """`on Sunday`, and elsewhere `from Sunday to Tuesday`."""
    for w in told:
        first, end = split_interval(w.date.value or "") if w.date else ("", None)
        if w.date and first == start and end and len(end) == 10:
            return w.date
    return None


def _follows(start: str, end: str) -> bool:
    """Two days, one not long after the other."""
    if len(start) != 10 or len(end) != 10 or "X" in start + end:
        return False
    gap = datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)
    return 0 < gap.days <= LONGEST


def _moved(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def _both(date: Date, length: Span) -> dict[str, Proof]:
    proof = Proof((*date_proof(date).spans, length), "relative", "length of the stay")
    return {"start": proof, "end": proof}


def _is_over(scene: Scene, w: Words) -> bool:
    """Do the words around a visit tell its end?"""
    window = range(max(w.clause.first, w.first - BEFORE), min(w.clause.last, w.last + AFTER))
    return any(_phrases("ends").longest(scene.tokens, i) for i in window if i < w.first or i >= w.last)


def _length(scene: Scene, w: Words) -> tuple[int, Span] | None:
    """Days of stay told beside a visit, and the words that say so."""
    tokens = scene.tokens
    for i in range(max(w.clause.first, w.first - NEAR), min(w.clause.last - 1, w.last + NEAR)):
        opened = i > w.clause.first and _phrases("openers").longest(tokens, i - 1)
        if opened and (days := _days_in(tokens.folded[i], tokens.folded[i + 1])):
            return days, scene.span(i, i + 2)
    return None


def _limit(scene: Scene, start: str | None, told: Sequence[Words]) -> Date | None:
    """`until Sunday`: a limit in the visit's own sentence."""
    for w in told:
        for d in w.clause.dates:
            i = scene.tokens.at(d.start)
            until = d.kind == "deadline" and _phrases("until").longest(scene.tokens, i)
            later = d.value and len(d.value) == 10 and (start is None or _follows(start, d.value))
            if until and later and w.first <= i <= w.last + AFTER:
                return d
    return None


@data.derived
def _all_phrases() -> dict[str, Phrases]:
    pack = data.toml("packs/fr/visits.toml")["length"]
    return {key: Phrases((w, True) for w in pack[key]) for key in ("ends", "until", "begins", "openers")}


def _phrases(key: str) -> Phrases:
    return _all_phrases()[key]


def _days_in(number: str, unit: str) -> int | None:
    """The number of days in `trois jours`, `48 heures`; None for other lengths."""
    units = data.toml("packs/fr/visits.toml")["length"]
    hours = unit.rstrip("s") == fold(units["hour"])
    if not hours and unit.rstrip("s") != fold(units["day"]):
        return None
    count = int(number) if number.isdigit() and len(number) < 4 else units["numbers"].get(number)
    days = count // 24 if count and hours else count
    return days if days and days <= LONGEST else None
