"""Whose official is someone of whom no word says it: what the text around the mention makes likely.

Each state that the text names, and the press's own, is weighed by where it stands: in the sentence, before
it, in the title, how often, as a place, as the side of whoever is met. The weights are fitted
(bench/fit_sides.py). People are taken in order, and who has got a side tells on those who come after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any

from verbale import data
from verbale.data import world
from verbale.detect.drafts import Draft
from verbale.detect.gazetteer import Name
from verbale.detect.lexicon import lexicon
from verbale.detect.people import Person
from verbale.records import Span
from verbale.tokens import Tokens

LOCAL = frozenset({"capital", "city", "country", "region"})
SPOKEN = LOCAL | {"demonym", "metonym", "agency", "prefix"}
LEAD = 3  # sentences that tell what an article is about: title, dateline, first
ENDS = frozenset({".", "!", "?", "\n"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A state named at a token; `place` where a preposition of place stands before."""

    token: int
    code: str
    span: Span
    place: bool
    free: bool = True  # no part of a person's title


@dataclass(slots=True)
class Surroundings:
    """What an article names, by sentence. `marked`: officials of the press's own state bear its adjective."""

    tokens: Tokens
    home: str | None
    starts: list[int]  # first tokens of sentences
    sights: list[list[Sight]]
    marked: bool = False
    count: Counter[str] = field(default_factory=Counter)

    def sentence(self, token: int) -> int:
        return bisect_right(self.starts, token) - 1


@data.derived
def _pack() -> dict[str, Any]:
    return data.toml("packs/fr/sides.toml")


def survey(tokens: Tokens, names: Sequence[Name], drafts: Sequence[Draft], home: str | None) -> Surroundings:
    """The states that an article names, sentence by sentence."""
    titles = {i for d in drafts if d.kind == "person" for i in range(d.first, d.last)}
    starts = [0, *(i + 1 for i, word in enumerate(tokens.words[:-1]) if word in ENDS)]
    around = Surroundings(tokens, home, starts, [[] for _ in starts])
    for name in names:
        code = world.state_of(name.code) if name.code and name.kind in SPOKEN else None
        if code:
            i = tokens.at(name.start)
            place = name.kind in LOCAL and _is_placed(tokens, i)
            sight = Sight(i, code, Span(name.start, name.end), place, i not in titles)
            around.sights[around.sentence(i)].append(sight)
            around.count[code] += 1
    return around


def _is_placed(tokens: Tokens, i: int) -> bool:
    k = i - 1 if i > 1 and tokens.folded[i - 1] in _pack()["articles"] else i
    return k > 0 and tokens.folded[k - 1] in _pack()["place_links"]


def features(
    around: Surroundings, first: int, others: Sequence[tuple[str, str]]
) -> dict[str, dict[str, float]]:
    """For each state that may be the side of the person at token `first`, what speaks for it.

    `others`: the people of known side in the sentence, as (`with` | `met`, code)."""
    number, home = around.sentence(first), around.home
    rows = around.sights
    here = [s for s in rows[number] if s.free]
    prior = [s for s in rows[number - 1] if s.free] if number else []
    count = Counter(s.code for row in rows for s in row if s.free)
    total = sum(count.values()) or 1
    ranked = [c for c, _ in count.most_common()]
    before = [s for s in here if s.token < first]
    met, together = ({c for how, c in others if how == h} for h in ("met", "with"))
    places = {s.code for s in here if s.place}
    lead = {s.code for row in rows[:LEAD] for s in row if s.free}
    title = {s.code for s in rows[0] if s.free} if len(rows) > 1 else set()
    told: dict[str, set[Any]] = {
        "home": {home}, "home_marked": {home} if around.marked else set(),
        "home_unseen": {home} - {s.code for row in rows for s in row},
        "home_top": {home} & set(ranked[:1]), "foreign_top": set(ranked[:1]) - {home},
        "title": title, "lead": lead,
        "before": {s.code for s in before[-1:]}, "prior": {s.code for s in prior[-1:]},
        "place": places, "host": places - met if met else set(),
        "with": together, "met": met,
        "met_only": met - together if len(met) == 1 else set(),
        "unfree": set(around.count) - set(count) - {home},
    }  # fmt: skip
    return {
        c: {"share": count[c] / total} | {name: 1.0 for name, codes in told.items() if c in codes}
        for c in dict.fromkeys([*([home] if home else []), *sorted(around.count)])
    }


def likeliest(found: Mapping[str, Mapping[str, float]], *, said: bool) -> tuple[str, float] | None:
    """The state of the highest weight and its share of all (0-1); `said`: an office of a state is told."""
    weights, more = _pack()["weights"], {} if said else _pack()["weights_unsaid"]
    scores = {
        c: exp(sum((weights.get(k, 0.0) + more.get(k, 0.0)) * v for k, v in f.items()))
        for c, f in found.items()
    }
    best = max(scores, key=lambda c: scores[c], default=None)
    return (best, scores[best] / sum(scores.values())) if best else None


def weighed(
    around: Surroundings, drafts: Sequence[Draft], owner: Mapping[int, Person], offices: frozenset[str]
) -> Iterator[tuple[Person, Draft, dict[str, dict[str, float]], bool]]:
    """Each person without a side, in order of first mentions, with a mention and what speaks for which
    state; the last tells of an office of a state. A side given before the next is asked for counts there."""
    if around.home:
        around.marked = any(_is_marked(d, around.home) for d in drafts)
    for k, draft in enumerate(drafts):
        if draft.nation and k in owner and _is_open(owner[k]):
            owner[k].country, owner[k].country_how = draft.nation[0], "demonym"
            owner[k].country_spans = (draft.nation[1],)
    for k, person in _first_mentions(drafts, owner):
        draft = drafts[k]
        found = features(around, draft.first, _others(around, drafts, owner, k))
        yield person, draft, found, person.office in offices


def assign_sides(
    around: Surroundings, drafts: Sequence[Draft], owner: Mapping[int, Person], offices: frozenset[str]
) -> None:
    """Give those without a side the likeliest, in order of their first mentions."""
    for person, draft, found, said in weighed(around, drafts, owner, offices):
        best = likeliest(found, said=said)
        if best and best[1] >= _pack()["threshold" if said else "threshold_unsaid"]:
            person.country, person.country_how = best[0], "document"
            near = _nearest(around, draft.first, best[0])
            person.country_spans = (near,) if near and best[0] != around.home else ()


def _is_open(person: Person) -> bool:
    unsaid = person.office is None and bool(person.name)
    return (
        person.country is None
        and not person.known
        and (unsaid or person.office not in (None, "other", "business"))
    )


def _is_marked(draft: Draft, home: str) -> bool:
    office = draft.office
    return bool(
        office and office.country == home and office.country_how == "demonym" and draft.kind == "person"
    )


def _first_mentions(drafts: Sequence[Draft], owner: Mapping[int, Person]) -> Iterator[tuple[int, Person]]:
    """The mention that tells most of each: the first with name and office, else the first with either."""
    best: dict[int, tuple[int, int]] = {}
    for k, draft in enumerate(drafts):
        if k in owner and _is_open(owner[k]):
            worth = bool(draft.name) + bool(draft.office)
            if owner[k].index not in best or worth > best[owner[k].index][0]:
                best[owner[k].index] = (worth, k)
    for _, k in sorted(best.values(), key=lambda wk: wk[1]):
        yield k, owner[k]


def _others(
    around: Surroundings, drafts: Sequence[Draft], owner: Mapping[int, Person], k: int
) -> list[tuple[str, str]]:
    """The people of known side in the sentence of mention k: coordinated with it, or met."""
    out, number = [], around.sentence(drafts[k].first)
    for step in (-1, 1):
        j, joined = k + step, True
        while 0 <= j < len(drafts) and around.sentence(drafts[j].first) == number:
            low, high = (drafts[j], drafts[j - step])[::-step]
            joined = joined and _are_joined(around.tokens, low.last, high.first)
            other = owner.get(j)
            if other and other is not owner[k] and other.country:
                out.append(("with" if joined else "met", other.country))
            j += step
    return out


def _are_joined(tokens: Tokens, first: int, last: int) -> bool:
    lex = lexicon()
    return all(w in lex.small["joiners"] or w in lex.masculine_civilities for w in tokens.folded[first:last])


def _nearest(around: Surroundings, token: int, code: str) -> Span | None:
    sights = [s for row in around.sights for s in row if s.code == code]
    return min(sights, key=lambda s: abs(s.token - token)).span if sights else None
