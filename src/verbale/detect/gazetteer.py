"""Names of the world in a text: countries, capitals, cities, nationalities, palaces, organisations.

One pass of a multi-pattern automaton over the folded text finds every form of the world tables; then only
whole words in the right case stay, the longest of those that overlap, and forms with several meanings are
settled by their rule and by what the text names otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import daachorse

from verbale.data import derived, world
from verbale.data.world import fold

# Where one form has meanings of several kinds, the first kind of this list that fits the case is taken:
# a capital that is also a state's name is read as the state.
KINDS = (
    "organisation", "agency", "metonym", "country", "capital", "city", "region", "demonym", "prefix",
)  # fmt: skip
_CONTEXT_KINDS = frozenset({"country", "capital", "metonym", "city", "agency"})
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
    for kind, forms in (
        ("agency", world.agencies()),
        ("metonym", world.metonyms()),
        ("capital", world.capitals()),
        ("region", world.regions()),
        ("demonym", world.demonyms()),
        ("prefix", world.prefixes()),
    ):
        for f in forms:
            yield _Sense(kind, f.code, f.name, f.stands_for, f.rule, _case(f.form), f.form)


@derived
def _automaton() -> _Automaton:
    found: dict[str, list[_Sense]] = defaultdict(list)
    rules = world.rules()
    for sense in (*_country_senses(), *_organisation_senses(), *_form_senses()):
        folded = fold(sense.written)
        rule = sense.rule or rules.get((folded, sense.code))
        made = sense._replace(rule=rule, case="exact" if rule == "exact" else sense.case)
        if rule != "never" and all(
            (s.kind, s.code, s.written) != (made.kind, made.code, made.written) for s in found[folded]
        ):
            found[folded].append(made)
    forms = sorted(form for form, senses in found.items() if senses)
    senses = tuple(tuple(sorted(found[f], key=lambda s: KINDS.index(s.kind))) for f in forms)
    return _Automaton(daachorse.CharwiseDoubleArrayAhoCorasick(forms), senses)


def _fits_case(sense: _Sense, written: str) -> bool:
    """Whether the words of the text are written as this meaning wants."""
    if sense.case == "any":
        return True
    if sense.case == "initial":
        return written[0].isupper()
    written = written.translate(_APOSTROPHES)
    if sense.case == "exact":
        return written in (sense.written, sense.written.upper())
    if len(sense.written) >= 4 and sense.written.isalpha():
        return written == sense.written or written == sense.written.capitalize()
    return written == sense.written


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Whether no word goes on before `start` or after `end`."""
    before = start > 0 and plain[start - 1].isalnum()
    after = end < len(plain) and plain[end].isalnum() and plain[end - 1] != "-"
    return not before and not after


def _has_article(folded: str, start: int) -> bool:
    """Whether a French definite article (alone or in a contraction) stands before `start`."""
    before = folded[max(0, start - 5) : start]
    return before.endswith(("la ", "le ", "les ", "l'", "du ", "au ", "des ", "aux "))


def _candidates(plain: str, folded: str) -> Iterator[tuple[int, int, tuple[_Sense, ...]]]:
    machine, senses = _automaton()
    for start, end, which in machine.find_overlapping(folded):
        if not _is_whole(plain, start, end):
            continue
        written = plain[start:end]
        fitting = tuple(
            s
            for s in senses[which]
            if _fits_case(s, written) and (s.rule != "article" or _has_article(folded, start))
        )
        if fitting:
            yield start, end, fitting


def _settle(senses: tuple[_Sense, ...], context: Counter[str]) -> tuple[_Sense, str | None] | None:
    """The meaning of a form in this context, and its code; None where it means nothing here."""
    if not senses[0].rule or senses[0].rule in ("exact", "article"):
        return senses[0], senses[0].code
    ruled = [s for s in senses if s.rule]
    ranked = sorted((s for s in ruled if context[s.code]), key=lambda s: -context[s.code])
    if ranked and (len(ranked) == 1 or context[ranked[0].code] > context[ranked[1].code]):
        return ranked[0], ranked[0].code
    for sense in senses:
        if sense.rule == "default" or not sense.rule:
            return sense, sense.code
    kept = [s for s in ruled if s.rule == "context"]
    return (kept[0], None) if kept else None


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
    folded = fold(plain)
    found = list(_candidates(plain, folded))
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
        stop = end - 1 if sense.kind == "prefix" else end
        names.append(Name(start, stop, sense.kind, code, sense.name, sense.stands_for))
    return _longest(names)
