"""Fit the weights that give a side to people of whom no word says it, checked out of fold.

    python bench/fit_sides.py [--write] [--show]

Taught by the marked texts of tests/cases/actors.toml and by the gold of the study articles: a traveller's
`from`, the side that a meeting leaves for its other participant. Five folds by article. With --write the
weights go into packs/fr/sides.toml. Needs numpy (comes with the language detector).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from actors import scorer
from quality import article_of, load
from verbale import data
from verbale.detect import contexts, entities
from verbale.detect.drafts import Draft
from verbale.detect.people import Person
from verbale.pipeline import analyse

HERE = Path(__file__).resolve().parent
SETS = {"weights": False, "weights_unsaid": True}


class Row(NamedTuple):
    """A person without a side: what speaks for each state, whether an office of a state is told, the sides
    that are right, and how much the row counts."""

    key: str
    name: str
    found: Mapping[str, Mapping[str, float]]
    said: bool
    right: frozenset[str]
    home: str | None


def rows_of_article(row: dict[str, Any], gold: dict[str, Any], score: Any) -> list[Row]:
    """The people of one article whose side gold tells and the text's own words do not."""
    out: list[Row] = []

    def watch(around: Any, drafts: Any, owner: Any, offices: frozenset[str]) -> None:
        known = {p.index: p for p in owner.values()}
        for person, _draft, found, said in contexts.weighed(around, drafts, owner, offices):
            text = _name(around, person)
            right = (
                _right(gold, text, [(_name(around, p), p) for p in known.values()], score) if text else None
            )
            if right:
                out.append(Row(row["id"], text or "", found, said, frozenset(right), around.home))
                if len(right) == 1:
                    person.country, person.country_how = next(iter(right)), "document"

    _with(watch, lambda: analyse(article_of(row)))
    return out


def _with(watch: Any, run: Any) -> None:
    before, entities.assign_sides = entities.assign_sides, watch
    try:
        run()
    finally:
        entities.assign_sides = before


def _name(around: Any, person: Person) -> str | None:
    return around.tokens.plain[person.name.start : person.name.end] if person.name else None


def _right(
    gold: dict[str, Any], name: str, others: list[tuple[str | None, Person]], score: Any
) -> set[str] | None:
    """The sides that gold leaves open for a person: one of a journey, else those of a meeting."""
    found: list[set[str]] = []
    for visit in gold["visits"]:
        if (
            visit["from"]
            and score.is_named(visit["traveller"])
            and score.same_person(visit["traveller"], name)
        ):
            return {visit["from"]}
    for meeting in gold["meetings"]:
        people = meeting["people"] or []
        if not any(score.same_person(p, name) for p in people):
            continue
        sides = set(meeting["sides"])
        rest = [p for p in people if not score.same_person(p, name)]
        known = {q.country for p in rest for n, q in others if n and q.country and score.same_person(p, n)}
        left = sides - known
        found.append(left if len(sides) == 2 and len(rest) == 1 and len(left) == 1 else sides)
    return min(found, key=len, default=None)


def rows_of_cases() -> Iterator[Row]:
    """The marked mentions whose side the text's own words do not tell."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    from actor_cases import found_in, read_cases

    for case in read_cases():
        out: list[Row] = []

        def watch(
            around: Any, drafts: list[Draft], owner: Any, offices: Any, case: Any = case, out: Any = out
        ) -> None:
            right = {}
            for start, end, key in case.marks:
                for k, person in owner.items():
                    low = around.tokens.starts[drafts[k].first]
                    high = around.tokens.ends[drafts[k].last - 1]
                    if key in case.people and low < end and high > start:
                        right[person.index] = case.people[key][2]
            for person, draft, found, said in contexts.weighed(around, drafts, owner, offices):
                side = right.get(person.index, "?")
                if side in found:
                    text = _name(around, person) or around.tokens.words[draft.first]
                    out.append(Row(case.text[:40], text, found, said, frozenset([side]), around.home))
                    person.country, person.country_how = side, "document"

        _with(watch, lambda case=case: found_in(case))
        yield from out


def fit(rows: list[Row], names: list[tuple[str, str]], ridge: float) -> np.ndarray:
    """Weights by gradient ascent on the likelihood of the right sides, with a ridge."""
    tables = [matrix(r, names) for r in rows]
    right = [np.array([c in r.right for c in r.found], float) for r in rows]
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for t in range(1, 301):
        slope = -ridge * w
        for x, y in zip(tables, right, strict=True):
            p = np.exp(x @ w - (x @ w).max())
            p /= p.sum()
            q = p * y
            slope += (q / (q.sum() + 1e-12) - p) @ x
        m, v = 0.9 * m + 0.1 * slope, 0.99 * v + 0.01 * slope**2
        w += 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return w


def matrix(row: Row, names: list[tuple[str, str]]) -> np.ndarray:
    return np.array([
        [f.get(n, 0.0) if part == "weights" or not row.said else 0.0 for part, n in names]
        for f in row.found.values()
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--ridge", type=float, default=0.5)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    folder = args.shared / "gold"
    split = json.loads((folder / "dev/split.json").read_text(encoding="utf-8"))
    gold = {g["id"]: g for g in load(folder / "dev/gold.jsonl")}
    score, study = scorer(folder), set(split["study"])
    rows = list(rows_of_cases())
    for article in load(folder / "dev/articles.jsonl"):
        if article["id"] in study:
            rows += rows_of_article(article, gold[article["id"]], score)
    rows = [r for r in rows if r.right & set(r.found)]
    pack = data.toml("packs/fr/sides.toml")
    names = [(part, n) for part in SETS for n in pack[part]]
    keys = sorted({r.key for r in rows})
    folds = {key: k % 5 for k, key in enumerate(keys)}
    count: Counter[tuple[str, str]] = Counter()
    for k in range(5):
        w = fit([r for r in rows if folds[r.key] != k], names, args.ridge)
        for r in (r for r in rows if folds[r.key] == k):
            x = matrix(r, names) @ w
            p = np.exp(x - x.max()) / np.exp(x - x.max()).sum()
            best = list(r.found)[int(p.argmax())]
            kind = ("case " if " " in r.key else "study ") + ("said" if r.said else "unsaid")
            count[kind, "all"] += 1
            count[kind, "right"] += best in r.right
            count[kind, "home right"] += r.home in r.right
            for t in (0.4, 0.5, 0.6, 0.7):
                count[kind, f"over {t}"] += p.max() >= t
                count[kind, f"over {t} right"] += p.max() >= t and best in r.right
            if args.show and best not in r.right:
                print(f"  {r.key}: {r.name}: {best} {p.max():.2f}, not {sorted(r.right)}; home {r.home}")
    shown: dict[str, dict[str, int]] = defaultdict(dict)
    for (kind, what), n in count.items():
        shown[kind][what] = n
    for kind, values in shown.items():
        print(kind, values)
    weights = dict(zip(names, np.round(fit(rows, names, args.ridge), 2), strict=True))
    print({f"{part}.{n}": float(v) for (part, n), v in weights.items()})
    if args.write:
        write(weights)


def write(weights: Mapping[tuple[str, str], float]) -> None:
    path = data.path("packs/fr/sides.toml")
    part, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        part = line.strip("[]") if line.startswith("[") else part
        name = line.partition(" = ")[0]
        lines.append(re.sub(r" = .*", f" = {weights[part, name]}", line) if (part, name) in weights else line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
