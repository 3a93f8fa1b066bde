"""Reading quality on the development articles: the scorer's table, per part of the split.

    python bench/quality.py [study|aside|all] [--errors KIND] [--shared DIR] [--keep DIR]

Reads every article with `verbale.pipeline.read_article`, writes gold and predictions to a folder (a
temporary one, or --keep), then runs score.py, evidence_check.py and validate.py of the shared gold.
`--negatives` reads negatives.jsonl too and prints the records per 100 of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scorer import scorer
from verbale.codec import document_to_dict
from verbale.pipeline import read_article
from verbale.records import KINDS, Article

HERE = Path(__file__).resolve().parent


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def article_of(row: dict) -> Article:
    title = row.get("title") or None
    text = f"{title}\n{row['text']}" if title else row["text"]
    return Article(text, title, row.get("published"), row.get("outlet"), row.get("url"), row["id"])


def predict(rows: list[dict]) -> list[dict]:
    return [document_to_dict(read_article(article_of(row))) for row in rows]


def write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def run(script: Path, *args: str) -> int:
    return subprocess.run([sys.executable, str(script), *args], check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", default="all", choices=["study", "aside", "all"])
    parser.add_argument("--errors", choices=list(KINDS))
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--negatives", action="store_true")
    parser.add_argument("--brief", action="store_true", help="the score alone")
    args = parser.parse_args()
    gold_dir = args.shared / "gold"
    if not gold_dir.exists():
        sys.exit(f"{gold_dir}: no development articles there; name their folder with --shared")
    split = json.loads((gold_dir / "dev/split.json").read_text(encoding="utf-8"))
    wanted = set(split["study"] + split["aside"] if args.part == "all" else split[args.part])
    rows = [r for r in load(gold_dir / "dev/articles.jsonl") if r["id"] in wanted]
    gold = [g for g in load(gold_dir / "dev/gold.jsonl") if g["id"] in wanted]
    with tempfile.TemporaryDirectory() as temporary:
        out = args.keep or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        begin = time.perf_counter()
        predicted = predict(rows)
        spent = time.perf_counter() - begin
        write(out / "gold.jsonl", gold)
        write(out / "predicted.jsonl", predicted)
        extra = ["--errors", args.errors] if args.errors else []
        scorer(gold_dir / "score.py").main([str(out / "gold.jsonl"), str(out / "predicted.jsonl"), *extra])
        print(f"{len(rows)} articles in {spent:.1f} s, one process")
        if not args.brief:
            run(gold_dir / "evidence_check.py", str(out / "predicted.jsonl"))
            write(out / "articles.jsonl", rows)
            run(gold_dir / "validate.py", str(out / "predicted.jsonl"), str(out / "articles.jsonl"))
    if args.negatives:
        print_negatives(load(gold_dir / "dev/negatives.jsonl"))
    return 0


def print_negatives(rows: list[dict]) -> None:
    documents = predict(rows)
    count = {kind: sum(len(d[kind]) for d in documents) for kind in KINDS}
    total = sum(count.values())
    print(
        f"negatives: {total} records in {len(rows)} articles, {100 * total / len(rows):.1f} per 100 ({count})"
    )


if __name__ == "__main__":
    sys.exit(main())
