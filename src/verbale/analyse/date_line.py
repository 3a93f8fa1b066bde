"""Where a text says itself when and where it was written: datelines, publication lines, credit lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from verbale.analyse.date_context import Value
from verbale.analyse.date_forms import Found
from verbale.data import derived, toml
from verbale.records import Span

_HEAD = 900  # code points of the body in which a dateline may stand
_REACH = 60  # code points looked at before and after a date
_CUT = "\0"  # stands before a stretch that does not begin where its line does


@dataclass(frozen=True, slots=True)
class Dateline:
    """Who-knows-where and when a text was written. `value` EDTF, the year `XXXX` where it is left out.

    `kind` is dateline ("Dakar, 5 mars (APS) -"), published, updated or credit ("(Source : X, 5 mars)")."""

    start: int
    end: int
    city: str | None = None
    value: str | None = None
    date: Span | None = None
    kind: str = "dateline"


@derived
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(p, re.MULTILINE) for name, p in toml("packs/fr/dates.toml")["dateline"].items()}


def find_lines(
    text: str, folded: str, body_start: int, dates: Iterable[tuple[Found, Value]]
) -> list[Dateline]:
    """Every line that dates the text, in order. `dates` are the days of the text read without an anchor."""
    patterns = _patterns()
    lines: list[Dateline] = []
    for found, value in dates:
        if not value.value or len(value.value) != 10:
            continue
        line = _dated_city(text, body_start, found, value, patterns)
        line = line or _publication(folded, body_start, found, value, patterns)
        if line:
            lines.append(line)
    if not any(line.kind == "dateline" for line in lines) and (
        line := _bare_city(text, body_start, patterns)
    ):
        lines.append(line)
    return sorted(lines, key=lambda line: line.start)


def _dated_city(
    text: str, body_start: int, found: Found, value: Value, patterns: dict[str, re.Pattern[str]]
) -> Dateline | None:
    if not body_start <= found.start <= body_start + _HEAD:
        return None
    line_start = text.rfind("\n", 0, found.start) + 1
    before = patterns["city"].search(text, max(line_start, found.start - _REACH), found.start)
    after = patterns["after"].match(text, found.end, found.end + _REACH)
    if not before or not after or before.end() != found.start:
        return None
    if before.start() != line_start and not after["agency"]:
        return None
    return Dateline(
        before.start("city"), after.end(), before["city"], value.value, Span(found.start, found.end)
    )


def _publication(
    folded: str, body_start: int, found: Found, value: Value, patterns: dict[str, re.Pattern[str]]
) -> Dateline | None:
    if not (value.value or "").startswith(("1", "2")):
        return None
    line_start = folded.rfind("\n", 0, found.start) + 1
    begin = max(line_start, found.start - _REACH)
    cut = "" if begin == line_start else _CUT
    before = cut + folded[begin : found.start]
    for kind in ("published", "updated", "credit"):
        if match := patterns[kind].search(before):
            start = begin + match.start() - len(cut)
            return Dateline(start, found.end, None, value.value, Span(found.start, found.end), kind)
    opens = patterns["opening"].fullmatch(folded, line_start, found.start)
    is_alone = opens and patterns["alone"].match(folded, found.end)
    if is_alone and line_start >= body_start and found.start <= body_start + _HEAD:
        return Dateline(found.start, found.end, None, value.value, Span(found.start, found.end), "published")
    return None


def _bare_city(text: str, body_start: int, patterns: dict[str, re.Pattern[str]]) -> Dateline | None:
    """A city and an agency, or a city in capitals, before a dash: no date."""
    match = patterns["bare"].search(text, body_start, body_start + _HEAD)
    if not match:
        return None
    name = "city" if match["city"] else "city2"
    return Dateline(match.start(name), match.end(), match[name])
