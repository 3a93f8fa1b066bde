"""The forms of dates in packs/fr/dates.toml, compiled, and where they match in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.data import derived, toml
from verbale.records import Span

PACK = "packs/fr/dates.toml"
_NAMED = re.compile(r"\{([A-Z]+)([0-9#]?)\}")
BEFORE = 48  # code points looked at before a match


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    build: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A form's match in the folded text, before anything is resolved."""

    start: int
    end: int
    form: Form
    groups: dict[str, str]
    cut: Span | None = None  # where "to", "and" stands between two dates

    def get(self, key: str) -> str | None:
        return self.groups.get(key)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The compiled pack. Each is equal to itself only, so that what is cached by it goes with it."""

    starter: re.Pattern[str]
    forms: dict[str, tuple[Form, ...]]  # by kind of first word
    around: dict[str, re.Pattern[str]]
    modality: dict[str, re.Pattern[str]]


@derived
def grammar() -> Grammar:
    """The pack, compiled once."""
    pack = toml(PACK)
    fragments: dict[str, str] = pack["fragments"]
    by_kind: dict[str, list[Form]] = {}
    for entry in pack["form"]:
        form = Form(entry["name"], entry["build"], re.compile(_expand(entry["pattern"], fragments)))
        for kind in entry["on"]:
            by_kind.setdefault(kind, []).append(form)
    starter = "|".join(f"(?P<{kind}>{_expand(p, fragments)})" for kind, p in pack["starters"].items())
    return Grammar(
        re.compile(rf"(?<!\w)(?:{starter})"),
        {kind: tuple(forms) for kind, forms in by_kind.items()},
        {name: re.compile(_expand(p, fragments)) for name, p in pack["around"].items()},
        {name: re.compile(p) for name, p in pack["modality"].items()},
    )


def _expand(pattern: str, fragments: dict[str, str], suffix: str = "") -> str:
    """Fragments put in for their names; `#` in a fragment is the number of its use."""

    def put(match: re.Match[str]) -> str:
        number = suffix if match[2] == "#" else match[2]
        return _expand(fragments[match[1]], fragments, number)

    expanded = _NAMED.sub(put, pattern)
    return re.sub(r"(\(\?P<[a-z]+)#>", rf"\g<1>{suffix}>", expanded)


def scan(text: str, folded: str) -> Iterator[Found]:
    """The longest match at every place where a date may begin, left to right, without overlap."""
    compiled: Grammar = grammar()
    position = 0
    while start := compiled.starter.search(folded, position):
        kind = start.lastgroup or ""
        best: Found | None = None
        for form in compiled.forms.get(kind, ()):
            match = form.pattern.match(folded, start.start())
            if not match or (best and match.end() <= best.end) or not _is_whole(folded, match):
                continue
            cut = Span(*match.span("sep")) if "sep" in match.re.groupindex else None
            candidate = Found(match.start(), match.end(), form, _groups(match), cut)
            if _is_allowed(text, folded, candidate, compiled):
                best = candidate
        if best:
            yield best
        position = best.end if best else start.end()


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {k: v for k, v in match.groupdict().items() if v}


def _is_whole(folded: str, match: re.Match[str]) -> bool:
    """Does the match end where a word ends? A full month's name may have its next word glued on."""
    end = match.end()
    if end >= len(folded) or not (folded[end].isalnum() and folded[end - 1].isalnum()):
        return True
    month = match.groupdict().get("m") or match.groupdict().get("m2") or ""
    has_day = bool(match.groupdict().get("d") or match.groupdict().get("d2"))
    return has_day and len(month) >= 7 and match.group().endswith(month) and folded[end].isalpha()


def _is_allowed(text: str, folded: str, found: Found, compiled: Grammar) -> bool:
    """Do the words around let this be a date?"""
    around = compiled.around
    before = folded[max(0, found.start - BEFORE) : found.start]
    build = found.form.build
    if build in ("year", "years"):
        return _is_year(text, folded, found, before)
    if build == "month" and not (found.groups.keys() - {"m"}):
        return bool(around["month_before"].search(before))
    if build == "months" and "y2" not in found.groups:
        return bool(around["month_before"].search(before))
    if build in ("day", "days") and not {"y", "y2", "wd", "wd1"} & found.groups.keys():
        return not around["name_before"].search(before)
    if build in ("weekday", "weekdays"):
        return not around["habit_before"].search(before)
    return True


def _is_year(text: str, folded: str, found: Found, before: str) -> bool:
    """A year must be asked for: by the word before it, or by standing after a common noun."""
    compiled: Grammar = grammar()
    around = compiled.around
    after = folded[found.end : found.end + 24]
    if around["name_before"].search(before):
        return False
    if found.get("part") or around["year_before"].search(before):
        return True
    if around["counted_after"].search(after):
        return False
    if around["year_before_weak"].search(before):
        return True
    noun = around["noun_before"].search(before)
    if not noun or not text[found.start - len(before) + noun.start("noun")].islower():
        return False
    return found.form.build == "years" or bool(around["closed_after"].search(after))
