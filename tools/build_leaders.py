"""Build `world/leaders.csv` from dated tables of office holders and a list of public record.

    python tools/build_leaders.py SOURCE_FOLDER

SOURCE_FOLDER holds `leaders_2014_2026.csv` (World Factbook, public domain), `leaders_wikidata_2022.csv` and
`foreign_ministers_wikidata_2022.csv` (Wikidata, CC0) and `leaders_1949_2021.csv` (REIGN, MIT). What they
lack or spell otherwise stands beside this script: `world/leaders_record.csv` (public record) and
`world/spellings.csv` (French spellings). A row's `until` is the last day that its source attests.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from leaders_sources import (
    FOREIGN,
    GOVERNMENT,
    OPEN,
    PARTICLES,
    STATE,
    Row,
    factbook,
    record,
    reign,
    rows_of,
    wikidata,
)

from verbale.data.world import fold

HERE = Path(__file__).parent / "world"
OUT = Path(__file__).parents[1] / "src/verbale/data/world/leaders.csv"


def keys(name: str) -> set[str]:
    return {w for w in re.split(r"[\s\-']+", fold(name)) if len(w) > 1 and w not in PARTICLES}


def same_person(a: Row, b: Row) -> bool:
    """Names that share a part of the surname, or nearly, and whose other parts do not speak against it."""
    near = SequenceMatcher(None, fold(a.surname), fold(b.surname)).ratio() >= 0.75
    if not (keys(a.surname) & keys(b.surname) or near):
        return False
    rest = [given_names(r) for r in (a, b)]
    if not rest[0] or not rest[1]:
        return keys(a.name) <= keys(b.name) or keys(b.name) <= keys(a.name)
    first, second = rest[0][0], rest[1][0]
    close = first[0] == second[0] and SequenceMatcher(None, first, second).ratio() >= 0.5
    return close or set(rest[0]) <= set(rest[1]) or set(rest[1]) <= set(rest[0])


def given_names(row: Row) -> list[str]:
    known = {*fold(row.surname).split(), *PARTICLES}
    words = (re.sub(r"^[ae]l-", "", w) for w in re.split(r"[\s.]+", fold(row.name)) if w not in known)
    return [w for w in words if len(w) > 1 and w not in known]


def merge_spells(rows: Iterable[Row]) -> list[Row]:
    """Spells of one person in one office that overlap or touch become one."""
    done: list[Row] = []
    for row in sorted(rows, key=lambda r: (r.country, r.office, r.since, r.until)):
        for i, other in enumerate(done):
            touches = row.since[:7] <= other.until[:7] and other.since[:7] <= row.until[:7]
            if (
                (other.country, other.office) == (row.country, row.office)
                and same_person(other, row)
                and touches
            ):
                keep, add = (other, row) if other.until <= row.until else (row, other)
                names = tuple(dict.fromkeys((*keep.variants, keep.name, *add.variants)))
                name, surname = (
                    (add.name, add.surname) if add.until >= keep.until else (keep.name, keep.surname)
                )
                done[i] = replace(
                    keep,
                    since=min(other.since, row.since, key=lambda d: (d[:4], -len(d), d)),
                    until=max(other.until, row.until),
                    name=name,
                    surname=surname,
                    variants=tuple(n for n in names if n != name),
                    wikidata=keep.wikidata or add.wikidata,
                    source=keep.source if add.source in keep.source else f"{keep.source}; {add.source}",
                    title=add.title or keep.title,
                )
                break
        else:
            done.append(row)
    return done


def drop_strangers(rows: list[Row]) -> Iterator[Row]:
    """Without untitled rows beside titled ones (deputies listed on lines of their own), prime ministers
    entered as heads of state, and presidents entered as heads of government beside a prime minister."""
    for row in rows:
        beside = [
            r
            for r in rows
            if r is not row and (r.country, r.office) == (row.country, row.office)
            and r.since <= row.until and row.since <= r.until
        ]  # fmt: skip
        title = row.title.lower()
        if not title and any(r.title for r in beside):
            continue
        others = " ".join(r.title.lower() for r in beside)
        is_premier = "prime minister" in title and not re.search("king|sultan", title)
        if row.office == STATE and is_premier and re.search("president|king", others):
            continue
        is_president = "president" in title and "minister" not in title
        if row.office == GOVERNMENT and is_president and re.search("prime minister|premier", others):
            continue
        yield row


def settle_offices(rows: list[Row], dated: list[Row]) -> Iterator[Row]:
    """The office of effective leaders: that in which the state's other tables know the same surnames."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for other in dated:
            if other.country == row.country and other.office != FOREIGN and same_surname(row, other):
                votes[row.country][other.office] += 1
    for row in rows:
        ranked = votes[row.country].most_common()
        if ranked and ranked[0][1] >= 0.8 * sum(n for _, n in ranked):
            best = STATE if votes[row.country][STATE] == ranked[0][1] else ranked[0][0]
            yield replace(row, office=best)


def same_surname(a: Row, b: Row) -> bool:
    return bool(keys(a.surname) & keys(b.surname))


def clip(rows: list[Row]) -> Iterator[Row]:
    """An edition that lags lists someone after the successor took office: the earlier row then ends on the
    day before. (An end is never put off to the next row's start, only brought forward.)"""
    for row in rows:
        later = [
            r.since
            for r in rows
            if (r.country, r.office) == (row.country, row.office)
            and len(r.since) == 10 and row.since < r.since <= row.until and not same_person(r, row)
        ]  # fmt: skip
        if later and len(row.until) == 10 and len(row.since) > 4:
            row = replace(row, until=str(date.fromisoformat(min(later)) - timedelta(days=1)))
        yield row


def name_as_recorded(rows: list[Row]) -> Iterator[Row]:
    """Someone whom the public record names in another office is spelled alike in this one."""
    for row in rows:
        known = (
            r
            for r in rows
            if r.country == row.country and "public record" in r.source and r.office != row.office
        )
        same = next((r for r in known if alike(r, row)), None)
        if "public record" in row.source or same is None:
            yield row
            continue
        variants = tuple(
            v for v in dict.fromkeys((*same.variants, row.name, *row.variants)) if v != same.name
        )
        yield replace(row, name=same.name, surname=same.surname, variants=variants)


def spell(rows: Iterable[Row], spellings: list[dict[str, str]]) -> Iterator[Row]:
    """French spellings where the list has one (by country and surname as the tables write it)."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for s in spellings:
        for form in (s["name"], *s["forms"].split(";")):
            known[(s["country"], fold(form.strip()))] = s
    for row in rows:
        s = next(
            (
                known[(row.country, fold(form))]
                for form in (row.name, *row.variants, row.surname)
                if (row.country, fold(form)) in known
            ),
            None,
        )
        if s is None:
            yield row
            continue
        if not s["name"]:
            continue  # the list says that the row is an error of its source
        others = [v.strip() for v in s["variants"].split(";") if v.strip()]
        variants = tuple(dict.fromkeys(v for v in (*others, row.name, *row.variants) if v != s["name"]))
        yield replace(row, name=s["name"], surname=s["surname"] or row.surname, variants=variants)


def main(folder: Path) -> None:
    spellings = rows_of(HERE / "spellings.csv")
    editions = list(drop_strangers(list(factbook(folder / "leaders_2014_2026.csv"))))
    facts = merge_spells(spell(editions, spellings))
    wiki = list(wikidata(folder))
    hand = list(record(HERE / "leaders_record.csv"))
    past = list(settle_offices(list(reign(folder / "leaders_1949_2021.csv")), [*facts, *wiki]))
    merged = merge_people(merge_people(merge_people(hand, facts), wiki), past)
    spelled = list(spell(name_as_recorded(merged), spellings))
    rows = sorted(
        (r for r in clip(spelled) if r.since[:7] <= r.until[:7]),
        key=lambda r: (r.country, r.office, r.since, r.name),
    )
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(
            ["country", "office", "name", "surname", "variants", "since", "until", "wikidata", "source"]
        )
        for r in rows:
            known = {fold(r.name), fold(r.surname)}
            variants = ";".join(
                v for v in dict.fromkeys(r.variants) if fold(v) not in known or (v != r.name and " " in v)
            )
            writer.writerow(
                [r.country, r.office, r.name, r.surname, variants, r.since, r.until, r.wikidata, r.source]
            )
    print(len(rows), "rows")


HEADER = """\
# Heads of state, government and organisations, and foreign ministers, with the dates that a source attests.
# Sources: CIA World Factbook, editions of 2014-07 to 2026-05 (public domain); Wikidata, read in 2022 (CC0);
# REIGN leader list, March 2021 (MIT, Curtis Bell); rows marked "public record" and French spellings compiled
# for Verbale (CC0). since: first day in office (EDTF); until: the last day or month that the source attests,
# never an end inferred from the next row. name: in natural order as the French-language press writes it;
# variants: other spellings, separated by ";". Built by tools/build_leaders.py.
"""


def overlap(a: Row, b: Row) -> bool:
    """Whether the spells share a month, or a year where one is dated by the year alone."""
    n = 4 if 4 in (len(a.since), len(a.until), len(b.since), len(b.until)) else 7
    return a.since[:n] <= b.until[:n] and b.since[:n] <= a.until[:n]


def alike(a: Row, b: Row) -> bool:
    """Whether any spelling of the one is the other's name."""
    forms = [a, *(replace(a, name=v, surname=v.split()[-1]) for v in a.variants if " " in v)]
    return any(same_person(form, b) for form in forms)


def same_office(a: Row, b: Row) -> bool:
    return (a.country, a.office) == (b.country, b.office)


def match_of(row: Row, rows: list[Row]) -> int | None:
    """Which of `rows` tells the same spell of the same person; of unlike names, one of the public record
    that took the office in the same days and shares a part (Salman bin Abd al-Aziz is Salmane)."""
    beside = [i for i, other in enumerate(rows) if same_office(other, row) and overlap(other, row)]
    found = [i for i in beside if alike(rows[i], row)]
    begun = [i for i in beside if has_begun_as(rows[i], row)]
    known = [{fold(n) for n in (rows[i].name, *rows[i].variants)} for i in found]
    exact = [i for i, names in zip(found, known, strict=True) if fold(row.name) in names]
    exact = exact or [i for i in found if rows[i].since[:7] == row.since[:7]]
    return (exact or found or begun or [None])[0]


def has_begun_as(known: Row, row: Row) -> bool:
    if (
        "public record" not in known.source
        or row.source != "Factbook"
        or days_apart(known.since, row.since) > 31
    ):
        return False
    ours = {w for n in (known.name, *known.variants) for w in given_names(replace(known, name=n, surname=""))}
    theirs = given_names(replace(row, surname=""))
    return any(
        SequenceMatcher(None, a, b).ratio() >= 0.7 for a in ours for b in theirs if len(a) > 3 < len(b)
    )


def days_apart(a: str, b: str) -> int:
    if len(a) < 10 or len(b) < 10:
        return 10_000
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def join(known: Row, row: Row) -> Row:
    """One row of two that tell the same spell. The public record's dates stand, but for an end that it left
    open; else the longer attestation. Wikidata dates, mere years, only stand alone."""
    firm = "public record" in known.source
    until = known.until
    if row.source != "Wikidata" and (not firm or known.until == OPEN):
        until = max(known.until, row.until)
    name, surname = known.name, known.surname
    if not firm and fold(name) == fold(row.name) and not row.name.isascii():
        name, surname = row.name, row.surname
    variants = dict.fromkeys((*known.variants, known.name, row.name, *row.variants))
    return replace(
        known,
        until=until,
        name=name,
        surname=surname,
        variants=tuple(v for v in variants if v != name),
        wikidata=known.wikidata or row.wikidata,
        source="; ".join(dict.fromkeys((*known.source.split("; "), row.source))),
    )


def merge_people(rows: list[Row], more: list[Row]) -> list[Row]:
    """`rows` with what `more` adds: a longer attestation, another spelling, an identifier, or a spell in an
    office for which nobody else is known at the time."""
    done = list(rows)
    for row in more:
        i = match_of(row, done)
        if i is not None:
            done[i] = join(done[i], row)
            continue
        beside = [r for r in done if same_office(r, row) and overlap(r, row)]
        free = all(r.since[:7] >= row.until[:7] or r.until[:7] <= row.since[:7] for r in beside)
        if free or (row.source == "Factbook" and all("public record" not in r.source for r in beside)):
            done.append(row)
    return done


if __name__ == "__main__":
    main(Path(sys.argv[1]))
