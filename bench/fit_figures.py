"""Fit the weights that choose whose quantity it is: a conditional logit over sets of countries.

    python bench/fit_figures.py [--write] [--more FILE ...]

Trains on those figures of `study` whose countries are chosen (others have both sides by rule,
figure_pairs.py) and on made passages (tests/cases/figures.toml and any --more files of the same form).
Prints how many sets are right out of fold, with folds by outlet and by passage, and with --write puts
the weights into packs/fr/figure_weights.toml. Needs numpy (comes with the language detector).
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from quality import article_of, load
from verbale import data
from verbale.extract.figure_choice import candidates, choices, clues
from verbale.extract.figure_countries import Geography, survey
from verbale.extract.figure_pairs import both_sides, passes
from verbale.extract.figure_place import Place, chain_of
from verbale.extract.figures import places_of
from verbale.pipeline import analyse
from verbale.records import Article

HERE = Path(__file__).resolve().parent
FOLDS, LEAST, RIDGE, CROSSED, STEPS, KEPT = 6, 3, 1.0, 6.0, 300, 0.05
Sets = list[frozenset[str]]
Model = dict[str, int]  # weights in hundredths


@dataclass
class Row:
    """The quantities of one text, `gold` None where the coder has none."""

    group: str
    geography: Geography
    places: list[Place]
    gold: list[frozenset[str] | None] = field(default_factory=list)


def row_of(article: Article, figures: Sequence[dict[str, Any]], group: str, scorer: ModuleType) -> Row:
    analysis = analyse(article)
    low, placed = places_of(analysis)
    row = Row(group, survey(analysis, low), placed)
    blank = {"countries": [], "period": None}
    predicted = [
        blank
        | {k: getattr(p.amount, k) for k in ("value", "unit", "bound")}
        | {"measure": p.measured.measure}
        for p in placed
    ]
    row.gold = [None] * len(placed)
    for g, p in scorer.assign(list(figures), predicted, scorer.match_figure, scorer.right_figure):
        row.gold[p] = frozenset(figures[g]["countries"])
    return row


def made(path: Path, scorer: ModuleType) -> list[Row]:
    """The passages of a file: texts with figures written as in tests/cases/figures.toml."""
    rows = []
    for k, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["a"]):
        figures = []
        for line in case["f"]:
            value, unit, bound, measure, countries, period, _ = line.split("|")
            figures.append({
                "value": float(value.split("..")[0]), "unit": None if unit == "-" else unit, "bound": bound,
                "measure": measure, "countries": [c for c in countries.split(",") if c != "-"],
                "period": None if period == "-" else period,
            })  # fmt: skip
        title = case.get("title")
        text = f"{title}\n{case['text']}" if title else case["text"]
        article = Article(text, title, case.get("published"), case.get("outlet"))
        rows.append(row_of(article, figures, f"{path.stem} {k}", scorer))
    return rows


def options(row: Row, k: int, sets: Sets) -> list[tuple[frozenset[str], list[str]]]:
    chain, chained = chain_of(row.places, k, sets)
    place = replace(row.places[k], chain=chain, chained=chained)
    units = candidates(place, row.geography)
    said = clues(place, units)
    return [(frozenset(c for u in us for c in u.codes), fs) for us, fs in choices(units, said)]


def fit(rows: list[Row], before: dict[int, Sets]) -> Model:
    """Weights by gradient steps (Adam); `before`: the sets taken for the quantities before, by row."""
    instances = []
    for row in rows:
        for k, gold in enumerate(row.gold):
            if gold is not None and not passes(row.places[k]):
                found = options(row, k, before[id(row)])
                right = next((r for r, (codes, _) in enumerate(found) if codes == gold), None)
                if right is not None:
                    instances.append((found, right))
    seen = Counter(f for found, _ in instances for f in {f for _, fs in found for f in fs})
    names = sorted(f for f, n in seen.items() if n >= LEAST)
    index = {f: i for i, f in enumerate(names)}
    sizes = [len(found) for found, _ in instances]
    starts = np.cumsum([0, *sizes[:-1]])
    matrix, target, at = np.zeros((sum(sizes), len(names))), np.zeros(len(names)), 0
    for found, right in instances:
        for j, (_, features) in enumerate(found):
            for f in features:
                if f in index:
                    matrix[at, index[f]] += 1
            target += matrix[at] if j == right else 0
            at += 1
    segment = np.repeat(np.arange(len(sizes)), sizes)
    ridge = np.array([RIDGE * (CROSSED if "|" in f or "+" in f else 1) for f in names])
    w, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for t in range(1, STEPS):
        score = matrix @ w
        share = np.exp(score - np.maximum.reduceat(score, starts)[segment])
        share /= np.add.reduceat(share, starts)[segment]
        slope = matrix.T @ share - target + ridge * w
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope * slope
        w -= (0.1 if t < STEPS * 0.6 else 0.02) * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return {f: round(100 * float(x)) for f, x in zip(names, w, strict=True) if abs(x) >= KEPT}


def read(row: Row, model: Model) -> Sets:
    """The best set for each quantity of a text, in order."""
    sets: Sets = []
    for k, place in enumerate(row.places):
        if passes(place):
            sets.append(frozenset(n.code for n in both_sides(place, row.geography)))
            continue
        found = options(row, k, sets)
        scores = [sum(model.get(f, 0) for f in features) for _, features in found]
        sets.append(found[max(range(len(scores)), key=lambda j: (scores[j], -j))][0])
    return sets


def right(rows: list[Row], sets: dict[int, Sets]) -> tuple[int, int]:
    pairs = [(g, s) for row in rows for g, s in zip(row.gold, sets[id(row)], strict=True) if g is not None]
    return sum(g == s for g, s in pairs), len(pairs)


def out_of_fold(rows: list[Row], before: dict[int, Sets]) -> dict[int, Sets]:
    groups = [g for g, _ in Counter(row.group for row in rows).most_common()]
    fold = {g: k % FOLDS for k, g in enumerate(groups)}
    sets: dict[int, Sets] = {}
    for k in range(FOLDS):
        model = fit([r for r in rows if fold[r.group] != k], before)
        sets |= {id(r): read(r, model) for r in rows if fold[r.group] == k}
    return sets


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true", help="no folds")
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "gold"))
    import score as scorer  # type: ignore[import-not-found]

    dev = args.shared / "gold/dev"
    wanted = set(json.loads((dev / "split.json").read_text(encoding="utf-8"))["study"])
    gold = {g["id"]: g["figures"] for g in load(dev / "gold.jsonl") if g["id"] in wanted}
    articles = [r for r in load(dev / "articles.jsonl") if gold.get(r["id"])]
    study = [row_of(article_of(r), gold[r["id"]], str(r.get("outlet")), scorer) for r in articles]
    cases = HERE.parent / "tests/cases/figures.toml"
    passages = [
        row for path in [*([cases] if cases.exists() else []), *args.more] for row in made(path, scorer)
    ]
    rows = study + passages
    before = {id(r): [g or frozenset() for g in r.gold] for r in rows}
    if not args.quick:
        first = out_of_fold(rows, before)
        sets = out_of_fold(rows, first)
        print("out of fold: study", right(study, sets), "passages", right(passages, sets))
        before = sets
    model = fit(rows, before)
    sets = {id(r): read(r, model) for r in rows}
    print("fitted: study", right(study, sets), "passages", right(passages, sets), len(model), "weights")
    if args.write:
        path = data.path("packs/fr/figure_weights.toml")
        head = path.read_text(encoding="utf-8").split("[weights]")[0]
        lines = [f'"{f}" = {x}' for f, x in sorted(model.items())]
        path.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
