"""Quotation marks, paired as the press leaves them: mixed, nested, unclosed, reopened at each paragraph.

The marks of a text are read as a walk through states (outside, inside a form, inside a form within
another), each reading of a mark having a cost from its neighbours: the cheapest walk wins. The costs are
orders of preference, not probabilities: 0 as typographers have it, 1 to 3 as the press often does, 5 and
more when a mark has to be missing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verbale.analyse.text import straighten
from verbale.data import derived, toml
from verbale.records import Quotation, Span

_MARK = re.compile(r"<<|>>|''|[\u00ab\u00bb\u2039\u203a\u201c\u201d\u201e\u201f\"]")
_FORMS = {
    "\u00ab": "g", "\u00bb": "g", "<<": "g", ">>": "g", "\u2039": "g", "\u203a": "g",
    "\u201c": "c", "\u201d": "c", "\u201e": "c", "\u201f": "c", '"': "s", "''": "t",
}  # fmt: skip
_OPENING = frozenset(("\u00ab", "<<", "\u2039", "\u201c", "\u201e", "\u201f"))
_CLOSING = frozenset(("\u00bb", ">>", "\u203a", "\u201d"))
_AFTER_CLOSE = frozenset(",.;:!?)]\u2026\u00bb\u201d\"'\u2013\u2014-")
_BEFORE_OPEN = frozenset("([{'\u2013\u2014-/:\u00ab\u201c\"")

MISSING = 5.0  # a mark that must be missing
PARAGRAPH = 2.0  # a quotation that runs over a paragraph's end
NESTED = 3.5  # a straight mark within the same straight marks
TOO_LONG = 2000  # code points after which a quotation becomes unlikely
BEAM = 12.0  # walks dearer than the cheapest by this are given up


class _Mark(NamedTuple):
    start: int
    end: int
    form: str
    open_cost: float
    close_cost: float
    paragraph: int
    at_start: bool  # of its paragraph
    at_end: bool


class _Step(NamedTuple):
    """One reading of one mark; the chain of steps is the walk."""

    before: _Step | None
    action: str  # open | close | reopen | skip
    mark: int


class _Walk(NamedTuple):
    cost: float
    stack: tuple[int, ...]  # marks that are open
    last: _Step | None


def find_quotations(plain: str) -> tuple[Quotation, ...]:
    """The quoted stretches of a straightened text, by their first character; inner ones follow outer ones.

    A stretch whose closing mark is missing ends with its sentence or paragraph: then `end` is `inner.end`.
    """
    marks = _marks(plain)
    pairs = _pairs(plain, marks) if marks else []
    pairs += _single(plain, pairs)
    found = []
    for start, inner_start, inner_end, end in sorted(pairs, key=lambda p: (p[0], -p[3])):
        inner = _trimmed(plain, inner_start, inner_end)
        if inner.start < inner.end:
            found.append(Quotation(start, max(end, inner.end), inner))
    return tuple(found)


def _trimmed(plain: str, start: int, end: int) -> Span:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _marks(plain: str) -> list[_Mark]:
    marks: list[_Mark] = []
    paragraph = at = 0
    for match in _MARK.finditer(plain):
        start, end = match.span()
        paragraph += plain.count("\n", at, start)
        at = start
        sign, form = match.group(), _FORMS[match.group()]
        left = plain[start - 1] if start else "\n"
        right = plain[end] if end < len(plain) else "\n"
        opens, closes = _costs(sign, left, right, plain[end : end + 2] if right == " " else "")
        at_start = left == "\n" or plain[max(0, start - 2) : start] == "\n "
        at_end = right == "\n" or plain[end : end + 2] in (" ", " \n")
        marks.append(_Mark(start, end, form, opens, closes, paragraph, at_start, at_end))
    return marks


def _costs(sign: str, left: str, right: str, beyond: str) -> tuple[float, float]:
    """What it costs to read a mark as opening and as closing, from what stands beside it.

    `beyond` is the space that follows and what comes after it."""
    ends_line = beyond in (" ", " \n")
    if beyond in (" ,", " .", " ;"):
        return 3.0, 0.0 if sign in _CLOSING else 0.5
    left_gap, right_gap = left.isspace(), right.isspace()
    after_open = left_gap or left in _BEFORE_OPEN
    before_close = right_gap or right in _AFTER_CLOSE
    if sign in _OPENING:
        return 0.0, 1.5 if not left_gap and before_close and not after_open else 4.0
    if sign in _CLOSING:
        return 1.5 if after_open and not right_gap and right not in ",.;:)" else 8.0, 0.0
    if left_gap and right_gap:
        if left == "\n":
            return 0.0, 2.0
        return (3.0, 0.0) if right == "\n" or ends_line else (1.0, 1.0)
    if left_gap:
        closing_mark = right in ",.;:)"
        if left == "\n":
            return (3.0, 0.5) if closing_mark else (0.0, 3.0)
        return (5.0, 0.5) if closing_mark else (0.0, 5.0)
    if right_gap:
        return (3.0 if right == "\n" or ends_line else 5.0), 0.0
    opens = 0.0 if after_open and right.isalnum() else 1.0 if right.isalnum() else 4.0
    closes = 0.0 if before_close and left not in "([" else 3.0 if left.isalnum() else 2.0
    return opens, closes


def _pairs(plain: str, marks: list[_Mark]) -> list[tuple[int, int, int, int]]:
    walks: dict[tuple[int, ...], _Walk] = {(): _Walk(0.0, (), None)}
    for number in range(len(marks)):
        ahead: dict[tuple[int, ...], _Walk] = {}
        for walk in walks.values():
            for cost, stack, action in _readings(marks, walk.stack, number):
                total = walk.cost + cost
                if stack not in ahead or total < ahead[stack].cost:
                    ahead[stack] = _Walk(total, stack, _Step(walk.last, action, number))
        limit = min(walk.cost for walk in ahead.values()) + BEAM
        kept = sorted((w for w in ahead.values() if w.cost <= limit), key=lambda w: w.cost)[:8]
        walks = {walk.stack: walk for walk in kept}
    best = min(walks.values(), key=lambda w: w.cost + MISSING * len(w.stack))
    return _unwind(plain, marks, best)


def _crossing(marks: list[_Mark], opener: int, number: int) -> float:
    """What it costs to be still inside at this mark: paragraphs crossed and sheer length."""
    first, mark = marks[opener], marks[number]
    crossed = mark.paragraph - first.paragraph
    if crossed and first.at_end:
        crossed -= 1
    if crossed and mark.at_start:
        crossed -= 1
    return PARAGRAPH * crossed + 2.0 * ((mark.start - first.end) // TOO_LONG)


def _readings(
    marks: list[_Mark], stack: tuple[int, ...], number: int
) -> list[tuple[float, tuple[int, ...], str]]:
    mark = marks[number]
    opener = 0.0 if mark.open_cost else 2.0 if mark.form == "g" else 0.5
    ignored = 1.0 if mark.form == "t" else MISSING + opener
    readings = [(ignored, stack, "skip")]
    if not stack:
        readings.append((mark.open_cost, (number,), "open"))
        return readings
    top = marks[stack[-1]]
    mixed = 0.0 if top.form == mark.form else 3.0 if "g" in (top.form, mark.form) else 1.5
    readings.append((mark.close_cost + mixed + _crossing(marks, stack[-1], number), stack[:-1], "close"))
    if len(stack) == 1:
        nested = 0.5 if top.form != mark.form else 1.5 if mark.form == "g" else NESTED
        readings.append((mark.open_cost + nested, (*stack, number), "open"))
    if top.form == mark.form:
        guillemet = mark.form == "g"
        again = 2.0 - guillemet if mark.at_start else MISSING + 2.0 * guillemet
        readings.append((mark.open_cost + again, (*stack[:-1], number), "reopen"))
    return readings


def _unwind(plain: str, marks: list[_Mark], walk: _Walk) -> list[tuple[int, int, int, int]]:
    steps = []
    step = walk.last
    while step:
        steps.append(step)
        step = step.before
    pairs: list[tuple[int, int, int, int]] = []
    opened: list[int] = []
    for step in reversed(steps):
        mark = marks[step.mark]
        if step.action in ("close", "reopen"):
            first = marks[opened.pop()]
            if step.action == "close":
                pairs.append((first.start, first.end, mark.start, mark.end))
            else:
                pairs.append(_unclosed(plain, first, mark.start))
        if step.action in ("open", "reopen"):
            opened.append(step.mark)
    return pairs + [_unclosed(plain, marks[number], len(plain)) for number in opened]


_STOP = re.compile(r"[.!?\u2026](?=\s+[^\W\d_a-z])")


def _unclosed(plain: str, first: _Mark, limit: int) -> tuple[int, int, int, int]:
    """A stretch without its closing mark: to the paragraph's end, or, where the next mark stands in the
    same paragraph, to the first sentence's."""
    stop = plain.find("\n", first.end)
    end = stop if 0 <= stop <= limit else limit
    if end == limit < len(plain):
        sentence = _STOP.search(plain, first.end, limit)
        end = sentence.end() if sentence else limit
    return first.start, first.end, end, end


_SINGLE = re.compile(
    r"(?<![\w'])'(?=[^\s',.;:])([^'\n]{1,80}(?:'[^'\n]{1,80}){0,6}?)(?<=[\w.!?\u2026)])'(?![\w'])"
)
_LAST_WORD = re.compile(r"\w+\Z")


@derived
def _elisions() -> frozenset[str]:
    return frozenset(toml("packs/fr/sentences.toml")["elisions"])


def _single(plain: str, pairs: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """'Stretches' between single marks, where the marks are no apostrophes."""
    found = []
    for match in _SINGLE.finditer(plain):
        word = _LAST_WORD.search(match.group(1))
        if word and straighten(word.group()).lower() in _elisions():
            continue
        start, end = match.span()
        if all(
            end <= p[0] or start >= p[3] or (p[1] <= start and end <= p[2]) or (start < p[0] and p[3] < end)
            for p in pairs
        ):
            found.append((start, start + 1, end - 1, end))
    return found
