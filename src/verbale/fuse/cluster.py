"""Which reports are one event: pairs that may be, best first, joined unless a member forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from verbale.fuse.compare import COMPARE, same_in_text
from verbale.fuse.items import Item
from verbale.fuse.weights import JOIN, WEIGHTS
from verbale.records import Reason

# Of a gathering with more sides than this the first ones, by code, serve to find its reports.
SIDES = 12


def _keys(item: Item) -> Iterator[tuple[str, ...]]:
    """What two reports of one act have in common at least: only those that share a key are compared."""
    fields = item.fields
    if item.kind == "visits":
        yield (item.folded["to"],)
    elif item.kind in ("meetings", "agreements"):
        codes = sorted(item.codes)[:SIDES]
        yield from combinations(codes, 2) if len(codes) > 1 else [tuple(codes)]
    elif item.kind == "figures":
        yield (repr(fields.get("value")), str(fields.get("unit")), str(fields.get("measure")))
    else:
        yield (item.folded["text" if item.kind == "quotes" else "by"],)
        yield from {(part[:3],) for name in item.people for part in name}


def pairs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing: of one kind, with a key in common and windows that meet."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for index, item in enumerate(items):
        for key in _keys(item):
            blocks.setdefault((item.kind, *key), []).append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        live: list[int] = []
        for i in sorted(block, key=lambda i: (items[i].window[0], i)):
            live = [j for j in live if items[j].window[1] >= items[i].window[0]]
            for j in live:
                pair = (min(i, j), max(i, j))
                if pair not in seen:
                    seen.add(pair)
                    yield pair
            live.append(i)


class Judge:
    """Compares pairs, each once. `tests` None is a veto."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._known: dict[tuple[int, int], list[str] | None] = {}

    def tests(self, i: int, j: int) -> list[str] | None:
        key = (i, j) if i < j else (j, i)
        if key not in self._known:
            a, b = self._items[key[0]], self._items[key[1]]
            one_text = a.member.document == b.member.document
            vetoed = a.kind != b.kind or (one_text and not same_in_text(a, b))
            self._known[key] = None if vetoed else COMPARE[a.kind](a, b)
        return self._known[key]

    def reason(self, i: int, j: int) -> Reason | None:
        """The pair's tests and score, if they add up to `JOIN`."""
        tests = self.tests(i, j)
        if tests is None:
            return None
        table = {**WEIGHTS["dates"], **WEIGHTS[self._items[i].kind]}
        named = tuple((t, table[t]) for t in tests)
        score = round(sum(weight for _, weight in named), 3)
        if score < JOIN:
            return None
        return Reason(self._items[i].id, self._items[j].id, score, named)


def clusters(
    items: Sequence[Item], must: Sequence[Sequence[str]] = ()
) -> list[tuple[list[Item], list[Reason]]]:
    """Items grouped into events with the reasons of each joining. Depends on the items' ids alone, not on
    their order: the best pairs are joined first, ties by id, and two groups stay apart when any report of
    one cannot be any of the other's. `must`: report ids that a person holds to be one event."""
    items = sorted(items, key=lambda i: i.member[::-1])
    place = {item.id: n for n, item in enumerate(items)}
    group = {n: [n] for n in range(len(items))}
    reasons: dict[int, list[Reason]] = {n: [] for n in range(len(items))}
    judge = Judge(items)

    def join(i: int, j: int, why: Reason) -> None:
        keep, gone = group[i], group[j]
        home, away = keep[0], gone[0]
        keep.extend(gone)
        reasons[home] += [why, *reasons.pop(away)]
        for n in gone:
            group[n] = keep

    for together in must:
        known = sorted(place[r] for r in together if r in place)
        for i, j in pairwise(known):
            if group[i] is not group[j]:
                join(i, j, Reason(items[i].id, items[j].id, 0.0, (("held to be one by a decision", 0.0),)))
    scored = [(why, i, j) for i, j in pairs(items) if (why := judge.reason(i, j))]
    for why, i, j in sorted(scored, key=lambda s: (-s[0].score, s[1], s[2])):
        apart = group[i] is not group[j]
        if apart and all(judge.tests(m, n) is not None for m in group[i] for n in group[j]):
            join(i, j, why)
    found = {id(g): g for g in group.values()}.values()
    return [([items[n] for n in sorted(g)], reasons[g[0]]) for g in sorted(found, key=min)]
