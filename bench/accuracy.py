"""Write docs/accuracy.md: how well the reader reads, measured now.

    python bench/accuracy.py [--check]

Reads the development articles with the scorer's own functions: scores by kind on `study` and `aside` with
95 % intervals (articles drawn anew 1,000 times), fields, the five seeds, what is missed and why, confidence
by cross-validation, the swap test, and others' test cases. What a person adds stands in bench/accuracy.toml.
Takes some five minutes. --check prints the headline tables alone and writes nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import sys
import tomllib
from collections.abc import Callable
from typing import Any

import amounts
import causes
import fit_confidence
import swap
from measure import HERE, SHARED, Pair, bootstrap, counts, f1, pairs_of, read_part, scorer
from quality import load, predict
from verbale.pipeline import reader
from verbale.records import KINDS

GOALS = {  # found, right: what two coders apart from the codebook suggest can be reached
    "visits": (0.88, 0.75), "meetings": (0.86, 0.74), "agreements": (0.78, 0.66), "figures": (0.92, 0.72),
    "quotes": (0.95, 0.88), "commitments": (0.65, 0.58), "headline": (0.84, 0.72),
}  # fmt: skip


def number(value: float) -> str:
    return f"{value:.2f}"


def kind_rows(score: Any, pairs: list[Pair]) -> tuple[list[str], dict[str, tuple[float, float]]]:
    """The table of kinds, and found and right by kind and for the headline."""
    lines = [
        "| kind | found | 95 % | right | 95 % | precision | recall | records | goal |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    by: dict[str, tuple[float, float]] = {}
    for kind in KINDS:
        rows = [counts(score, kind, g, p) for g, p in pairs]
        total = [sum(column) for column in zip(*rows, strict=True)]
        by[kind] = f1(score, total)
        (f_low, f_high), (r_low, r_high) = bootstrap(rows, score)
        precision, recall = total[3] / max(total[1], 1), total[2] / max(total[0], 1)
        lines.append(
            f"| {kind} | {by[kind][0]:.3f} | {number(f_low)} to {number(f_high)} | {by[kind][1]:.3f} "
            f"| {number(r_low)} to {number(r_high)} | {number(precision)} | {number(recall)} | {total[0]} "
            f"| {number(GOALS[kind][0])} / {number(GOALS[kind][1])} |"
        )
    by["headline"] = tuple(statistics.fmean(by[k][i] for k in KINDS) for i in (0, 1))  # type: ignore[assignment]
    found, right = by["headline"]
    lines.append(f"| **headline** | **{found:.3f}** | | **{right:.3f}** | | | | | 0.84 / 0.72 |")
    return lines, by


def field_rows(score: Any, parts: dict[str, list[Pair]]) -> list[str]:
    """Share of right values over matched records, field by field, with the mean and the lowest."""
    shares = {part: field_shares(score, pairs) for part, pairs in parts.items()}
    lines = ["| field | study | aside |", "| --- | --- | --- |"]
    lines += [
        f"| {name} | " + " | ".join(number(shares[p].get(name, 0.0)) for p in parts) + " |"
        for name in shares["study"]
    ]
    for what, of in (("mean", statistics.fmean), ("lowest", min)):
        values: list[float] = [of(list(shares[p].values())) for p in parts]  # type: ignore[operator]
        lines.append(f"| **{what}** | " + " | ".join(f"**{v:.3f}**" for v in values) + " |")
    return lines


def field_shares(score: Any, pairs: list[Pair]) -> dict[str, float]:
    out = {}
    for kind in score.FIELDS:
        hits = dict.fromkeys(score.FIELDS[kind], 0)
        seen = 0
        for gold, ours in pairs:
            taken, _ = pairs_of(score, kind, gold[kind], ours[kind])
            for i, j in taken:
                seen += 1
                for name, same in score.FIELDS[kind].items():
                    hits[name] += bool(same(gold[kind][i].get(name), ours[kind][j].get(name)))
        out |= {f"{kind} {name}": n / seen for name, n in hits.items() if seen}
    return out


def sector_score(score: Any, pairs: list[Pair]) -> float:
    both = sum(len(set(g["sectors"]) & set(p["sectors"])) for g, p in pairs)
    ours, theirs = (sum(len(set(pair[i]["sectors"])) for pair in pairs) for i in (1, 0))
    return score.f1(both, both, theirs, ours) or 0.0


def others(pairs: list[Pair], score: Any) -> list[str]:
    """Sectors, articles left empty, false alarms."""
    empty = [not any(p[k] for k in KINDS) for g, p in pairs if not g["relevant"]]
    negatives = predict(load(SHARED / "gold/dev/negatives.jsonl"))
    alarms = sum(len(d[k]) for d in negatives for k in KINDS)
    return [
        f"- Irrelevant articles left empty: {sum(empty)} of {len(empty)}.",
        f"- Articles without any diplomatic word: {alarms} records in {len(negatives)} articles, "
        f"{100 * alarms / len(negatives):.1f} per 100.",
        f"- Sectors of documents, F1: {sector_score(score, pairs):.3f}.",
    ]


def printed(run: Callable[[], object]) -> list[str]:
    """What a measure prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run()
    return ["```", *out.getvalue().strip().splitlines(), "```"]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    score = scorer()
    parts = {part: read_part(part) for part in ("study", "aside")}
    tables = {part: kind_rows(score, pairs)[0] for part, pairs in parts.items()}
    fields = field_rows(score, parts)
    seeds = [(g, p) for g, p in parts["study"] if g["id"].startswith("seed-")]
    seed_table, seed_by = kind_rows(score, seeds)
    if args.check:
        for lines in (*tables.values(), fields[-2:], seed_table):
            print("\n".join(lines), end="\n\n")
        return 0
    text = tomllib.loads((HERE / "accuracy.toml").read_text(encoding="utf-8"))
    sections = [
        f"# Accuracy\n\nWritten by `python bench/accuracy.py` for reader `{reader()}`.\n\n{text['opening']}",
        "## Articles put aside\n\n" + "\n".join(tables["aside"]),
        "## Articles studied\n\n" + "\n".join(tables["study"]),
        "## Fields of matched records\n\n" + "\n".join(fields),
        "## Beside the kinds\n\n" + "\n".join(others(parts["study"] + parts["aside"], score)),
        f"## Five articles in full\n\n{text['seeds']}\n\n" + "\n".join(seed_table),
        f"## Confidence\n\n{text['confidence']}\n\n" + "\n".join(printed(lambda: fit_confidence.run(False))),
        f"## No default country\n\n{text['swap']}\n\n"
        + "\n".join(printed(lambda: swap.run(["KAZ", "BFA", "JPN"]))),
        f"## Amounts in others' cases\n\n{text['peers']}\n\n"
        + "\n".join(printed(lambda: amounts.peers(SHARED / "peers/recognizers-text"))),
        f"## What is missed, and why\n\n{text['causes']}\n\n### On the articles studied\n\n"
        + "\n".join(causes.markdown(causes.table(score, parts["study"])))
        + "\n\n### On those put aside\n\n"
        + "\n".join(causes.markdown(causes.table(score, parts["aside"])))
        + f"\n\n{text['examples']}",
        f"## Measuring again\n\n{text['again']}",
    ]
    out = HERE.parent / "docs" / "accuracy.md"
    out.write_text("\n\n".join(s.strip() for s in sections) + "\n", encoding="utf-8")
    print(f"{out}: headline of the five {seed_by['headline'][0]:.3f} / {seed_by['headline'][1]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
