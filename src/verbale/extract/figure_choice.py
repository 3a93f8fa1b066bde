"""Whose quantity it is, chosen among the countries of the text: what speaks for each set of them.

Every country or organisation that the text names near a quantity has features: the part its mentions play
in the sentence, how lately it was named, how much the text is about it. A set of candidates scores the sum
of its members and of what speaks for its size; the best set is chosen. `bench/fit_figures.py` fits the
weights (a conditional logit: D. McFadden, 1974).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from verbale.data import derived, toml, world
from verbale.extract.figure_countries import (
    Geography,
    Named,
    attached_to,
    base_of,
    belongs_to_others,
    is_side,
    own_currency,
)
from verbale.extract.figure_measures import kind_of
from verbale.extract.figure_place import Place, class_of

PACK = "packs/fr/measures.toml"
WEIGHTS = "packs/fr/figure_weights.toml"
_CANDIDATES = 8  # countries considered for one quantity
_LATELY = 3  # of those named before the sentence, the latest
_RANKS = 3  # of those that the text is most about
_REACH = 24  # code points before a name in which its preposition stands
_CLUE = 12  # code points before a quantity in which "of whom" stands


class Unit(NamedTuple):
    """One country, or several named in one list, with what speaks for it; the mentions prove it."""

    mentions: tuple[Named, ...]
    features: frozenset[str]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(m.code for m in self.mentions)


@dataclass(slots=True)
class _Found:
    features: set[str] = field(default_factory=set)
    rank: int = 1 << 30
    mention: Named | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    clues: tuple[tuple[str, re.Pattern[str]], ...]
    there: re.Pattern[str]
    just_before: re.Pattern[str]
    listed: re.Pattern[str]
    worldwide: re.Pattern[str]
    dateline: re.Pattern[str]
    travellers: frozenset[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["countries"]
    patterns = {k: re.compile(v.replace("\u2019", "'")) for k, v in pack["patterns"].items()}
    marks = {k: re.compile(v.replace("\u2019", "'")) for k, v in pack["marks"].items()}
    clues = {k: re.compile(v.replace("\u2019", "'")) for k, v in pack["clues"].items()}
    clues |= {k: patterns[k] for k in ("both", "relational", "travel", "foreign")}
    return _Rules(
        roles=tuple((k, re.compile(v.replace("\u2019", "'"))) for k, v in pack["roles"].items()),
        clues=tuple(clues.items()),
        there=patterns["there"],
        just_before=patterns["just_before"],
        listed=marks["coordinated"],
        worldwide=patterns["worldwide"],
        dateline=marks["dateline"],
        travellers=frozenset(pack["travellers"]),
    )


def role_of(place: Place, mention: Named, attached: list[Named]) -> str:
    """The part that a mention plays in the quantity's sentence."""
    low, amount, rules = place.low, place.amount, _rules()
    if mention in attached:
        return "phrase"
    if mention.start >= amount.end and rules.there.fullmatch(low, amount.end, mention.start):
        return "there"
    bare = base_of(amount) == amount.number
    if bare and mention.end <= amount.start and rules.just_before.fullmatch(low, mention.end, amount.start):
        return "just before"
    if belongs_to_others(low, mention, place.others):
        return "another's"
    opens = mention.start == 0 or low[mention.start - 1] == "\n"
    if opens and mention.end < amount.start and rules.dateline.match(low, mention.end):
        return "dateline"
    side = "<" if mention.start < amount.start else ">"
    left = low[max(place.sentence.start, mention.start - _REACH) : mention.start]
    named = next((name for name, words in rules.roles if words.search(left)), "")
    if mention.kind == "person":
        return f"person {named}{side}"
    if mention.kind == "demonym":
        return f"adjective{side}"
    return f"{named or 'subject'}{side}"


def candidates(place: Place, geography: Geography) -> list[Unit]:
    """The countries near a quantity, each with its features, and the lists in which several stand."""
    inside = place.inside(geography)
    found: dict[str, _Found] = {}
    roles = _inside(place, inside, found)
    _around(place, geography, found)
    if own := own_currency(place.amount):
        _add(found, own, "own currency", 8000)
    ranked = sorted(found.items(), key=lambda pair: (pair[1].rank, pair[0]))[:_CANDIDATES]
    kind = class_of(place.amount, place.measured)
    units: list[Unit] = []
    said = {n.code for n in inside}
    titled = {n.code for n in geography.named if n.start < place.body}
    for code, entry in ranked:
        assert entry.mention is not None
        features = entry.features | _standing(code, geography, said, titled, place)
        crossed = {f"{f} | {kind}" for f in features}
        units.append(Unit((entry.mention,), frozenset(features | crossed)))
    return units + _lists(place, inside, roles, {u.codes[0]: u for u in units})


def _add(found: dict[str, _Found], mention: Named, feature: str, rank: int) -> None:
    entry = found.setdefault(mention.code, _Found())
    entry.features.add(feature)
    if rank < entry.rank:
        entry.rank, entry.mention = rank, mention


def _inside(place: Place, inside: list[Named], found: dict[str, _Found]) -> dict[Named, str]:
    """Features of the mentions in the sentence; their roles."""
    amount = place.amount
    attached = attached_to(place.low, amount, [n for n in inside if n.kind != "person"])
    roles = {n: role_of(place, n, attached) for n in inside}
    free: list[tuple[int, Named]] = []
    subject: Named | None = None
    for mention, role in roles.items():
        gap = mention.start - amount.end if mention.start >= amount.end else amount.start - mention.end
        far = mention.kind == "person" or role in ("dateline", "another's") or role.startswith("source")
        _add(found, mention, role, max(0, gap) + (1000 if far else 0))
        if not far:
            free.append((gap, mention))
        if role == "subject<":
            subject = mention
    if free:
        found[min(free)[1].code].features.add("nearest")
    if subject:
        found[subject.code].features.add("last subject")
    return roles


def _around(place: Place, geography: Geography, found: dict[str, _Found]) -> None:
    """Features of what the sentence before names, of the latest names and of the text's main states."""
    for n in geography.named:
        if place.before and place.before.start <= n.start < place.before.end:
            person = "person" if n.kind == "person" else "named"
            _add(found, n, f"before: {person}", 2000 + place.before.end - n.start)
    lately: list[str] = []
    for n in reversed([n for n in geography.named if n.start < place.sentence.start]):
        if n.code in lately:
            continue
        if len(lately) == _LATELY:
            break
        lately.append(n.code)
        _add(found, n, f"lately {len(lately)}", 4000 + len(lately))
    for rank, n in enumerate(geography.main[: _RANKS + 1]):
        _add(found, n, f"rank {rank + 1}", 9000 + rank)


def _standing(code: str, geography: Geography, said: set[str], titled: set[str], place: Place) -> set[str]:
    """What holds of a country in the whole text."""
    features = set()
    if code == geography.home:
        features.add("home")
    if not is_side(code):
        features.add("body")
    elif not world.is_country(code):
        features.add("giver")
    if code not in said:
        features.add("unsaid")
    if code in titled:
        features.add("titled")
    if code in place.chain:
        features.add(f"chain {place.chained}")
    return features


def _lists(place: Place, inside: list[Named], roles: dict[Named, str], units: dict[str, Unit]) -> list[Unit]:
    """Several countries named one after the other, as one unit."""
    kind = class_of(place.amount, place.measured)
    out: list[Unit] = []
    run: list[Named] = []
    for mention in [*(n for n in inside if n.kind != "person"), None]:
        if mention and run and _continues(place.low, run[-1], mention):
            run.append(mention)
            continue
        codes = list(dict.fromkeys(n.code for n in run))
        if len(codes) > 1 and all(code in units for code in codes):
            more = {
                "list",
                f"list | {kind}",
                f"list {roles[run[0]]}",
                *(["long list"] if len(codes) > 2 else []),
            }
            features = units[codes[0]].features | more
            out.append(Unit(tuple(units[c].mentions[0] for c in codes), frozenset(features)))
        run = [mention] if mention else []
    return out


def _continues(low: str, last: Named, mention: Named) -> bool:
    same = (last.kind == "demonym") == (mention.kind == "demonym")
    return same and bool(_rules().listed.fullmatch(low, last.end, mention.start))


def clues(place: Place, units: list[Unit]) -> frozenset[str]:
    """What the sentence says on how many states a quantity is about."""
    rules, amount = _rules(), place.amount
    said = place.said
    near = place.low[max(place.sentence.start, amount.start - 60) : min(place.sentence.end, amount.end + 60)]
    out = {class_of(amount, place.measured), "any"}
    out |= {name for name, words in rules.clues if name != "of_whom" and words.search(said)}
    if dict(rules.clues)["of_whom"].search(place.low[max(0, amount.start - _CLUE) : amount.start]):
        out.add("of whom")
    if rules.worldwide.search(near):
        out.add("world")
    if amount.unit in rules.travellers:
        out.add("traveller")
    for name in ("phrase", "there", "just before"):
        if any(name in u.features for u in units):
            out.add(name)
    named = sum("unsaid" not in u.features for u in units if len(u.mentions) == 1)
    out.add(f"named {min(named, 3)}")
    return frozenset(out)


# A clue of the sentence, and the feature of a country that it strengthens.
_LINKED = (
    ("there", "lately 1"), ("ours", "home"), ("thecountry", "lately 1"), ("theirs", "lately 1"),
    ("of whom", "chain sentence"), ("both", "rank 1"), ("both", "rank 2"), ("joins", "rank 1"),
)  # fmt: skip


def choices(units: list[Unit], said: frozenset[str]) -> Iterator[tuple[tuple[Unit, ...], list[str]]]:
    """Every set of candidates with its features: none, one, or two units that share no country."""
    yield (), [f"none & {c}" for c in said]
    seen: set[frozenset[str]] = set()
    singles = [(u,) for u in sorted(units, key=lambda u: -len(u.mentions))]
    for unit in singles:
        seen.add(frozenset(unit[0].codes))
        yield unit, [f"one & {c}" for c in said] + _members(unit, said)
    for pair in combinations(units, 2):
        codes = frozenset(pair[0].codes + pair[1].codes)
        if codes in seen or len(codes) < len(pair[0].codes) + len(pair[1].codes):
            continue
        seen.add(codes)
        yield pair, [f"two & {c}" for c in said] + _members(pair, said) + _together(pair)


def _members(units: tuple[Unit, ...], said: frozenset[str]) -> list[str]:
    out: list[str] = []
    for unit in units:
        out += unit.features
        out += [f"{clue} -> {f}" for clue, f in _LINKED if clue in said and f in unit.features]
    return out


# Parts that say much where two of them stand together: who gives and who takes.
_PARTS = (
    "phrase", "there", "subject<", "to<", "to>", "in<", "in>", "of<", "of>", "by>", "adjective<",
    "adjective>", "between<", "between>", "person <", "unsaid",
)  # fmt: skip


def _together(pair: tuple[Unit, ...]) -> list[str]:
    """The parts that two units play together: who gives and who takes."""
    first, second = ([p for p in _PARTS if p in u.features] for u in pair)
    return [f"{min(a, b)} + {max(a, b)}" for a in first[:2] for b in second[:2]]


@derived
def _weights() -> dict[str, int]:
    """In hundredths: whole numbers have the same sum in any order."""
    return {str(k): int(v) for k, v in toml(WEIGHTS)["weights"].items()}


def choose(place: Place, geography: Geography) -> list[Named]:
    """The mentions that prove the countries of a quantity; unordered."""
    if beside := _beside(place, geography):
        return [beside]
    weights = _weights()
    units = candidates(place, geography)
    best: tuple[int, tuple[Unit, ...]] | None = None
    for chosen, features in choices(units, clues(place, units)):
        score = sum(weights.get(f, 0) for f in features)
        if best is None or score > best[0]:
            best = score, chosen
    return [m for u in best[1] for m in u.mentions] if best else []


def _beside(place: Place, geography: Geography) -> Named | None:
    """Moscow of 6,375, 320 for Beijing: a number without its noun has the place right beside it."""
    if base_of(place.amount) != place.amount.number or kind_of(place.amount) != "noun":
        return None
    for mention in place.inside(geography):
        if mention.kind in ("place", "actor") and role_of(place, mention, []) in ("just before", "there"):
            return mention
    return None
