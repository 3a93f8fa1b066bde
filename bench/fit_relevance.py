"""Fit the relevance weights: logistic regression on `study` and the negatives, checked by outlet.

    python bench/fit_relevance.py [--write]

Prints, for several thresholds, how many articles of each kind are kept or lost out of fold, and with
--write puts the weights into packs/fr/relevance.toml. Needs numpy (comes with the language detector).
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np

from quality import article_of, load
from verbale import data
from verbale.extract.relevance import features
from verbale.pipeline import analyse, find_acts_of

HERE = Path(__file__).resolve().parent


RIDGE = 5.0  # of 1 and 5, what lost fewer relevant articles of newspapers that the fit did not see


def fit(rows: np.ndarray, wanted: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights and, last, the intercept, by Newton's method with a ridge on the weights."""
    full = np.c_[rows, np.ones(len(rows))]
    w = np.zeros(full.shape[1])
    keep = np.r_[np.ones(rows.shape[1]), 0.0]
    for _ in range(60):
        p = 1 / (1 + np.exp(-full @ w))
        slope = full.T @ (p - wanted) + ridge * keep * w
        curve = full.T @ (full * (p * (1 - p))[:, None]) + np.diag(ridge * keep + 1e-6)
        w -= np.linalg.solve(curve, slope)
    return w


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    dev = args.shared / "gold/dev"
    split = json.loads((dev / "split.json").read_text(encoding="utf-8"))
    gold = {g["id"]: g for g in load(dev / "gold.jsonl")}
    study = set(split["study"])
    named = [(r, gold[r["id"]]["relevant"]) for r in load(dev / "articles.jsonl") if r["id"] in study]
    named += [(r, False) for r in load(dev / "negatives.jsonl")]
    found = []
    for row, _ in named:
        analysis = analyse(article_of(row))
        found.append(features(analysis, find_acts_of(analysis)))
    names = list(found[0])
    x = np.array([[f[n] for n in names] for f in found], float)
    y = np.array([wanted for _, wanted in named], float)
    outlets = sorted({r.get("outlet") or r["id"][-1] for r, _ in named})
    fold = np.array([outlets.index(r.get("outlet") or r["id"][-1]) % 5 for r, _ in named])
    p = np.zeros(len(y))
    for k in range(5):
        w = fit(x[fold != k], y[fold != k], RIDGE)
        p[fold == k] = 1 / (1 + np.exp(-np.c_[x[fold == k], np.ones((fold == k).sum())] @ w))
    for t in (0.3, 0.35, 0.42, 0.5, 0.6, 0.7):
        print(f"threshold {t}: irrelevant kept {int(((p >= t) & (y == 0)).sum())} of {int((y == 0).sum())}, "
              f"relevant lost {int(((p < t) & (y == 1)).sum())} of {int(y.sum())}")  # fmt: skip
    weights = dict(zip([*names, "intercept"], np.round(fit(x, y, RIDGE), 3), strict=True))
    print(weights)
    if args.write:
        path = data.path("packs/fr/relevance.toml")
        text = path.read_text(encoding="utf-8")
        for name, value in weights.items():
            text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
