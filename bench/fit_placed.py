"""Fit the model of officials placed abroad on `study`, by cross-validation with folds by outlet.

    python bench/fit_placed.py [--write] [--ridge R]

A pair of an official and a state is right when a gold visit of the article has that traveller and
destination. Prints, for several thresholds, what the pairs above it add out of fold, and how the visits'
`found` changes with them. --write puts weights fitted on all of `study` into packs/fr/placed.toml. Needs
numpy.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np

from fit_confidence import scorer
from fit_relevance import fit
from quality import article_of, load
from verbale import data
from verbale.codec import report_to_dict
from verbale.extract.contacts import candidates
from verbale.extract.scene import make_scene
from verbale.pipeline import analyse

HERE = Path(__file__).resolve().parent
RARE = 5  # a feature seen less often tells nothing


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    dev = args.shared / "gold/dev"
    score = scorer(args.shared / "gold/score.py")
    study = set(json.loads((dev / "split.json").read_text(encoding="utf-8"))["study"])
    gold = {g["id"]: g["visits"] for g in load(dev / "gold.jsonl") if g["id"] in study}
    rows: list[tuple[dict[str, float], float, str]] = []
    known = hits = 0
    articles = [r for r in load(dev / "articles.jsonl") if r["id"] in study]
    for row in articles:
        visits, pairs = candidates(make_scene(analyse(article_of(row))))
        told = [report_to_dict(v) for v in visits]
        wanted = gold[row["id"]]
        found = score.assign(wanted, told, score.MATCH["visits"], lambda g, p: 0)
        known, hits = known + len(told), hits + len(found)
        free = [g for k, g in enumerate(wanted) if k not in {i for i, _ in found}]
        for pair in pairs:
            said = {"traveller": pair.entity.name, "to": pair.to, "office": pair.entity.office}
            right = any(score.match_visit(g, said) for g in free)
            rows.append((pair.features, float(right), row.get("outlet") or ""))
    count: dict[str, int] = {}
    for features, _, _ in rows:
        for name in features:
            count[name] = count.get(name, 0) + 1
    names = sorted(n for n, k in count.items() if k >= RARE)
    x = np.array([[f.get(n, 0.0) for n in names] for f, _, _ in rows])
    y = np.array([r for _, r, _ in rows])
    outlets = sorted({o for _, _, o in rows})
    fold = np.array([outlets.index(o) % 8 for _, _, o in rows])
    p = np.zeros(len(y))
    for k in range(8):
        w = fit(x[fold != k], y[fold != k], args.ridge)
        p[fold == k] = 1 / (1 + np.exp(-np.c_[x[fold == k], np.ones((fold == k).sum())] @ w))
    total = sum(len(g) for g in gold.values())
    print(f"{len(rows)} pairs, {int(y.sum())} right; told {known}, found {hits} of {total}, "
          f"F1 {2 * hits / (known + total):.3f}")  # fmt: skip
    for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        added, good = int((p >= t).sum()), int(y[p >= t].sum())
        f1 = 2 * (hits + good) / (known + added + total)
        print(f"threshold {t}: {added} added, {good} right, F1 {f1:.3f}")
    w = fit(x, y, args.ridge)
    table = dict(zip([*names, "intercept"], (float(v) for v in np.round(w, 3)), strict=True))
    if args.write:
        path = data.path("packs/fr/placed.toml")
        text = path.read_text(encoding="utf-8")
        lines = "".join(f'"{n}" = {v}\n' for n, v in sorted(table.items()))
        path.write_text(
            re.sub(r"\[weights\]\n.*", f"[weights]\n{lines}", text, flags=re.DOTALL), encoding="utf-8"
        )
    else:
        for n, v in sorted(table.items(), key=lambda nv: nv[1]):
            print(f"{v:7.3f} {count.get(n, len(rows)):5d} {n}")


if __name__ == "__main__":
    main()
