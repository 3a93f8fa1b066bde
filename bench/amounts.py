"""How many gold figures find_amounts sees, how it does on its peers' cases, and how fast.

    python bench/amounts.py [GOLD_DIR] [PEERS_DIR]

Reads the `study` half only. Prints the gold figures whose value (and unit class) stands among the amounts
of the article, then the right answers on the Recognizers-Text cases, then megabytes a second (CPU).
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from verbale.detect.amounts import find_amounts
from verbale.records import Amount

SHARED = Path(__file__).parents[2] / "shared"


def unit_class(unit: str | None) -> str | None:
    """money, % or noun; None for no unit."""
    if unit is None:
        return None
    return "money" if re.fullmatch("[A-Z]{3}", unit) else "%" if unit == "%" else "noun"


def same(figure: dict[str, Any], amount: Amount) -> bool:
    ours, theirs = unit_class(amount.unit), unit_class(figure["unit"])
    near = abs(abs(figure["value"]) - abs(amount.value)) <= 0.005 * abs(figure["value"])
    return near and (ours == theirs or ours is None or theirs is None)


def study(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The study articles with their gold, in file order."""
    wanted = set(json.loads((folder / "split.json").read_text("utf-8"))["study"])
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    articles = map(json.loads, (folder / "articles.jsonl").open(encoding="utf-8"))
    return [(a, gold[a["id"]]) for a in articles if a["id"] in wanted]


def recall(folder: Path, *, show: bool) -> None:
    seen = total = amounts = 0
    find_amounts("12 pays")  # builds the grammar
    size, spent = 0, 0.0
    for article, gold in study(folder):
        text = (article["title"] + "\n" if article["title"] else "") + article["text"]
        begun = time.process_time()
        found = find_amounts(text)
        spent += time.process_time() - begun
        size += len(text.encode())
        amounts += len(found)
        for figure in gold["figures"]:
            total += 1
            if any(same(figure, a) for a in found):
                seen += 1
            elif show:
                print("  not seen:", article["id"], figure["value"], figure["unit"])
    print(
        f"study: {seen} of {total} gold figures stand among {amounts} amounts; {size / spent / 1e6:.2f} MB/s"
    )


def peers(folder: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from peers_amounts import currency_faults, number_faults, percent_faults

    for name, judge in (
        ("CurrencyModel", currency_faults),
        ("PercentModel", percent_faults),
        ("NumberModel", number_faults),
    ):
        cases = json.loads((folder / f"{name}.json").read_text("utf-8-sig"))
        faults = judge(cases)
        print(f"{name}: {len(cases) - len(faults)} of {len(cases)} cases right")


if __name__ == "__main__":
    args = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    recall(args[0] if args else SHARED / "gold" / "dev", show="-v" in sys.argv)
    peers(args[1] if len(args) > 1 else SHARED / "peers" / "recognizers-text")
