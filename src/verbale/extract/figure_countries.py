"""Which countries a quantity is about: those that its phrase or sentence names, else the document's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from verbale.data import derived, toml, world
from verbale.extract.figure_measures import Measured, kind_of
from verbale.records import Amount, Analysis, Span

PACK = "packs/fr/measures.toml"
_ADJECTIVES = ("demonym", "prefix")
_MOST = 5  # countries of one quantity: a list in its noun phrase
_NEAR = 60  # code points around a quantity in which words speak of it
_ABOUT = 3  # the states that a document is about
_HEAD = 400  # code points of the body that, with the title, say what the document is about


class Named(NamedTuple):
    """A country or organisation named at a span. `how` as in Proof; `kind`: place, demonym, actor, person."""

    start: int
    end: int
    code: str
    how: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Geography:
    """All countries of a text in order, and those it is mostly about, most named first."""

    named: tuple[Named, ...]
    main: tuple[Named, ...]
    home: str | None = None

    def within(self, span: Span) -> list[Named]:
        """What names a country between two positions; people do not count, their states seldom do."""
        return [n for n in self.named if span.start <= n.start < span.end and n.kind != "person"]

    def here(self) -> list[Named]:
        """Where an unplaced quantity lies: at home if the document is about it, else where it mostly is."""
        states = [n for n in self.main if world.is_country(n.code)]
        return [n for n in states[:_ABOUT] if n.code == self.home] or states[:1]


@dataclass(frozen=True, slots=True)
class _Rules:
    attached: re.Pattern[str]
    listed: re.Pattern[str]
    there: re.Pattern[str]
    just_before: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]
    locative: re.Pattern[str]
    worldwide: re.Pattern[str]
    both: re.Pattern[str]
    travel: re.Pattern[str]
    foreign: re.Pattern[str]
    relational: re.Pattern[str]
    union: re.Pattern[str]
    own: frozenset[str]
    abroad: frozenset[str]
    travellers: frozenset[str]
    memberships: frozenset[str]
    reserve: frozenset[str]
    local: frozenset[str]
    towards: re.Pattern[str]
    donors: frozenset[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["countries"]
    made: dict[str, Any] = {k: re.compile(v.replace("\u2019", "'")) for k, v in pack["patterns"].items()}
    made |= {
        k: frozenset(pack[k])
        for k in ("own", "abroad", "travellers", "memberships", "reserve", "local", "donors")
    }
    return _Rules(**made)


# How a place proves its country, by its kind; a country's name says it itself.
_HOW = {"country": None, "demonym": "demonym", "prefix": "demonym", "metonym": "office_table"}


def survey(analysis: Analysis, low: str) -> Geography:
    """All that names a country in the text."""
    found = [
        Named(
            p.start,
            p.end,
            p.country,
            _HOW.get(p.kind, "capital"),
            "demonym" if p.kind in _ADJECTIVES else "place",
        )
        for p in analysis.places
        if p.country and world.is_country(p.country)
    ]
    for actor in analysis.actors:
        if actor.country is None or actor.kind not in ("state", "organisation", "body", "person"):
            continue
        kind = "person" if actor.kind == "person" else "actor"
        how = actor.country_how if actor.kind != "person" else "coreference"
        found.append(Named(actor.start, actor.end, actor.country, how, kind))
    if any(n.code == "EU" for n in found):
        found = [n._replace(code="EU") if n.code == "BEL" and n.how == "capital" else n for n in found]
        found += [Named(*m.span(), "EU", "demonym", "demonym") for m in _rules().union.finditer(low)]
    found.sort(key=lambda n: (n.start, n.kind != "place", n.kind != "demonym", n.end))
    kept: list[Named] = []
    for named in found:
        if kept and named.start < kept[-1].end and named.code == kept[-1].code:
            continue
        kept.append(named)
    return Geography(tuple(kept), _main(kept, analysis), analysis.home)


def _main(named: list[Named], analysis: Analysis) -> tuple[Named, ...]:
    """One mention of each code, the most named first; the title and the first lines count double."""
    head = analysis.article.body_start + _HEAD
    weight: Counter[str] = Counter()
    first: dict[str, Named] = {}
    for mention in named:
        weight[mention.code] += 2 if mention.start < head else 1
        first.setdefault(mention.code, mention)
    ranked = sorted(first.values(), key=lambda n: (-weight[n.code], n.start))
    return tuple(n for n in ranked if world.is_country(n.code) or n.code in world.organisations())


def countries_for(
    low: str,
    amount: Amount,
    measured: Measured,
    sentence: Span,
    geography: Geography,
    others: list[Amount],
    previous: Span | None,
) -> list[Named]:
    """The mentions that name the countries of a quantity, in the order of the text.

    `others`: the other quantities of the sentence; `previous`: the sentence before, in the paragraph."""
    rules = _rules()
    money = [a for a in (amount, *others) if kind_of(a) == "money" and a.noun]
    inside = [n for n in geography.within(sentence) if not any(_within(n, a.noun) for a in money)]
    if kind_of(amount) == "money":
        return _of_money(low, amount, measured, inside, geography)
    near = low[max(sentence.start, amount.start - _NEAR) : min(sentence.end, amount.end + _NEAR)]
    if kind_of(amount) == "noun" and rules.worldwide.search(near):
        return []
    attached = _attached(low, amount, inside)
    if attached:
        return _completed(low, amount, attached, inside, others, geography)
    if beside := _beside(low, amount, inside):
        return [beside]
    related = _of_relation(low[sentence.start : sentence.end], low, amount, measured, inside, geography)
    if related:
        return related
    free = _nearest([n for n in inside if not _belongs(low, n, others) and _is_side(n)], amount)
    if amount.unit in rules.memberships:
        return [n for n in free if n.code == "EU"]
    both_main = len(free) == 2 and {n.code for n in free} == {n.code for n in geography.main[:2]}
    if both_main and measured.measure == "count" and amount.unit not in rules.local:
        return sorted(free, key=lambda n: n.start)
    before = geography.within(previous) if previous and not free else []
    return (free or _nearest([n for n in before if _is_side(n)], amount))[:1] or geography.here()


def _of_relation(
    said: str, low: str, amount: Amount, measured: Measured, inside: list[Named], geography: Geography
) -> list[Named]:
    """Both sides of what passes or is exchanged between two; none where nothing says so."""
    rules = _rules()
    exchanged = measured.measure == "aid" or amount.unit in rules.abroad
    if exchanged or (kind_of(amount) == "percent" and rules.relational.search(said)):
        return _pair(low, amount, inside, geography)
    if both := _between(low, inside):
        return both
    if rules.both.search(said):
        return _pair(low, amount, [], geography)
    if rules.travel.search(said) and amount.unit in rules.travellers:
        return _pair(low, amount, inside, geography)
    return []


def _within(mention: Named, span: Span | None) -> bool:
    return span is not None and span.start <= mention.start < span.end


def _is_side(mention: Named) -> bool:
    """A state, the European Union, or an organisation that gives money."""
    body = world.organisations().get(mention.code)
    return (
        world.is_country(mention.code)
        or mention.code == "EU"
        or (body is not None and body.kind == "financial")
    )


def _of_money(
    low: str, amount: Amount, measured: Measured, inside: list[Named], geography: Geography
) -> list[Named]:
    """Money passes between two sides; a budget, a debt or a product is one side's own."""
    rules = _rules()
    sides = [n for n in inside if _is_side(n)]
    attached = [n for n in _attached(low, amount, sides) if n.kind != "demonym"]
    if measured.measure in rules.own:
        own = _own_currency(amount)
        return attached or ([own] if own else _nearest(sides, amount)[:1] or geography.here())
    if rules.foreign.search(low[amount.end : amount.end + _NEAR]):
        return _nearest(sides, amount)[:1] or geography.here()
    return _pair(low, amount, sides, geography)


def _own_currency(amount: Amount) -> Named | None:
    """The one state whose currency it is, if just one has it."""
    if amount.unit is None or amount.noun is None:
        return None
    states = [
        c.code for c in world.countries().values() if c.currency == amount.unit and c.un and not c.sovereign
    ]
    if len(states) != 1 or amount.unit in _rules().reserve:
        return None
    return Named(amount.noun.start, amount.noun.end, states[0], "frame", "currency")


def _base(amount: Amount) -> Span:
    """The noun where it stands with its number, else the number alone."""
    noun = amount.noun
    return noun if noun and amount.start <= noun.start and noun.end <= amount.end else amount.number


def _attached(low: str, amount: Amount, inside: list[Named]) -> list[Named]:
    """The countries in the noun phrase itself: 27 French companies, 35 officers of Chad and of Niger."""
    rules = _rules()
    base = _base(amount)
    found: list[Named] = [n for n in inside if n.kind == "demonym" and _within(n, base)]
    if found:
        return found
    reach = max(base.end, amount.number.end)
    for mention in inside:
        if mention.start < reach or len(found) >= _MOST:
            continue
        joins = rules.listed if found else rules.attached
        if not joins.fullmatch(low[reach : mention.start]) or (found and found[0].kind != mention.kind):
            break
        found.append(mention)
        reach = mention.end
    return found


def _completed(
    low: str,
    amount: Amount,
    attached: list[Named],
    inside: list[Named],
    others: list[Amount],
    geography: Geography,
) -> list[Named]:
    """Those of the phrase, and where they are: a place of the sentence, else the document's other country."""
    rules = _rules()
    if len(attached) > 1:
        return attached
    own = attached[0].code
    sent = amount.unit in rules.abroad
    places = [
        n
        for n in inside
        if n.code != own
        and _is_side(n)
        and not _belongs(low, n, others)
        and (sent or (n.kind != "demonym" and rules.locative.search(low[max(0, n.start - 14) : n.start])))
    ]
    if places:
        return [attached[0], _nearest(places, amount)[0]]
    if sent:
        return attached + [n for n in geography.main if n.code != own and _is_side(n)][:1]
    return attached


def _belongs(low: str, mention: Named, others: list[Amount]) -> bool:
    """Does the mention stand in the phrase of another quantity?"""
    rules = _rules()
    for other in others:
        base = _base(other)
        if _within(mention, base):
            return True
        behind = low[base.end : mention.start] if mention.start >= base.end else None
        if behind is not None and (rules.attached.fullmatch(behind) or rules.there.fullmatch(behind)):
            return True
        if base == other.number and rules.just_before.fullmatch(low[mention.end : other.start]):
            return True
    return False


def _beside(low: str, amount: Amount, inside: list[Named]) -> Named | None:
    """320 for Beijing, 54 km in Japan; Moscow of 6,375: the place right behind or before the quantity."""
    rules = _rules()
    for mention in inside:
        if mention.start >= amount.end and rules.there.fullmatch(low[amount.end : mention.start]):
            return mention
        elided = _base(amount) == amount.number
        if (
            elided
            and mention.end <= amount.start
            and rules.just_before.fullmatch(low[mention.end : amount.start])
        ):
            return mention
    return None


def _between(low: str, inside: list[Named]) -> list[Named]:
    """Both of "between A and B"."""
    for first, second in pairwise(inside):
        opened = _rules().between.search(low[max(0, first.start - 12) : first.start])
        joined = _rules().between_and.fullmatch(low[first.end : second.start])
        if opened and joined and first.code != second.code:
            return [first, second]
    return []


def _nearest(mentions: list[Named], amount: Amount) -> list[Named]:
    """One mention of each code, the nearest first."""

    def gap(n: Named) -> int:
        return n.start - amount.end if n.start >= amount.end else amount.start - n.end

    best: dict[str, Named] = {}
    for mention in sorted(mentions, key=gap):
        best.setdefault(mention.code, mention)
    return list(best.values())


def _pair(low: str, amount: Amount, inside: list[Named], geography: Geography) -> list[Named]:
    """Two sides: those of the sentence, completed by the ones the document is most about."""
    chosen = sorted(_nearest([n for n in inside if _is_side(n)], amount)[:2], key=lambda n: n.start)
    for mention in geography.main:
        if len(chosen) >= 2:
            break
        if mention.code not in {n.code for n in chosen} and _is_side(mention):
            chosen.append(mention)
    return _by_role(low, chosen)


def _by_role(low: str, pair: list[Named]) -> list[Named]:
    """Who gives, sells or sends first: the one that "to" does not govern, else the one that gives aid."""
    rules = _rules()

    def receives(n: Named) -> bool:
        return bool(rules.towards.search(low[max(0, n.start - 14) : n.start]))

    def gives(n: Named) -> bool:
        return n.code in rules.donors or not world.is_country(n.code)

    return sorted(pair, key=lambda n: (receives(n), not gives(n)))
