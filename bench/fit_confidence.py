"""Fit the confidence of reports on `study` and say how well it is calibrated, by cross-validation.

    python bench/fit_confidence.py [--write]

A report is right when the scorer pairs it with a gold record and every field of `right` agrees. Folds are by
outlet. Prints, per kind and for all, the number of reports, the share right, the expected calibration error
(ten bins), the area under the ROC curve and the share at 0.9 or more with how many of those were right.
--write puts weights fitted on all of `study` into packs/fr/confidence.toml. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

import numpy as np

from fit_relevance import fit
from measure import articles, gold, pairs_of, scorer
from quality import article_of
from verbale import data
from verbale.codec import report_to_dict
from verbale.extract.confidence import features
from verbale.pipeline import analyse, read_article
from verbale.records import KINDS

RARE = 6  # a feature seen less often tells nothing
RIDGE = 10.0
FOLDS = 8
SURE = 0.9

Row = tuple[dict[str, float], float, str]  # features, right or not, outlet


def right(score: Any, kind: str, golds: list[dict], ours: list[dict]) -> set[int]:
    """Indexes of our records that are right."""
    if kind == "quotes":
        return score.quote_hits(golds, ours, by_speaker=True)[1]
    return {j for _, j in pairs_of(score, kind, golds, ours)[1]}


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


def rows_of(part: str) -> dict[str, list[Row]]:
    """Every report of a part, by kind."""
    score, known = scorer(), gold()
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for row in articles(part):
        article = article_of(row)
        document, sentences = read_article(article), analyse(article).sentences
        found = {kind: getattr(document, kind) for kind in KINDS}
        for kind, reports in found.items():
            hits = right(score, kind, known[row["id"]][kind], [report_to_dict(r) for r in reports])
            rows[kind] += [
                (features(kind, r, found, sentences), float(j in hits), row["outlet"] or "")
                for j, r in enumerate(reports)
            ]
    return rows


def matrix(rows: list[Row], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([[f.get(n, 0.0) for n in names] for f, _, _ in rows]), np.array([y for _, y, _ in rows])


def names_of(rows: list[Row]) -> list[str]:
    seen = Counter(name for f, _, _ in rows for name in f)
    return sorted(n for n, c in seen.items() if RARE <= c < len(rows))


def probabilities(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.c_[x, np.ones(len(x))] @ w))


def crossed(rows: list[Row]) -> np.ndarray:
    """The probability of each report by a model that did not see its outlet."""
    outlets = sorted({outlet for _, _, outlet in rows})
    fold = np.array([outlets.index(outlet) % FOLDS for _, _, outlet in rows])
    p = np.zeros(len(rows))
    for k in sorted(set(fold)):
        rest = [r for r, f in zip(rows, fold, strict=True) if f != k]
        names = names_of(rest)
        w = fit(*matrix(rest, names), ridge=RIDGE)
        p[fold == k] = probabilities(
            w, matrix([r for r, f in zip(rows, fold, strict=True) if f == k], names)[0]
        )
    return p


def line(kind: str, p: np.ndarray, y: np.ndarray) -> str:
    error, area = calibration(p, y)
    sure = p >= SURE
    hits = y[sure].mean() if sure.any() else float("nan")
    return (
        f"{kind:<12} {len(y):4d} reports, right {y.mean():.2f}, ECE {error:.3f}, AUROC {area:.3f}, "
        f"at {SURE} or more {sure.mean():.0%}, of those right {hits:.2f}"
    )


def run(write: bool) -> None:
    """Fit, print what cross-validation says, and write the weights if asked."""
    lines = [
        "# Confidence of reports: logistic weights by kind, written by bench/fit_confidence.py.",
        "# A feature is a frame, a construction, a field that stands or not, how a field was derived,",
        "# how far its proof lies (steps of sentences), or how many reports there are.",
    ]
    every: list[tuple[np.ndarray, np.ndarray]] = []
    for kind, rows in rows_of("study").items():
        y = np.array([hit for _, hit, _ in rows])
        p = crossed(rows)
        every.append((p, y))
        print(line(kind, p, y))
        names = names_of(rows)
        w = fit(*matrix(rows, names), ridge=RIDGE)
        weights = {"bias": float(w[-1]), **{n: float(v) for n, v in zip(names, w, strict=False)}}
        lines += [f"\n[{kind}]", *(f'"{n}" = {v:.3f}' for n, v in weights.items() if abs(v) >= 0.0005)]
    print(line("all", np.concatenate([p for p, _ in every]), np.concatenate([y for _, y in every])))
    if write:
        data.path("packs/fr/confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    run(parser.parse_args().write)


if __name__ == "__main__":
    main()
