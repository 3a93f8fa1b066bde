"""Are the dates of the hand-coded records among those found in their articles?

    python bench/dates.py [--part study|aside] [--gold FOLDER] [--misses] [--speed]

Prints, field by field, the share of gold date strings that `find_dates` finds in the article (as a value, or
as an end of one), and the share that `settle_published` and the day counted from add. Development only:
the articles stay outside the repository.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from verbale.analyse.dates import anchor_day, find_dates
from verbale.records import Date

FIELDS = {
    "visits": ("start", "end"),
    "meetings": ("date",),
    "agreements": ("date",),
    "figures": ("period",),
    "commitments": ("due",),
}
GOLD = Path(__file__).parents[2] / "shared/gold/dev"


def load(folder: Path, part: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Articles and their records."""
    wanted = json.loads((folder / "split.json").read_text())[part]
    tables = []
    for name in ("articles.jsonl", "gold.jsonl"):
        rows = map(json.loads, (folder / name).read_text(encoding="utf-8-sig").splitlines())
        tables.append({row["id"]: row for row in rows})
    return [(tables[0][i], tables[1][i]) for i in wanted]


def text_of(article: dict[str, Any]) -> tuple[str, int]:
    """The stored text (title, newline, body) and where the body begins."""
    title = article.get("title")
    return (f"{title}\n{article['text']}", len(title) + 1) if title else (article["text"], 0)


def candidates(dates: tuple[Date, ...]) -> set[str]:
    """Values, and the ends of those that are stretches."""
    values = {d.value for d in dates if d.value}
    return values | {end for v in values for end in v.split("/") if end != ".."}


def measure(part: str, folder: Path, *, show: bool) -> None:
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with_anchor: Counter[str] = Counter()
    for article, gold in load(folder, part):
        text, body_start = text_of(article)
        dates = find_dates(text, published=article.get("published"), body_start=body_start)
        values = candidates(dates)
        anchor = anchor_day(text, body_start, article.get("published"))
        around = values | {v for v in (article.get("published"), anchor.day and anchor.day.isoformat()) if v}
        misses = []
        for kind, fields in FIELDS.items():
            for record in gold[kind]:
                for field in fields:
                    if not (value := record.get(field)):
                        continue
                    key = f"{kind}.{field}"
                    total[key] += 1
                    found[key] += value in values
                    with_anchor[key] += value in around
                    if value not in values:
                        misses.append(f"  {key} {value}{'' if value not in around else ' (anchor)'}")
        if show and misses and part == "study":
            print(f"{article['id']} published {article.get('published')} anchor {anchor.day} {anchor.how}")
            print("\n".join(dict.fromkeys(misses)))
            print("   ", [(text[d.start : d.end], d.value) for d in dates])
    for key in (*total, ""):
        n = total[key] if key else sum(total.values())
        a, b = (found[key], with_anchor[key]) if key else (sum(found.values()), sum(with_anchor.values()))
        print(f"{key or 'all':18} {n:4}  found {a / n:.3f}  with the anchor {b / n:.3f}")


def speed(folder: Path) -> None:
    texts = [text_of(a)[0] for a, _ in load(folder, "study")]
    find_dates(texts[0], published="2023-05-10")
    size = sum(len(t.encode()) for t in texts)
    begin = time.perf_counter()
    for text in texts:
        find_dates(text, published="2023-05-10")
    print(f"{size / 1e6 / (time.perf_counter() - begin):.2f} MB/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--part", default="study", choices=("study", "aside"))
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--misses", action="store_true", help="print the misses (study only)")
    parser.add_argument("--speed", action="store_true")
    args = parser.parse_args()
    measure(args.part, args.gold, show=args.misses)
    if args.speed:
        speed(args.gold)


if __name__ == "__main__":
    main()
