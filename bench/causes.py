"""Why records are missed, false or not right: a table of causes, by kind.

    python bench/causes.py [study|aside] [--write]

A gold record that no record of ours matches is compared with the unmatched ones of its article: the cause
is the first condition of the match that the nearest one breaks, or that nothing like it was read. A matched
record that is not right counts once for each field that breaks it. Only counts are printed, never text.
--write keeps the table of `study` in bench/causes.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from measure import HERE, Pair, pairs_of, read_part, scorer
from verbale.records import KINDS

Record = dict[str, Any]
Check = Callable[[Any, Record, Record], bool]


def _codes_in_common(score: Any, field: str, most: int) -> Callable[[Record, Record], bool]:
    return lambda g, p: (
        score.shared_codes(g[field], p[field]) >= min(most, max(1, len(score.codes(g[field]))))
    )


def _label(score: Any) -> Callable[[Record, Record], bool]:
    return lambda g, p: bool(score.words(g["label"]) & score.words(p["label"]))


def conditions(score: Any, kind: str) -> dict[str, Callable[[Record, Record], bool]]:
    """Name of what a match needs → whether it holds between a gold record and one of ours."""
    if kind == "visits":
        return {
            "another destination": lambda g, p: score.fold(g["to"]) == score.fold(p["to"]),
            "another traveller": lambda g, p: (
                score.same_person(g["traveller"], p["traveller"])
                or score.match_visit({**g, "to": ""}, {**p, "to": ""})
            ),
        }
    if kind == "meetings":
        return {
            "a side not resolved": _codes_in_common(score, "sides", 2),
            "too many sides": lambda g, p: score.mostly(
                score.codes(g["sides"]), score.codes(p["sides"]), score.same_code
            ),
            "nobody of the people": lambda g, p: (
                score.match_meeting({**g, "sides": []}, {**p, "sides": ["X"]})
                or not g["people"]
                or any(score.same_person(x, y) for x in g["people"] for y in p["people"])
            ),
        }
    if kind == "agreements":
        return {
            "a party not resolved": _codes_in_common(score, "parties", 2),
            "done or open": lambda g, p: (g["status"] in score.DONE) == (p["status"] in score.DONE),
            "another label and other sectors": lambda g, p: bool(
                score.words(g["label"]) & score.words(p["label"]) or set(g["sectors"]) & set(p["sectors"])
            ),
        }
    if kind == "figures":
        return {"another unit": lambda g, p: score.match_figure({**g, "unit": None}, p)}
    if kind == "commitments":
        return {
            "another label": _label(score),
            "another kind": lambda g, p: _class(score, g) == _class(score, p),
            "another maker or addressee": lambda g, p: bool(
                score.shared_codes([g["by"], *g["to"]], [p["by"], *p["to"]])
            ),
        }
    return {"other words": lambda g, p: score.covered(g, [p])}


def _class(score: Any, record: Record) -> str:
    return score.COMMIT_CLASS.get(record["kind"], record["kind"])


RIGHT = {
    "visits": ("from", "start", "status"),
    "meetings": ("date", "country", "status"),
    "agreements": ("status", "sectors"),
    "figures": ("value", "unit", "bound", "measure", "countries", "period"),
    "commitments": ("due",),
}


def missed(score: Any, kind: str, gold: Record, spare: list[Record]) -> str:
    """The cause of one miss, given the records of the article that no gold record took."""
    checks = conditions(score, kind)
    kept = [(sum(check(gold, p) for check in checks.values()), -i) for i, p in enumerate(spare)]
    if not kept or max(kept)[0] == 0:
        return "nothing like it was read"
    nearest = spare[-max(kept)[1]]
    broken = [name for name, check in checks.items() if not check(gold, nearest)]
    return broken[0] if broken else "told twice or more, read fewer times"


def wrong(score: Any, kind: str, gold: Record, ours: Record) -> list[str]:
    """The fields of `right` in which a matched record differs from gold."""
    if kind == "quotes":
        return ["speaker"]
    # gold's record with our value in one field: does that alone break it?
    return [
        field
        for field in RIGHT[kind]
        if gold.get(field) != ours.get(field) and not score.RIGHT[kind](gold, _others(gold, ours, field))
    ]


def _others(gold: Record, ours: Record, field: str) -> Record:
    """Gold's record with our value in one field."""
    return {**gold, field: ours.get(field)}


def table(score: Any, pairs: list[Pair]) -> dict[str, tuple[Counter[str], Counter[str], int]]:
    """kind → causes of misses, fields that break a match, and false records."""
    out = {}
    for kind in KINDS:
        misses, fields, false = Counter[str](), Counter[str](), 0
        for gold, ours in pairs:
            taken, right = pairs_of(score, kind, gold[kind], ours[kind])
            spare = [p for j, p in enumerate(ours[kind]) if j not in {j for _, j in taken}]
            false += len(spare)
            for i, g in enumerate(gold[kind]):
                if i not in {i for i, _ in taken}:
                    misses[missed(score, kind, g, spare)] += 1
            for i, j in taken:
                if (i, j) not in right:
                    fields.update(wrong(score, kind, gold[kind][i], ours[kind][j]))
        out[kind] = misses, fields, false
    return out


def markdown(of: dict[str, tuple[Counter[str], Counter[str], int]]) -> list[str]:
    lines = ["| kind | missed, by cause | false | found, but another |", "| --- | --- | --- | --- |"]
    listed = lambda c: ", ".join(f"{name} {n}" for name, n in c.most_common()) or "none"  # noqa: E731
    for kind, (misses, fields, false) in of.items():
        lines.append(f"| {kind} | {listed(misses)} | {false} | {listed(fields)} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", default="study", choices=["study", "aside"])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines = markdown(table(scorer(), read_part(args.part)))
    print("\n".join(lines))
    if args.write and args.part == "study":
        head = "# Causes of what is missed, on `study`\n\nWritten by `python bench/causes.py --write`.\n\n"
        (HERE / "causes.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
