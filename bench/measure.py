"""What the measures share: the parts of the development articles, the scorer, and who matches whom."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from quality import load, predict
from scorer import SHARED, Record, scorer

HERE = Path(__file__).resolve().parent
__all__ = [
    "HERE",
    "SHARED",
    "Pair",
    "articles",
    "bootstrap",
    "counts",
    "f1",
    "gold",
    "pairs_of",
    "read_part",
    "scorer",
]

Pair = tuple[Record, Record]  # gold document, our document


def articles(part: str, shared: Path = SHARED) -> list[dict]:
    """The articles of `study` or `aside`."""
    dev = shared / "gold/dev"
    wanted = set(json.loads((dev / "split.json").read_text(encoding="utf-8"))[part])
    return [r for r in load(dev / "articles.jsonl") if r["id"] in wanted]


def gold(shared: Path = SHARED) -> dict[str, dict]:
    return {g["id"]: g for g in load(shared / "gold/dev/gold.jsonl")}


def read_part(part: str) -> list[Pair]:
    """Every article of a part with its gold and our reading."""
    rows, known = articles(part), gold()
    return [(known[r["id"]], p) for r, p in zip(rows, predict(rows), strict=True)]


def pairs_of(score: Any, kind: str, golds: list[Record], ours: list[Record]) -> tuple[set, set]:
    """(gold, ours) index pairs that match, and those of them that are right, as the scorer pairs them.

    Quotes have no pairs in the scorer: a good quote of ours is paired with the gold one that covers it."""
    if kind == "quotes":
        return _quote_pairs(score, golds, ours)
    fields = score.FIELDS[kind]

    def alike(g: Record, p: Record) -> int:
        return sum(bool(same(g.get(n), p.get(n))) for n, same in fields.items())

    def worth(g: Record, p: Record) -> int:
        return len(fields) * score.RIGHT[kind](g, p) + alike(g, p)

    taken = set(score.assign(golds, ours, score.MATCH[kind], worth))
    return taken, {(i, j) for i, j in taken if score.RIGHT[kind](golds[i], ours[j])}


def _quote_pairs(score: Any, golds: list[Record], ours: list[Record]) -> tuple[set, set]:
    found, right = (score.quote_hits(golds, ours, by_speaker=b) for b in (False, True))
    taken = set()
    for i in sorted(found[0]):
        j = next((j for j in sorted(found[1]) if score.covered(ours[j], [golds[i]])), None)
        if j is None:
            j = next((j for j in sorted(found[1]) if score.covered(golds[i], [ours[j]])), -1)
        taken.add((i, j))
    return taken, {(i, j) for i, j in taken if i in right[0]}


def counts(score: Any, kind: str, gold: Record, ours: Record) -> tuple[int, ...]:
    """Of one document: gold, ours, gold found, ours good, gold right, ours right."""
    g, p = gold[kind], ours[kind]
    if kind == "quotes":
        (found_g, found_p), (right_g, right_p) = (score.quote_hits(g, p, by_speaker=b) for b in (False, True))
        return len(g), len(p), len(found_g), len(found_p), len(right_g), len(right_p)
    taken, _ = pairs_of(score, kind, g, p)

    def both(a: Record, b: Record) -> bool:
        return score.MATCH[kind](a, b) and score.RIGHT[kind](a, b)

    right = score.assign(g, p, both, both)
    return len(g), len(p), len(taken), len(taken), len(right), len(right)


def f1(score: Any, total: list[int]) -> tuple[float, float]:
    """Found and right of summed counts."""
    g, p, found_g, found_p, right_g, right_p = total
    return score.f1(found_g, found_p, g, p) or 0.0, score.f1(right_g, right_p, g, p) or 0.0


def interval(values: list[float], width: float = 0.95) -> tuple[float, float]:
    """The middle `width` of the values."""
    ordered = sorted(values)
    cut = (1 - width) / 2
    return ordered[int(cut * len(ordered))], ordered[min(int((1 - cut) * len(ordered)), len(ordered) - 1)]


def bootstrap(rows: list[tuple[int, ...]], score: Any, times: int = 1000) -> tuple[tuple, tuple]:
    """95 % intervals of found and of right when articles are drawn anew; the same at every run."""
    chance = random.Random(20)
    found, right = [], []
    for _ in range(times):
        total = [sum(column) for column in zip(*chance.choices(rows, k=len(rows)), strict=True)]
        f, r = f1(score, total)
        found.append(f)
        right.append(r)
    return interval(found), interval(right)
