"""Fit the weights of an instrument's sectors: logistic regression on `study`, checked by outlet.

    python bench/fit_agreements.py [--write]

Every agreement of the gold whose label begins at a phrase that the reader knows gives one row for each sector
with a word in the article. Prints, out of fold, how many get exactly their sectors and how many half of them
or more, and with --write puts the weights into packs/fr/instrument_sectors.toml. Needs numpy (comes with the
language detector).
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np

from fit_relevance import fit
from quality import article_of, load
from verbale import data
from verbale.extract.instrument_sectors import WEIGHTS, phrase_features
from verbale.extract.instruments import Phrase, find_phrases
from verbale.extract.scene import Scene, make_scene
from verbale.pipeline import analyse

HERE = Path(__file__).resolve().parent
FOLDS = 5
Example = tuple[str, dict[str, dict[str, float]], set[str]]  # outlet, sector -> features, gold


def phrase_of(scene: Scene, phrases: list[Phrase], label: str) -> Phrase | None:
    """The first phrase whose noun stands in the label, wherever the text has it."""
    text = scene.analysis.article.text
    found = [i for i in range(len(text)) if text.startswith(label, i)]
    inside = [p for p in phrases for i in found if i <= scene.tokens.starts[p.first] < i + len(label)]
    return min(inside, key=lambda p: p.first, default=None)


def examples(dev: Path) -> list[Example]:
    study = set(json.loads((dev / "split.json").read_text(encoding="utf-8"))["study"])
    gold = {g["id"]: g["agreements"] for g in load(dev / "gold.jsonl")}
    out: list[Example] = []
    for row in load(dev / "articles.jsonl"):
        if row["id"] not in study or not gold[row["id"]]:
            continue
        scene = make_scene(analyse(article_of(row)))
        phrases = find_phrases(scene)
        for record in gold[row["id"]]:
            phrase = phrase_of(scene, phrases, record["label"])
            if phrase:
                told = phrase_features(scene, [phrase], phrase.kind)
                out.append((row.get("outlet") or row["id"].split("-")[0], told, set(record["sectors"])))
    return out


def table(rows: list[Example], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    x = [[told.get(n, 0.0) for n in names] for _, sectors, _ in rows for told in sectors.values()]
    y = [float(sector in gold) for _, sectors, gold in rows for sector in sectors]
    return np.array(x), np.array(y)


def chosen(
    sectors: dict[str, dict[str, float]], names: list[str], w: np.ndarray, t: float, least: float
) -> set[str]:
    told = {s: 1 / (1 + np.exp(-(sum(f.get(n, 0.0) * v for n, v in zip(names, w[:-1], strict=True)) + w[-1])))
            for s, f in sectors.items()}  # fmt: skip
    best = max(told, key=lambda s: told[s])
    return {s for s, p in told.items() if p >= t} or ({best} if told[best] >= least else set())


def jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    rows = examples(args.shared / "gold/dev")
    names = sorted({n for _, sectors, _ in rows for told in sectors.values() for n in told})
    outlets = sorted({outlet for outlet, _, _ in rows})
    fold = {outlet: k % FOLDS for k, outlet in enumerate(outlets)}
    of_fold = [fit(*table([r for r in rows if fold[r[0]] != k], names), args.ridge) for k in range(FOLDS)]
    model = data.toml(WEIGHTS)["model"]
    for t in (0.35, 0.4, 0.45, 0.5):
        got = [(chosen(s, names, of_fold[fold[o]], t, model["least"]), gold) for o, s, gold in rows]
        print(f"threshold {t}: exact {np.mean([a == b for a, b in got]):.3f}, "
              f"half {np.mean([jaccard(a, b) >= 0.5 for a, b in got]):.3f} of {len(rows)}")  # fmt: skip
    *weights, intercept = np.round(fit(*table(rows, names), args.ridge), 3)
    print(dict(zip(names, weights, strict=True)), intercept)
    if args.write:
        path = data.path(WEIGHTS)
        head = path.read_text(encoding="utf-8").split("[weights]")[0]
        head = re.sub(r"^intercept = .*$", f"intercept = {intercept}", head, flags=re.MULTILINE)
        body = "".join(f'"{n}" = {v}\n' for n, v in zip(names, weights, strict=True))
        path.write_text(f"{head}[weights]\n{body}", encoding="utf-8")


if __name__ == "__main__":
    main()
