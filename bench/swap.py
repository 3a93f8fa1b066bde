"""Swap test: does the reader lean on France? Its people and places become another state's, and are scored.

    python bench/swap.py [KAZ BFA JPN ...] [--keep DIR]

In each `study` article about France that does not name the other state, the names of France (with their
articles), its adjectives, capital, cities, metonyms, office-holders and outlets become that state's, in the
article and in its gold record alike. Prints the scores of the same articles before and after, and what is
lost. Names of Frenchmen outside the table of office-holders stay. Exits 1 when more than 0.05 is lost.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from quality import HERE, load, predict, write
from scorer import scorer
from verbale import data
from verbale.data import world

MOST = 0.05
HOME = "FRA"
KEPT = re.compile(
    r"Air France|France[ -]Presse|France 24|France Info|franceinfo|Radio France(?: Internationale)?|"
    r"Île-de-France|Ile-de-France|Équipe de France|Stade de France|Notre-Dame de Paris|Club de Paris|"
    r"[Aa]ccords? de Paris|Anatole France"
)


@cache
def rows(table: str) -> list[dict[str, str]]:
    lines = data.path(f"world/{table}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def of(table: str, code: str, column: str = "code") -> list[dict[str, str]]:
    return [row for row in rows(table) if row[column] == code]


ARTICLES = {  # article of the name → bare, with the article, after de, after à, after en
    "le": ("{}", "le {}", "du {}", "au {}", "au {}"),
    "la": ("{}", "la {}", "de la {}", "à la {}", "en {}"),
    "l'": ("{}", "l'{}", "de l'{}", "à l'{}", "en {}"),
    "les": ("{}", "les {}", "des {}", "aux {}", "aux {}"),
    "none": ("{}", "{}", "de {}", "à {}", "à {}"),
}


def country_rules(code: str) -> dict[str, str]:
    """Spelling → spelling, for the name of France in each grammatical place."""
    row = next(r for r in rows("countries") if r["code"] == code)
    bare, with_, of_, to, within = (f.format(row["name"]) for f in ARTICLES[row["article"]])
    out = {"République française": row["formal"], "la France": with_, "de la France": of_, "à la France": to}
    out |= {"en France": within, "de France": of_, "France": bare}
    return out | {k[0].upper() + k[1:]: v[0].upper() + v[1:] for k, v in out.items()}


def adjectives(code: str) -> dict[tuple[str, str], str]:
    """(gender, number) → adjective, an invariable one for each."""
    out: dict[tuple[str, str], str] = {}
    for row in of("demonyms", code):
        if row["kind"] == "main":
            for gender in row["gender"].replace("i", "mf"):
                for number in row["number"].replace("i", "sp"):
                    out.setdefault((gender, number), row["form"])
    return out


def by_size(code: str) -> list[dict[str, str]]:
    return sorted(of("places", code, "country"), key=lambda r: -int(r["population"] or 0))


def name_rules(code: str, day: str) -> dict[str, str]:
    """Capital, cities, metonyms and office-holders of France → those of the other state on that day."""
    capital = next(r["form"] for r in of("capitals", code) if r["main"] == "1")
    out = {"Paris": capital}
    known = {r["geonameid"] for r in of("cities_fr", HOME)}
    cities = [r["name"] for r in by_size(HOME) if r["geonameid"] in known and r["name"] != "Paris"]
    others = [r["name"] for r in by_size(code) if r["name"] != capital]
    for i, city in enumerate(cities):
        out[city] = others[i % len(others)]
    seats = {r["stands_for"]: r["form"] for r in of("metonyms", code)}
    for row in of("metonyms", HOME):
        seat = seats.get(row["stands_for"], capital)
        for article in ("l'", "le ", "du ", "au ", ""):
            new = {"du ": "de ", "au ": "à "}.get(article, "") + seat
            out[f"{article}{row['form']}"] = new
            out[f"{article.replace(chr(39), chr(0x2019))}{row['form']}"] = new
    return out | leader_rules(code, day)


def leader_rules(code: str, day: str) -> dict[str, str]:
    out = {}
    for row in of("leaders", HOME, "country"):
        other = holder(code, row["office"], day)
        if other is None:
            continue
        out[row["surname"]] = other["surname"]
        for name in (row["name"], *row["variants"].split(";")):
            if name:
                out[name] = other["name"]
    return out


def holder(code: str, office: str, day: str) -> dict[str, str] | None:
    """Who held the office on that day; in a monarchy the head of government stands for the president."""
    offices = [office] if code != "JPN" or office != "head_of_state" else ["head_of_government"]
    held = [r for r in of("leaders", code, "country") if r["office"] in offices]
    return next((r for r in held if r["since"] <= day <= (r["until"] or "9999")), held[-1] if held else None)


def swapper(code: str, day: str) -> Callable[[str], str]:
    rules = name_rules(code, day) | country_rules(code)
    prefix = {r["code"]: r["form"] for r in reversed(rows("prefixes"))}
    if code in prefix:
        rules |= {"franco-": prefix[code], "Franco-": prefix[code].capitalize()}
    own, forms = adjectives(HOME), adjectives(code)
    words = {form: key for key, form in reversed(own.items())}
    keys = sorted([*rules, *words, *(w.capitalize() for w in words)], key=len, reverse=True)
    pattern = re.compile(
        rf"(?P<kept>{KEPT.pattern})|(?<!\w)(?P<form>{'|'.join(map(re.escape, keys))})(?!\w|(?<=\w)-[A-ZÉ])"
    )

    def swap(text: str) -> str:
        def put(m: re.Match[str]) -> str:
            form = m["form"]
            if form is None:
                return m[0]
            if form in rules:
                return rules[form]
            gender, number = words[form.lower()]
            before = text[max(0, m.start() - 20) : m.start()].split()
            if gender == "m" and before and before[-1][-1] in "sx":
                number = "p"
            new = forms[gender, number]
            return new.capitalize() if form[0].isupper() else new

        return pattern.sub(put, text)

    return swap


def swapped(value: Any, swap: Callable[[str], str], code: str) -> Any:
    if isinstance(value, dict):
        return {k: v if k in {"id", "published"} else swapped(v, swap, code) for k, v in value.items()}
    if isinstance(value, list):
        return [swapped(v, swap, code) for v in value]
    if isinstance(value, str):
        return code if value == HOME else swap(value)
    return value


def scores(gold_dir: Path, articles: list[dict], gold: list[dict], out: Path) -> dict[str, float]:
    out.mkdir(parents=True, exist_ok=True)
    write(out / "gold.jsonl", gold)
    write(out / "predicted.jsonl", predict(articles))
    files = [str(out / "gold.jsonl"), str(out / "predicted.jsonl")]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        scorer(gold_dir / "score.py").main([*files, "--json"])
    summary = json.loads(said.getvalue())
    kinds = {f"{k} {n}": v[n] for k, v in summary["kinds"].items() for n in ("found", "right")}
    return {"found": summary["found"], "right": summary["right"], **kinds}


def names_state(code: str, text: str) -> bool:
    row = next(r for r in rows("countries") if r["code"] == code)
    stems = [
        row["name"],
        *(r["form"] for r in of("capitals", code)),
        *(r["form"] for r in of("demonyms", code)),
    ]
    return any(re.search(rf"(?<!\w){re.escape(stem)}(?!\w)", text, re.IGNORECASE) for stem in stems)


def home_outlet(code: str) -> str | None:
    return next((r["name"] for r in rows("outlets") if r["code"] == code), None)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("states", nargs="*", default=["KAZ", "BFA", "JPN"])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    return int(max(run(args.states, args.shared, args.keep).values()) > MOST)


def run(
    states: list[str], shared: Path = HERE.parent.parent / "shared", keep: Path | None = None
) -> dict[str, float]:
    """Print the scores before and after for each state; what the headline `found` loses, by state."""
    gold_dir = shared / "gold"
    study = set(json.loads((gold_dir / "dev/split.json").read_text(encoding="utf-8"))["study"])
    gold = {g["id"]: g for g in load(gold_dir / "dev/gold.jsonl")}
    articles = [r for r in load(gold_dir / "dev/articles.jsonl") if r["id"] in study]
    lost = {}
    with tempfile.TemporaryDirectory() as temporary:
        for code in states:
            out = (keep or Path(temporary)) / code
            chosen = [r for r in articles if about_home(gold[r["id"]]) and not names_state(code, str(r))]
            before = scores(gold_dir, chosen, [gold[r["id"]] for r in chosen], out / "before")
            after = scores(gold_dir, *swapped_all(chosen, gold, code), out / "after")
            print(f"{code}: {len(chosen)} articles with France replaced\n{'':<20} before  after   lost")
            for name in before:
                print(f"{name:<20} {before[name]:.3f}   {after[name]:.3f}  {before[name] - after[name]:+.3f}")
            print()
            lost[code] = before["found"] - after["found"]
    print("headline found lost:", ", ".join(f"{c} {v:+.3f}" for c, v in lost.items()), f"(at most {MOST})")
    return lost


def about_home(gold: dict) -> bool:
    return f'"{HOME}"' in json.dumps(gold)


def swapped_all(chosen: list[dict], gold: dict[str, dict], code: str) -> tuple[list[dict], list[dict]]:
    articles, records = [], []
    for row in chosen:
        swap = swapper(code, row.get("published") or "2020")
        new = {**row, "title": swap(row.get("title") or ""), "text": swap(row["text"])}
        home = world.country_of_label(row.get("outlet") or "") if row.get("outlet") else None
        if home == HOME:
            new["outlet"] = home_outlet(code)
        articles.append(new)
        records.append(swapped(gold[row["id"]], swap, code))
    return articles, records


if __name__ == "__main__":
    sys.exit(main())
