"""Fit the weights of sectors: logistic regression on `study`, eight-fold checked; one score of `aside`.

    python bench/fit_sectors.py [--write]

Prints the micro F1 of documents' sectors for several thresholds, and each word list's worth: how often a
word's sector is among those that gold names. With --write puts the weights into packs/fr/sectors.toml.
Needs numpy (comes with the language detector).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from fit_relevance import fit
from quality import article_of, load
from verbale import data
from verbale.extract.sectors import features
from verbale.pipeline import analyse, find_acts_of
from verbale.records import Analysis

HERE = Path(__file__).resolve().parent
FOLDS = 8


def f1(p: np.ndarray, y: np.ndarray, missing: int, threshold: float) -> float:
    """Micro F1; `missing` gold sectors never were candidates."""
    chosen = p >= threshold
    return 2 * (chosen & (y > 0)).sum() / (chosen.sum() + y.sum() + missing)


def rows_of(part: list[tuple[Analysis, dict]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, list[str]]:
    """Candidates' features, whether gold has them, their article's number, gold sectors without a word."""
    xs, ys, ids, missing, names = [], [], [], 0, []
    for number, (analysis, gold) in enumerate(part):
        wanted = set(gold.get("sectors") or ())
        found = features(analysis, find_acts_of(analysis))
        missing += len(wanted - set(found))
        for sector, f in found.items():
            names = list(f)
            xs.append(list(f.values()))
            ys.append(sector in wanted)
            ids.append(number)
    return np.array(xs, float), np.array(ys, float), np.array(ids), missing, names


def print_words(part: list[tuple[Analysis, dict]]) -> None:
    """Word by word: in how many articles, and in how many of these gold has its sector."""
    seen: dict[tuple[str, bool, str], list[int]] = defaultdict(lambda: [0, 0])
    for analysis, gold in part:
        wanted = set(gold.get("sectors") or ())
        words = {(t.sector, t.weak, analysis.plain[t.start : t.end].lower()) for t in analysis.terms}
        for key in words:
            seen[key][0] += key[0] in wanted
            seen[key][1] += 1
    lists: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for (sector, weak, word), (right, of) in sorted(seen.items(), key=lambda kv: -kv[1][1]):
        lists[sector, weak].append(f"{word} {right}/{of}")
    for (sector, weak), words in sorted(lists.items()):
        print(f"{sector}{' (weak)' if weak else ''}: {', '.join(words[:40])}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    dev = args.shared / "gold/dev"
    split = json.loads((dev / "split.json").read_text(encoding="utf-8"))
    gold = {g["id"]: g for g in load(dev / "gold.jsonl") if g["relevant"]}
    read = {r["id"]: analyse(article_of(r)) for r in load(dev / "articles.jsonl") if r["id"] in gold}
    study = [(read[i], gold[i]) for i in split["study"] if i in gold]
    if args.words:
        print_words(study)
    x, y, ids, missing, names = rows_of(study)
    other_x, other_y, _, other_missing, _ = rows_of([(read[i], gold[i]) for i in split["aside"] if i in gold])
    p = np.zeros(len(y))
    for k in range(FOLDS):
        out = ids % FOLDS == k
        w = fit(x[~out], y[~out])
        p[out] = 1 / (1 + np.exp(-np.c_[x[out], np.ones(out.sum())] @ w))
    w = fit(x, y)
    q = 1 / (1 + np.exp(-np.c_[other_x, np.ones(len(other_y))] @ w))
    for t in (0.3, 0.35, 0.4, 0.45, 0.5):
        print(
            f"threshold {t}: F1 {f1(p, y, missing, t):.3f} out of fold, "
            f"{f1(q, other_y, other_missing, t):.3f} aside"
        )
    weights = dict(zip([*names, "intercept"], np.round(w, 2), strict=True))
    print(weights)
    if args.write:
        path = data.path("packs/fr/sectors.toml")
        text = path.read_text(encoding="utf-8")
        for name, value in weights.items():
            text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
