"""Fit the confidence of reports on `study` and say how well it is calibrated, by cross-validation.

    python bench/fit_confidence.py [--write]

A report is right when the scorer pairs it with a gold record (`found`). Folds are by outlet. Prints, per
kind, the number of reports, the expected calibration error (ten bins), the area under the ROC curve and
the share at 0.9 or more with how many of those were found. --write puts weights fitted on all of `study`
into packs/fr/confidence.toml. Needs numpy.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from fit_relevance import fit
from quality import article_of, load
from verbale import data
from verbale.codec import report_to_dict
from verbale.extract.confidence import features
from verbale.pipeline import read_article
from verbale.records import KINDS

HERE = Path(__file__).resolve().parent
RARE = 4  # a feature seen less often tells nothing


def scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(score: Any, kind: str, gold: list[dict], predicted: list[dict]) -> set[int]:
    if kind == "quotes":
        return score.quote_hits(gold, predicted, by_speaker=False)[1]
    return {j for _, j in score.assign(gold, predicted, score.MATCH[kind], lambda g, p: 0)}


def calibration(p: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Expected calibration error over ten bins, and the area under the ROC curve."""
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).sum() for b in set(bins))
    order = np.argsort(p, kind="stable")
    rank = np.empty(len(p))
    rank[order] = np.arange(1, len(p) + 1)
    for value in set(p):
        rank[p == value] = rank[p == value].mean()
    good, bad = y.sum(), (1 - y).sum()
    area = (rank[y == 1].sum() - good * (good + 1) / 2) / (good * bad) if good and bad else float("nan")
    return error / len(p), area


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    dev = args.shared / "gold/dev"
    score = scorer(args.shared / "gold/score.py")
    study = set(json.loads((dev / "split.json").read_text(encoding="utf-8"))["study"])
    gold = {g["id"]: g for g in load(dev / "gold.jsonl")}
    rows: dict[str, list[tuple[dict[str, float], float, str]]] = {kind: [] for kind in KINDS}
    for row in (r for r in load(dev / "articles.jsonl") if r["id"] in study):
        document = read_article(article_of(row))
        for kind in KINDS:
            reports = getattr(document, kind)
            hits = found(score, kind, gold[row["id"]][kind], [report_to_dict(r) for r in reports])
            rows[kind] += [
                (features(kind, r), float(j in hits), row["outlet"] or "") for j, r in enumerate(reports)
            ]
    lines = [
        "# Confidence of reports: logistic weights by kind, written by bench/fit_confidence.py.",
        "# A feature is a frame, a construction, a field that stands or not, or how a field was derived.",
    ]
    for kind, of in rows.items():
        weights = fitted(kind, of)
        lines += [f"\n[{kind}]", *(f'"{name}" = {w:.3f}' for name, w in weights.items())]
    if args.write:
        data.path("packs/fr/confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def fitted(kind: str, of: list[tuple[dict[str, float], float, str]]) -> dict[str, float]:
    """Weights on all rows; prints what cross-validation by outlet says of them."""
    seen = Counter(name for f, _, _ in of for name in f)
    names = sorted(n for n, c in seen.items() if RARE <= c < len(of))
    x = np.array([[f.get(n, 0.0) for n in names] for f, _, _ in of])
    y = np.array([hit for _, hit, _ in of])
    outlets = sorted({outlet for _, _, outlet in of})
    fold = np.array([outlets.index(outlet) % 5 for _, _, outlet in of])
    p = np.zeros(len(y))
    for k in range(5):
        if (fold == k).any():
            w = fit(x[fold != k], y[fold != k], ridge=4.0)
            p[fold == k] = 1 / (1 + np.exp(-np.c_[x[fold == k], np.ones((fold == k).sum())] @ w))
    error, area = calibration(p, y)
    sure = p >= 0.9
    hits = y[sure].mean() if sure.any() else float("nan")
    print(
        f"{kind:<12} {len(y):4d} reports, found {y.mean():.2f}, ECE {error:.3f}, AUROC {area:.3f}, "
        f"at 0.9 or more {sure.mean():.0%}, of those found {hits:.2f}"
    )
    w = fit(x, y, ridge=4.0)
    return {"bias": float(w[-1]), **{n: float(v) for n, v in zip(names, w, strict=False)}}


if __name__ == "__main__":
    main()
