"""What furniture costs and takes: gold evidence that falls inside it, and the share of the text marked.

    bench/furniture.py [--show]

Reads the development articles of `study` in ../shared. Prints a lost piece of gold evidence on a line of
its own (quote texts, labels, names of people, places) and exits 1 if there is any; `--show` prints what is
marked, article by article.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.analyse.furniture import find_furniture
from verbale.records import Furniture
from verbale.text import fold, straighten

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev"
TEXTS = {"quotes": ("text",), "agreements": ("label",), "commitments": ("label",)}
NAMES = {
    "visits": ("traveller", "place"),
    "meetings": ("place",),
    "quotes": ("speaker",),
    "figures": ("speaker",),
}


def evidence(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and words of what the gold record quotes from its article."""
    for table in (TEXTS, NAMES):
        for kind, names in table.items():
            for item in record.get(kind) or []:
                yield from ((f"{kind} {name}", item[name]) for name in names if item.get(name))
    for item in record.get("meetings") or []:
        yield from (("meetings people", name) for name in item.get("people") or [])


def lost(text: str, marks: tuple[Furniture, ...], words: str) -> bool:
    """Whether all that stands of `words` in the text stands inside furniture."""
    if not marks:
        return False
    seen = False
    at = text.find(words)
    while at >= 0:
        seen = True
        if not any(m.start < at + len(words) and at < m.end for m in marks):
            return False
        at = text.find(words, at + 1)
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print what is marked")
    show = parser.parse_args().show
    study = set(json.loads((GOLD / "split.json").read_text())["study"])
    gold = {r["id"]: r for r in map(json.loads, (GOLD / "gold.jsonl").open())}
    find_furniture("The words of a language model are loaded before anything is timed.", 0)
    marked, total, losses, kinds, spent = 0, 0, 0, Counter[str](), 0.0
    for article in map(json.loads, (GOLD / "articles.jsonl").open()):
        if article["id"] not in study:
            continue
        title = article.get("title")
        text = straighten(f"{title}\n{article['text']}" if title else article["text"])
        begun = time.perf_counter()
        found = find_furniture(text, len(title) + 1 if title else 0)
        spent += time.perf_counter() - begun
        total += len(text)
        marked += sum(m.end - m.start for m in found)
        kinds.update(m.kind for m in found)
        for mark in found if show else ():
            print(f"{article['id']} {mark.kind:12} {text[mark.start : mark.end]!r}")
        for kind, words in evidence(gold[article["id"]]):
            if lost(fold(text), found, fold(words)):
                losses += 1
                print(f"LOST {article['id']} {kind}: {words}")
    print(f"{len(study)} articles: {marked / total:.2%} of the characters marked, {losses} losses")
    print(
        f"{1000 * spent / len(study):.2f} ms an article; "
        + ", ".join(f"{k} {n}" for k, n in kinds.most_common())
    )
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
