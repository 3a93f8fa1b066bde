"""Whose quantity it is, chosen among the countries of the text: what speaks for each set of them.

Every country or organisation that the text names near a quantity has features: the part its mentions play in
the sentence, how lately it was named, how much the text is about it. A set of candidates scores the sum of its
members and what speaks for its size; the best set is chosen. Weights are fitted by bench/fit_figures.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from verbale.extract.figure_countries import Geography, Named, _attached, _base, _belongs, _is_side, _rules, _within
from verbale.extract.figure_measures import Measured, kind_of
from verbale.records import Amount, Analysis, Span

_MOST = 8


class Unit(NamedTuple):
    """One country, or several named in one list, with what speaks for it and the mentions that prove it."""

    mentions: tuple[Named, ...]
    features: frozenset[str]

    @property
    def codes(self):
        return tuple(m.code for m in self.mentions)


R = {k: re.compile(v) for k, v in {
    "to": r"(?:\bà(?: l')?|\bau|\baux|\bvers|\bpour|\ben faveur d(?:e|u|es)|\bdans|\bchez|\bà destination d(?:e|u|es))(?: la| le| les| l'| l’)? ?$",
    "in": r"\ben ?$",
    "of": r"(?:\bde|\bdu|\bdes|\bd'|\bd’)(?: la| le| les| l'| l’)? ?$",
    "by": r"\bpar(?: la| le| les| l'| l’)? ?$",
    "with": r"\bavec(?: la| le| les| l'| l’)? ?$",
    "between": r"\bentre(?: la| le| les| l'| l’)? ?$",
    "source": r"(?:\bselon|d'après|d’après|\bindiqué(?: par)?|\bannoncé)(?: la| le| les| l'| l’)? ?$",
    "against": r"\bcontre(?: la| le| les| l'| l’)? ?$",
    "and": r"(?:\bet|,|\bou|\bni)(?: à| au| aux| en| de| du)?(?: la| le| les| l'| l’)? ?$",
}.items()}
DATELINE = re.compile(r"(?:^|\n)$")
DASH = re.compile(r"[^.\n]{0,45}?(?: [-–—]+ |\) ?[-–—]* )")
WORLD = _rules().worldwide
PROMISE = re.compile(r"\b(?:y|leur|lui|en|notre|nos|nous)\b")


def klass(amount: Amount, measured: Measured) -> str:
    kind = kind_of(amount)
    if kind == "money":
        if measured.measure in ("gdp", "debt", "budget", "production"):
            return "own"
        return "money"
    if kind == "percent":
        return "percent"
    if measured.measure == "population":
        return "people"
    r = _rules()
    if amount.unit in r.memberships:
        return "states"
    if measured.measure in ("aid", "exports", "imports"):
        return "money"
    if amount.unit in r.abroad:
        return "sent"
    if amount.unit in r.local:
        return "local"
    if measured.measure in ("other", "production"):
        return "measure"
    return "count"


def role(low, m: Named, amount, sentence, others, attached, belongs) -> str:
    before = low[max(sentence.start, m.start - 16) : m.start]
    side = "<" if m.start < amount.start else ">"
    if m in attached:
        return "phrase"
    if belongs:
        return "another's"
    rules = _rules()
    if m.start >= amount.end and rules.there.fullmatch(low[amount.end : m.start]):
        return "there"
    base = _base(amount) == amount.number
    if base and m.end <= amount.start and rules.just_before.fullmatch(low[m.end : amount.start]):
        return "just before"
    if DATELINE.search(low[max(0, m.start - 1) : m.start]) and DASH.match(low[m.end : m.end + 50]) and m.end < amount.start:
        return "dateline"
    if m.kind == "person":
        return "person" + side
    if m.kind == "demonym":
        return "adjective" + side
    for name in ("source", "between", "to", "in", "by", "with", "against", "of", "and"):
        if R[name].search(before):
            return name + side
    return "subject" + side


def features(analysis: Analysis, low: str, amount: Amount, measured: Measured, sentence: Span, geo: Geography,
             others: list[Amount], previous: Span | None) -> tuple[list[Unit], frozenset[str]]:
    r = _rules()
    k = klass(amount, measured)
    money = [a for a in (amount, *others) if kind_of(a) == "money" and a.noun]
    inside = [n for n in geo.named if sentence.start <= n.start < sentence.end and not any(_within(n, a.noun) for a in money)]
    solid = [n for n in inside if n.kind != "person"]
    attached = _attached(low, amount, solid)
    found: dict[str, set[str]] = {}
    proof: dict[str, tuple[int, Named]] = {}

    def add(n: Named, feature: str, weight: int) -> None:
        found.setdefault(n.code, set()).add(feature)
        if n.code not in proof or weight < proof[n.code][0]:
            proof[n.code] = weight, n

    roles: dict[Named, str] = {}
    for n in inside:
        rl = role(low, n, amount, sentence, others, attached, n not in attached and _belongs(low, n, others))
        roles[n] = rl
        dist = n.start - amount.end if n.start >= amount.end else amount.start - n.end
        add(n, rl, max(0, dist) + (1000 if n.kind == "person" or rl in ("dateline", "another's") else 0))
    free = [n for n in solid if roles[n] not in ("another's", "dateline") and not roles[n].startswith("source")]
    if free:
        def gap(n):
            return n.start - amount.end if n.start >= amount.end else amount.start - n.end
        near = min(free, key=gap)
        found[near.code].add("nearest")
    if previous is not None:
        for n in geo.named:
            if previous.start <= n.start < previous.end:
                add(n, "previous person" if n.kind == "person" else "previous", 2000 + previous.end - n.start)
    earlier: list[str] = []
    for n in reversed([n for n in geo.named if n.start < sentence.start]):
        if n.code not in earlier:
            earlier.append(n.code)
            if len(earlier) <= 3:
                add(n, f"lately {len(earlier)}", 3000 + sentence.start - n.start)
        if len(earlier) >= 3:
            break
    for rank, n in enumerate(geo.main[:4]):
        add(n, f"rank {min(rank, 3)}", 9000)
    body = analysis.article.body_start
    codes_in = {n.code for n in inside}
    units = []
    for code, fs in found.items():
        n = proof[code][1]
        fs = set(fs)
        if code == geo.home:
            fs.add("home")
        if not _is_side(n):
            fs.add("organisation")
        if code not in codes_in:
            fs.add("absent")
        if any(t.code == code and t.start < body for t in geo.named):
            fs.add("title")
        cross = {f"{f}|{k}" for f in fs}
        units.append(Unit((n,), frozenset(fs | cross)))
    units.sort(key=lambda u: proof[u.mentions[0].code][0])
    units = units[:_MOST]
    by = {u.codes[0]: u for u in units}
    # lists
    run: list[Named] = []
    for n in [*solid, None]:
        if n is not None and run and r.listed.fullmatch(low[run[-1].end : n.start]) or (n is not None and run and re.fullmatch(r"(?:,| et|,? ainsi que)? ?(?:(?:à|au|aux|en|de|du|des|d') ?)?(?:la |le |les |l')?", low[run[-1].end : n.start]) and (run[-1].kind == "demonym") == (n.kind == "demonym")):
            run.append(n)
            continue
        codes = list(dict.fromkeys(x.code for x in run))
        if len(codes) > 1 and all(c in by for c in codes):
            head = by[codes[0]]
            ms = tuple(by[c].mentions[0] for c in codes)
            fs = set(head.features) | {"list", f"list|{k}"} | {f"list {roles[run[0]]}"}
            if len(codes) > 2:
                fs.add("long list")
            units.append(Unit(ms, frozenset(fs)))
        run = [n] if n is not None else []
    said = low[sentence.start : sentence.end]
    near = low[max(sentence.start, amount.start - 60) : min(sentence.end, amount.end + 60)]
    whole = {k}
    if WORLD.search(near):
        whole.add("world")
    if r.both.search(said):
        whole.add("both")
    if r.relational.search(said):
        whole.add("relational")
    if r.travel.search(said):
        whole.add("travel")
    if r.foreign.search(said):
        whole.add("foreign")
    if attached:
        whole.add("attached")
    if len({n.code for n in free}) >= 2:
        whole.add("two named")
    if not free:
        whole.add("none named")
    if re.search(r"\b(?:y|notre|nos|leurs?|lui|nous|ces?|cette)\b", said):
        whole.add("pronoun")
    if amount.unit in r.travellers:
        whole.add("traveller")
    return units, frozenset(whole)


def sets(units: list[Unit], whole: frozenset[str]) -> Iterator[tuple[tuple[Unit, ...], list[str]]]:
    yield (), [f"none & {w}" for w in whole] + ["none"]
    for u in units:
        yield (u,), [f"one & {w}" for w in whole] + [*u.features]
    for a, b in combinations(units, 2):
        if set(a.codes) & set(b.codes):
            continue
        extra = [f"two & {w}" for w in whole] + ["two"]
        yield (a, b), extra + [*a.features, *b.features]
