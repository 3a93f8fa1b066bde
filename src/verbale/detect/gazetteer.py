"""Names of the world in a text: countries, capitals, cities, nationalities, palaces, organisations.

One pass of a multi-pattern automaton over the folded text finds every form of the world tables as whole
words, hyphens, apostrophes and spaces alike; then only those in the right case stay, the longest of those
that overlap, and forms with several meanings are settled by their rule and by what the text names otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import daachorse

from verbale.data import derived, toml, world
from verbale.data.world import fold

# Where one form has meanings of several kinds, the first kind of this list that fits the case is taken:
# a capital that is also a state's name is read as the state.
KINDS = (
    "not_name", "organisation", "agency", "metonym", "country", "capital", "city", "region", "demonym",
    "prefix",
)  # fmt: skip
_CONTEXT_KINDS = frozenset({"country", "capital", "metonym", "city", "agency"})
_CONTEXT_RULES = frozenset({"default", "context", "only_context"})
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name found. `code` is a country, organisation or region; None where the text does not settle which
    of several it is. `form` is the name to show. `stands_for`: metonyms, the office or body meant."""

    start: int
    end: int
    kind: str
    code: str | None
    form: str
    stands_for: str | None = None


class _Sense(NamedTuple):
    """One meaning of a folded form, and how the original must be written for it."""

    kind: str
    code: str
    name: str
    stands_for: str | None
    rule: str | None
    case: str  # any | initial | exact | caps
    written: str


class _Automaton(NamedTuple):
    machine: daachorse.CharwiseDoubleArrayAhoCorasick
    senses: tuple[tuple[_Sense, ...], ...]


def _country_senses() -> Iterator[_Sense]:
    for country in world.countries().values():
        for name in (country.name, *country.names):
            yield _Sense("country", country.code, country.name, None, None, _case(name), name)


def _organisation_senses() -> Iterator[_Sense]:
    for body in world.organisations().values():
        for name in (body.name_fr, body.name_en, *body.names):
            yield _Sense("organisation", body.code, body.name_fr, None, None, _case(name), name)
        for acronym in body.acronyms:
            yield _Sense("organisation", body.code, acronym, None, None, "caps", acronym)


def _case(form: str) -> str:
    """How a form must be written: as an acronym, with its initial, or anyhow."""
    if form.isupper():
        return "caps"
    return "initial" if form[0].isupper() else "any"


def _form_senses() -> Iterator[_Sense]:
    for form in world.not_names():
        yield _Sense("not_name", "", form, None, None, "any", form)
    for kind, forms in (
        ("agency", world.agencies()),
        ("metonym", world.metonyms()),
        ("capital", world.capitals()),
        ("city", world.cities()),
        ("region", world.regions()),
        ("demonym", world.demonyms()),
        ("prefix", world.prefixes()),
    ):
        for f in forms:
            yield _Sense(kind, f.code, f.name, f.stands_for, f.rule, _case(f.form), f.form)


@cache
def _letters() -> dict[int, str]:
    """Each character's folded letter or digit, or a space: names match however their words are joined."""
    folded = ((point, fold(chr(point))) for point in range(0x3000))
    return {point: (to if to.isalnum() and len(to) == 1 else " ") for point, to in folded}


def _key(text: str) -> str:
    """`text` with everything but letters and digits made spaces, character for character."""
    return text.translate(_letters())


@derived
def _automaton() -> _Automaton:
    found: dict[str, list[_Sense]] = defaultdict(list)
    rules = world.rules()
    for sense in (*_country_senses(), *_organisation_senses(), *_form_senses()):
        rule = rules.get((fold(sense.written), sense.code)) or sense.rule
        if rule == "never":
            continue
        made = sense._replace(rule=rule, case="exact" if rule == "exact" else sense.case)
        senses = found[f" {_key(sense.written).strip()} "]
        if all(
            (s.kind, s.code, s.case, s.written) != (made.kind, made.code, made.case, made.written)
            for s in senses
        ):
            senses.append(made)
    keys = sorted(found)
    ordered = tuple(
        tuple(sorted(found[key], key=lambda s: (s.rule != "plus", KINDS.index(s.kind)))) for key in keys
    )
    return _Automaton(daachorse.CharwiseDoubleArrayAhoCorasick(keys), ordered)


def _fits_case(sense: _Sense, written: str) -> bool:
    """Whether the words of the text are written as this meaning wants."""
    if sense.case == "any":
        return True
    if sense.case == "initial":
        return written[0].isupper()
    written, wanted = written.translate(_APOSTROPHES), sense.written.rstrip(".+")
    if sense.case == "exact":
        return written in (wanted, wanted.upper())
    return written == wanted or (len(wanted) >= 4 and wanted.isalpha() and written == wanted.capitalize())


@derived
def _definite() -> tuple[str, ...]:
    return tuple(toml("world/words.toml")["definite"])


def _has_article(key: str, start: int) -> bool:
    """Whether a definite article (alone or in a contraction) stands before `start`."""
    return key[max(0, start - 5) : start + 1].endswith(_definite())


def _is_bare(plain: str, start: int, end: int) -> bool:
    """Whether no capitalised word or hyphen touches the name, which then may be part of a longer one."""
    before, after = plain[max(0, start - 40) : start], plain[end : end + 2]
    if before.endswith("-") or after.startswith("-") or (after[:1] == " " and after[1:].isupper()):
        return False
    words = before.split(" ")
    return not (len(words) > 1 and not words[-1] and words[-2][:1].isupper() and words[-2][-1:].isalpha())


def _fits(sense: _Sense, plain: str, key: str, start: int, end: int) -> bool:
    """Whether a meaning fits how its form is written and what stands beside it."""
    if sense.kind == "prefix":
        return plain[end : end + 1] in _HYPHENS and plain[end + 1 : end + 2].isalpha()
    if not _fits_case(sense, plain[start:end]):
        return False
    if sense.rule == "plus":
        return plain[end : end + 1] == "+"
    if sense.rule == "article":
        return _has_article(key, start)
    return sense.rule != "bare" or _is_bare(plain, start, end)


def _candidates(plain: str) -> Iterator[tuple[int, int, tuple[_Sense, ...]]]:
    machine, senses = _automaton()
    key = f" {_key(plain)} "
    for begin, stop, which in machine.find_overlapping(key):
        start, end = begin, stop - 2  # the key is one space longer at each end, and so is the match
        fitting = tuple(s for s in senses[which] if _fits(s, plain, key, start, end))
        if fitting and "\n" not in plain[start:end]:
            yield start, end, fitting


def _settle(senses: tuple[_Sense, ...], context: Counter[str]) -> tuple[_Sense, str | None] | None:
    """The meaning of a form in this context, and its code (None where several are left); None where the form
    means nothing here. `senses` stand in the order of their kinds."""
    chosen = [s for s in senses if s.rule in _CONTEXT_RULES]
    if not chosen:
        return senses[0], senses[0].code
    ranked = sorted((s for s in chosen if context[s.code]), key=lambda s: -context[s.code])
    if ranked and (len(ranked) == 1 or context[ranked[0].code] > context[ranked[1].code]):
        return ranked[0], ranked[0].code
    for sense in senses:
        if sense.rule == "default" or sense.rule not in _CONTEXT_RULES:
            return sense, sense.code
    kept = [s for s in chosen if s.rule == "context"]
    return (kept[0], None if len(kept) > 1 else kept[0].code) if kept else None


def _longest(names: list[Name]) -> tuple[Name, ...]:
    """Of names that overlap, the longest; of equals the first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
        else:
            kept.append(name)
    return tuple(kept)


def find_names(plain: str, *, prefer: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Every name of the world tables in `plain`, in order, none overlapping.

    `prefer`: codes known from elsewhere (the outlet's country) that settle forms with several meanings,
    beside those that the text itself names."""
    found = list(_candidates(plain))
    context: Counter[str] = Counter(prefer)
    for _, _, senses in found:
        if not senses[0].rule and senses[0].kind in _CONTEXT_KINDS:
            context[senses[0].code] += 1
    names = []
    for start, end, senses in found:
        settled = _settle(senses, context)
        if settled is None:
            continue
        sense, code = settled
        form = sense.name if code else sense.written
        names.append(Name(start, end, sense.kind, code, form, sense.stands_for))
    return tuple(name for name in _longest(names) if name.kind != "not_name")
