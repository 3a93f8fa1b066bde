"""Who is named, in what office, for which country: the actor component against gold and its own cases.

    python bench/actors.py [study|aside|all|cases] [--show WHAT] [--limit N] [--shared DIR]

On the development articles: the share of gold people (travellers, people of meetings, speakers) for whom
one named entity stands; of those, with the gold country (a visit's `from`, one of a meeting's `sides`) and
office (of visits); named entities an article that gold never names; gold people split over two entities.
On `cases`: the marked mentions of tests/cases/actors.toml. `--show` lists what went wrong: missing,
country, office, extra, split, or (cases) any mention. Nothing but sums is printed of `aside`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quality import article_of, load
from verbale.pipeline import analyse
from verbale.records import Entity

HERE = Path(__file__).resolve().parent
Wanted = tuple[str, str, str | None, set[str] | None]  # field, name, office, countries


def scorer(folder: Path) -> Any:
    """score.py of the shared gold, whose `same_person` decides."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def people_of(gold: dict[str, Any], is_named: Callable[[str], bool]) -> Iterator[Wanted]:
    for visit in gold["visits"]:
        if is_named(visit["traveller"]):
            yield "traveller", visit["traveller"], visit["office"], {visit["from"]} if visit["from"] else None
    for meeting in gold["meetings"]:
        for name in meeting["people"] or []:
            if is_named(name):
                yield "people", name, None, set(meeting["sides"])
    for kind in ("quotes", "figures"):
        for record in gold[kind]:
            if record["speaker"] and is_named(record["speaker"]) and record["speaker"][0].isupper():
                yield kind, record["speaker"], None, None


def measure(rows: list[dict[str, Any]], gold: dict[str, dict[str, Any]], score: Any) -> tuple[Counter, list]:
    count: Counter[str] = Counter()
    wrong: list[tuple[str, str, str]] = []
    for row in rows:
        analysis = analyse(article_of(row))
        if analysis.language != "fr":
            continue
        named = [e for e in analysis.entities if e.kind == "person" and e.name]
        wanted = list(people_of(gold[row["id"]], score.is_named))
        for what, name, office, countries in wanted:
            fits = [e for e in named if score.same_person(name, e.name)]
            count[f"{what}:all"] += 1
            if not fits:
                wrong.append(("missing", row["id"], f"{what}: {name}"))
                continue
            count[f"{what}:found"] += 1
            compare(count, wrong, row["id"], what, name, office, countries, fits)
        everyone = [name for _, name, _, _ in wanted]
        extra = [e for e in named if not any(score.same_person(n, e.name) for n in everyone)]
        count["articles"] += 1
        count["extra"] += len(extra)
        wrong += [("extra", row["id"], f"{e.name} {e.office} {e.country}") for e in extra]
        for name in sorted(set(everyone)):
            fits = [e for e in named if score.same_person(name, e.name)]
            count["people"] += 1
            if len(fits) > 1:
                count["split"] += 1
                wrong.append(("split", row["id"], f"{name}: {[e.name for e in fits]}"))
    return count, wrong


def compare(
    count: Counter[str],
    wrong: list[tuple[str, str, str]],
    key: str,
    what: str,
    name: str,
    office: str | None,
    countries: set[str] | None,
    fits: list[Entity],
) -> None:
    """Country and office of the entities found for one gold person."""
    if countries:
        count[f"{what}:with country"] += 1
        if any(e.country in countries for e in fits):
            count[f"{what}:country"] += 1
        else:
            said = [(e.country, e.country_how) for e in fits]
            wrong.append(("country", key, f"{what}: {name}: {sorted(countries)} not {said}"))
    if office:
        count[f"{what}:with office"] += 1
        if any(e.office == office for e in fits):
            count[f"{what}:office"] += 1
        else:
            wrong.append(("office", key, f"{name}: {office} not {[e.office for e in fits]}"))


def print_counts(count: Counter[str]) -> None:
    def share(part: str, whole: str) -> str:
        return f"{count[part] / count[whole]:.3f} of {count[whole]}" if count[whole] else "-"

    for what in ("traveller", "people", "quotes", "figures"):
        line = f"{what:10} named {share(f'{what}:found', f'{what}:all')}"
        if count[f"{what}:with country"]:
            line += f"  country {share(f'{what}:country', f'{what}:with country')}"
        if count[f"{what}:with office"]:
            line += f"  office {share(f'{what}:office', f'{what}:with office')}"
        print(line)
    print(
        f"named but not in gold, an article: {count['extra'] / max(1, count['articles']):.2f}; "
        f"gold people in two entities: {share('split', 'people')}"
    )


def run_cases(limit: int, show: bool) -> int:
    sys.path.insert(0, str(HERE.parent / "tests"))
    from actor_cases import read_cases, tally

    total, faults = tally(read_cases())
    for field in ("found", "name", "office", "country", "entity", "whole"):
        print(f"{field:8} {total[field] / total['mentions']:.3f}")
    print(f"{total['mentions']} mentions, {total['false']} false people")
    for fault in faults[:limit] if show else []:
        print(" ", fault)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", default="study", choices=["study", "aside", "all", "cases"])
    parser.add_argument("--show", choices=["missing", "country", "office", "extra", "split", "any"])
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    args = parser.parse_args()
    if args.part == "cases":
        return run_cases(args.limit, bool(args.show))
    folder = args.shared / "gold"
    if not folder.exists():
        sys.exit(f"{folder}: no development articles there; name their folder with --shared")
    split = json.loads((folder / "dev/split.json").read_text(encoding="utf-8"))
    wanted = set(split["study"] + split["aside"] if args.part == "all" else split[args.part])
    rows = [r for r in load(folder / "dev/articles.jsonl") if r["id"] in wanted]
    gold = {g["id"]: g for g in load(folder / "dev/gold.jsonl")}
    count, wrong = measure(rows, gold, scorer(folder))
    print_counts(count)
    aside = set(split["aside"])
    shown = [w for w in wrong if w[0] == args.show and w[1] not in aside]
    for _, key, fault in shown[: args.limit]:
        print(f"  {key} {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
