"""How well quotes and their speakers are found on the development articles, and why the misses are missed.

    python bench/quotes.py [--show KIND] [GOLD_DIR]

Reads the `study` half only, and in it, as the codebook asks, relevant articles. Prints found and right as
`score.py` counts them, one line a construction (right, other speaker, not in gold), a table of causes, and
megabytes a second of the marks alone and of the whole. `--show` lists cases: miss | wrong | false.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from verbale.analyse.quotations import find_quotations
from verbale.extract.quotes import find_quotes
from verbale.pipeline import analyse
from verbale.records import Analysis, Article, Quote

GOLD = Path(__file__).parents[2] / "shared" / "gold"


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def study(folder: Path) -> list[tuple[Article, dict[str, Any]]]:
    """The relevant study articles with their gold, in file order."""
    wanted = set(json.loads((folder / "dev" / "split.json").read_text("utf-8"))["study"])
    gold = {g["id"]: g for g in map(json.loads, (folder / "dev" / "gold.jsonl").open(encoding="utf-8"))}
    out = []
    for a in map(json.loads, (folder / "dev" / "articles.jsonl").open(encoding="utf-8")):
        if a["id"] in wanted and gold[a["id"]]["relevant"]:
            text = (a["title"] + "\n" if a["title"] else "") + a["text"]
            article = Article(text, a["title"] or None, a["published"], a["outlet"], a["url"], a["id"])
            out.append((article, gold[a["id"]]))
    return out


def cause_of_miss(scorer: ModuleType, analysis: Analysis, gold: dict[str, Any]) -> str:
    marked = [{"text": analysis.plain[q.inner.start : q.inner.end]} for q in analysis.quotations]
    if not scorer.covered(gold, marked):
        return "missed: no such stretch between marks"
    if len(gold["text"].split()) < 4:
        return "missed: short stretch taken for a label"
    return "missed: stretch not counted or cut otherwise"


def cause_of_wrong(scorer: ModuleType, analysis: Analysis, gold: dict[str, Any], quote: Quote) -> str:
    if quote.speaker is None:
        return "speaker: none found"
    if gold["speaker"] is None:
        return "speaker: gold has none"
    if not any(e.name and scorer.same_person(e.name, gold["speaker"]) for e in analysis.entities):
        if gold["speaker"][0].islower():
            return "speaker: body or source by its own words"
        return "speaker: not among the persons of the analysis"
    return "speaker: another person of the article"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--show", choices=("miss", "wrong", "false"))
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    total, rules, causes = Counter[str](), Counter[tuple[str, str]](), Counter[str]()
    size, marks, whole = 0, 0.0, 0.0
    for article, gold in study(options.gold):
        analysis = analyse(article)
        size += len(article.text.encode())
        begun = time.perf_counter()
        find_quotations(analysis.plain)
        marked = time.perf_counter()
        quotes = find_quotes(analysis)
        marks, whole = marks + marked - begun, whole + time.perf_counter() - marked
        said = [{"speaker": q.speaker, "text": q.text} for q in quotes]
        wanted = gold["quotes"]
        found = scorer.quote_hits(wanted, said, by_speaker=False)
        right = scorer.quote_hits(wanted, said, by_speaker=True)
        counted = (len(wanted), len(said), *map(len, found), *map(len, right))
        for key, value in zip(("gold", "ours", "fg", "fp", "rg", "rp"), counted, strict=True):
            total[key] += value
        for i, record in enumerate(wanted):
            if i not in found[0]:
                causes[cause_of_miss(scorer, analysis, record)] += 1
                if options.show == "miss":
                    print("MISS ", article.id, record["speaker"], "|", record["text"][:160])
        for i, quote in enumerate(quotes):
            kind = "right" if i in right[1] else "wrong" if i in found[1] else "false"
            rules[quote.rule, kind] += 1
            record = next((g for g in wanted if scorer.covered(said[i], [g])), None)
            if kind == "wrong" and record:
                causes[cause_of_wrong(scorer, analysis, record, quote)] += 1
            if kind == options.show:
                before = analysis.plain[max(0, quote.anchor.start - 120) : quote.anchor.start]
                print(
                    kind.upper(),
                    article.id,
                    quote.rule,
                    "|",
                    quote.speaker,
                    "<>",
                    record and record["speaker"],
                )
                print("     ", " ".join(before.split()), "[", quote.text[:80], "]")
    report(total, rules, causes)
    print(f"marks {size / marks / 1e6:.1f} MB/s, attribution {size / whole / 1e6:.2f} MB/s")


def report(total: Counter[str], rules: Counter[tuple[str, str]], causes: Counter[str]) -> None:
    for name, gold, ours in (("found", "fg", "fp"), ("right", "rg", "rp")):
        recall, precision = total[gold] / total["gold"], total[ours] / total["ours"]
        both = 2 * recall * precision / (recall + precision)
        print(f"{name} {both:.3f}  precision {precision:.3f}  recall {recall:.3f}")
    print(f"\n{'construction':<22} right  wrong  false")
    for rule in sorted({rule for rule, _ in rules}):
        print(f"{rule:<22} " + "  ".join(f"{rules[rule, k]:>5}" for k in ("right", "wrong", "false")))
    print("\ncauses")
    for cause, count in causes.most_common():
        print(f"{count:>5}  {cause}")


if __name__ == "__main__":
    main()
