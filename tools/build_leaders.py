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
from dataclasses import dataclass, field, replace
from pathlib import Path

from babel import Locale

from verbale.data.world import countries, fold

HERE = Path(__file__).parent / "world"
OUT = Path(__file__).parents[1] / "src/verbale/data/world/leaders.csv"
STATE, GOVERNMENT, FOREIGN = "head_of_state", "head_of_government", "foreign_minister"

# Between these two editions the Factbook's history is not kept: a row last seen at the later one,
# unchanged, is only attested until the earlier one.
GAP_FROM, GAP_TO = "2017-03-28", "2020-11-23"
WIKIDATA_DAY, WIKIDATA_FOREIGN_DAY = "2022-10-01", "2022-08-31"

_SKIP = re.compile(
    r"represent|deputy|vice|-elect|designate|formerly|also spelled|lieutenant governor|high commissioner"
    r"|bailiff|administrator|commissioner|governor|prefect|^RN,|territorial (council|assembly)|spokes",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:note\s*[-:]\s*|and\s+|(?:the\s+)?(?:acting|interim|transitional?|caretaker|executive|co-|french|state"
    r"|first|supreme|taliban|privy)\s*|(?:president|prime|minister|premier|chancellor|king|queen|sultan|amir"
    r"|emir|emperor|pope|grand duke|prince|princess|chief|executive|chair(?:man|person|woman)?|leader|head"
    r"|government|council|presidential|leadership|sovereignty|affairs|commission|transition|secretary"
    r"|general|cardinal|archbishop|bishop|sheikh|shaikh|sayyid|sir|dame|dr|mr|ms|prof|lt|col|gen|maj|sr|adm"
    r"|capt|field|marshal|rear|vice|admiral|colonel|brig|engineer|ing|tun|dato|datuk|co-prince|captain|regent"
    r"|lord|of mann|military|junta|national|elected|also known as|of|the|republic|swiss|confederation|china"
    r"|french|polynesia|cabinet|ministers|and|foreign|federal|people's|assembly|cleric|ayatollah|crown"
    r"|union|australia|denmark|spain|belgium|supervisor|mayor|his|her|majesty|excellency|highness|hon"
    r"|transitional)\b[.,;:]?\s*)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de da do dos das di del della la le van von der den bin ben ibn al el ould e y i du af zu ter ten".split()
)
_EAST_ASIAN = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "SGP", "HKG", "MAC", "KHM"})


@dataclass(frozen=True)
class Row:
    """One spell in office: EDTF dates, `until` the last that the source attests."""

    country: str
    office: str
    name: str
    surname: str
    since: str
    until: str
    source: str
    variants: tuple[str, ...] = ()
    wikidata: str = ""
    title: str = field(default="", compare=False)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def is_capitals(word: str) -> bool:
    """AL-SISI, al-ALIMI, O'NEILL, OSMANI-Sadriu: the Factbook's mark of the surname."""
    letters = [c for c in word if c.isalpha()]
    run = re.search(r"[^\W\d_a-z]{2,}", word)
    return bool(letters) and bool(run) and not re.fullmatch(r"[IVX]+", word)


def lower_name(word: str) -> str:
    """AL-SISI → Al-Sisi, MCDONALD → McDonald, O'NEILL → O'Neill; words not in capitals stay."""
    if not is_capitals(word):
        return word
    parts = re.split(r"([-'’])", word)
    done = "".join(
        p if len(p) == 1 and not p.isalpha() else (p if not p.isupper() else p.capitalize()) for p in parts
    )
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), done)


def clean_name(raw: str) -> tuple[str, str] | None:
    """(name in natural order, surname) of a Factbook name; None where no surname in capitals is left."""
    text = re.sub(r'\s*\([^)]*\)|\s*"[^"]*"|\s*“[^”]*”', "", raw).strip()
    text = re.sub(r",\s*(Dr|Jr|Sr|RN|Gen|Col)\.?.*$", "", text)
    text = re.sub(r"\s+(Jr|Sr)\.$", "", text)
    while (found := _TITLES.match(text)) and len(text[found.end() :].split()) >= 1 and found.end() > 0:
        rest = text[found.end() :]
        if is_capitals(found[0].strip(" .,;:")) or not rest:
            break
        text = rest
    words = [w.strip(",;") for w in text.split() if not re.fullmatch(r"[A-Z]\.", w)]
    marked = [i for i, w in enumerate(words) if is_capitals(w)]
    if not marked:
        return None
    first, last = marked[0], marked[-1]
    while first > 0 and words[first - 1].lower() in _PARTICLES and len(marked) == 1:
        first -= 1
    lowered = [lower_name(w) for w in words]
    lowered = [w.lower() if i and w.lower() in _PARTICLES else w for i, w in enumerate(lowered)]
    if last + 1 < len(words) and re.fullmatch(r"[IVX]+", words[last + 1]):
        last += 1
    return " ".join(lowered), " ".join(lowered[first : last + 1])


def factbook(path: Path) -> Iterator[Row]:
    """Rows of the Factbook table with titles and deputies gone."""
    known = countries()
    for raw in rows_of(path):
        code = "XKX" if raw["country"] == "UNK" else raw["country"]
        title = raw["title"]
        if raw["deputy"] == "1" or code not in known or _SKIP.search(title) or _SKIP.search(raw["name"]):
            continue
        if known[code].sovereign and raw["role"] == STATE:
            continue
        if raw["name"].startswith("and ") and "Co-prince" not in raw["name"]:
            continue
        named = clean_name(raw["name"])
        if named is None or not raw["since"]:
            continue
        until = raw["last_listed"]
        if until == GAP_TO and raw["first_listed"] <= GAP_FROM:
            until = GAP_FROM
        said = title or raw["name"][: max(0, len(raw["name"]) - len(named[0]))].strip()
        yield Row(code, raw["role"], *named, raw["since"], until, "Factbook", title=said)


def keys(name: str) -> set[str]:
    return {w for w in re.split(r"[\s\-']+", fold(name)) if len(w) > 1}


def same_person(a: Row, b: Row) -> bool:
    """Same surname in any of its parts, or the same first day in the same office."""
    return bool(keys(a.surname) & keys(b.surname)) or (len(a.since) == 10 and a.since == b.since)


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
        if (
            row.office == STATE
            and "prime minister" in title
            and "king" not in title
            and "sultan" not in title
        ):
            if any("president" in r.title.lower() or "king" in r.title.lower() for r in beside):
                continue
        if row.office == GOVERNMENT and "president" in title and "minister" not in title:
            if any("prime minister" in r.title.lower() or "premier" in r.title.lower() for r in beside):
                continue
        yield row


_LABELS = {
    "Cape Verde": "CPV", "Democratic Republic of the Congo": "COD", "Republic of the Congo": "COG",
    "Ivory Coast": "CIV", "East Timor": "TLS", "Kingdom of Denmark": "DNK", "Republic of Ireland": "IRL",
    "Kingdom of the Netherlands": "NLD", "People's Republic of China": "CHN", "State of Palestine": "PSE",
    "The Bahamas": "BHS", "The Gambia": "GMB", "United States of America": "USA", "Czech Republic": "CZE",
    "Federated States of Micronesia": "FSM", "Turkey": "TUR", "Holy See": "VAT", "Vatican City": "VAT",
    "Myanmar": "MMR", "Eswatini": "SWZ", "European Union": "EU", "Trinidad and Tobago": "TTO",
    "Saint Kitts and Nevis": "KNA", "Saint Lucia": "LCA", "Saint Vincent and the Grenadines": "VCT",
    "Antigua and Barbuda": "ATG", "Bosnia and Herzegovina": "BIH", "São Tomé and Príncipe": "STP",
}  # fmt: skip


def code_of_label(label: str) -> str | None:
    if label in _LABELS:
        return _LABELS[label]
    territories = Locale("en").territories
    for country in countries().values():
        if fold(territories.get(country.alpha2, "")) == fold(label):
            return country.code
    return None


def split_surname(name: str, code: str) -> str:
    """The surname of a name in natural order where nothing marks it."""
    words = re.sub(r"\s+(of|,).*$", "", name).split()
    if code in _EAST_ASIAN and len(words) > 1:
        return words[0]
    for i, word in enumerate(words[1:], 1):
        if word.lower() in _PARTICLES and word.lower() not in ("bin", "ben"):
            return " ".join(words[i:])
    return words[-1]


_HEADS = re.compile(
    r"president|monarch|king|queen|emir|sultan|emperor|prince|pope|supreme leader|agong|gyalpo", re.I
)
_PREMIERS = re.compile(
    r"prime minister|chancellor|premier|taoiseach|executive yuan|council of ministers", re.I
)
_REGENTS = re.compile(
    r"episcopal|co-prince|governor|captain regent|federal council|pontifical|member of", re.I
)


def wikidata(folder: Path) -> Iterator[Row]:
    """Heads of state and government, year precision, and foreign ministers."""
    for raw in rows_of(folder / "leaders_wikidata_2022.csv"):
        code, position, name = code_of_label(raw["country"]), raw["positionLabel"], raw["officeholderLabel"]
        if code is None or _REGENTS.search(position) or re.fullmatch(r"Q\d+", name) or not raw["start_year"]:
            continue
        office = GOVERNMENT if _PREMIERS.search(position) else STATE if _HEADS.search(position) else None
        if office is None or (raw["end_year"] and raw["end_year"] == raw["start_year"]):
            continue
        name = re.sub(r"(,| of) .*$", "", name)
        until = f"{int(raw['end_year']) - 1}-12-31" if raw["end_year"] else WIKIDATA_DAY
        surname = split_surname(name, code)
        yield Row(
            code, office, name, surname, raw["start_year"], until, "Wikidata", wikidata=raw["officeholder"]
        )
    for raw in rows_of(folder / "foreign_ministers_wikidata_2022.csv"):
        code, name = code_of_label(raw["countryLabel"]), raw["name"]
        if code is None or not name or not raw["start"]:
            continue
        name = re.sub(r"^(Dr\.|Sheikh|Archbishop|Prince)\s+", "", name)
        until = max(WIKIDATA_FOREIGN_DAY, raw["start"])
        surname = split_surname(name, code)
        yield Row(code, FOREIGN, name, surname, raw["start"], until, "Wikidata", wikidata=raw["person"])


# Correlates of War abbreviations that are not the ISO code.
_COW = {
    "BHM": "BHS", "HAI": "HTI", "TRI": "TTO", "BAR": "BRB", "SLU": "LCA", "AAB": "ATG", "SKN": "KNA",
    "SVG": "VCT", "DMA": "DMA", "GRN": "GRD", "GUA": "GTM", "HON": "HND", "SAL": "SLV", "COS": "CRI",
    "PAR": "PRY", "URU": "URY", "UKG": "GBR", "IRE": "IRL", "NTH": "NLD", "FRN": "FRA", "MNC": "MCO",
    "SWZ": "CHE", "SPN": "ESP", "POR": "PRT", "GMY": "DEU", "GFR": "DEU", "AUS": "AUT", "CZR": "CZE",
    "SLO": "SVK", "SNM": "SMR", "MNG": "MNE", "MAC": "MKD", "CRO": "HRV", "YUG": "SRB", "BOS": "BIH",
    "KOS": "XKX", "SLV": "SVN", "BUL": "BGR", "MLD": "MDA", "ROM": "ROU", "LAT": "LVA", "LIT": "LTU",
    "GRG": "GEO", "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "CAP": "CPV", "EQG": "GNQ", "GAM": "GMB",
    "MAA": "MRT", "NIR": "NER", "CDI": "CIV", "GUI": "GIN", "BFO": "BFA", "SIE": "SLE", "TOG": "TGO",
    "CAO": "CMR", "NIG": "NGA", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "DRC": "COD", "TAZ": "TZA",
    "BUI": "BDI", "ANG": "AGO", "MZM": "MOZ", "ZAM": "ZMB", "ZIM": "ZWE", "MAW": "MWI", "SAF": "ZAF",
    "LES": "LSO", "BOT": "BWA", "SWA": "SWZ", "MAG": "MDG", "MAS": "MUS", "SEY": "SYC", "MOR": "MAR",
    "ALG": "DZA", "LIB": "LBY", "SUD": "SDN", "LEB": "LBN", "KUW": "KWT", "BAH": "BHR", "UAE": "ARE",
    "OMA": "OMN", "TAJ": "TJK", "KYR": "KGZ", "KZK": "KAZ", "MON": "MNG", "TAW": "TWN", "ROK": "KOR",
    "BHU": "BTN", "BNG": "BGD", "MYA": "MMR", "SRI": "LKA", "MAD": "MDV", "NEP": "NPL", "THI": "THA",
    "CAM": "KHM", "DRV": "VNM", "MAL": "MYS", "SIN": "SGP", "BRU": "BRN", "PHI": "PHL", "INS": "IDN",
    "ETM": "TLS", "AUL": "AUS", "NEW": "NZL", "VAN": "VUT", "SOL": "SLB", "FIJ": "FJI", "NAU": "NRU",
    "MSI": "MHL", "PAL": "PLW", "DJI": "DJI", "UGA": "UGA", "SSD": "SSD", "LIE": "LIE",
}  # fmt: skip


def month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def reign(path: Path) -> Iterator[Row]:
    """Effective leaders since 1990, by surname; the office is settled later. `until` is the month before
    the one in which they left (the last that is surely in office); the data end in March 2021."""
    known = countries()
    for raw in rows_of(path):
        code = _COW.get(raw["cow_abbreviation"], raw["cow_abbreviation"])
        name = re.sub(r"\s*\([^)]*\)", "", raw["leader"]).strip()
        end = raw["end_month"]
        if (
            code not in known
            or (end and end < "1990")
            or "&" in name
            or " and " in name
            or not name.isprintable()
        ):
            continue
        if any(0x80 <= ord(c) <= 0xBF or c in "ÃÄ" for c in name):
            continue  # mis-decoded bytes in the source
        until = month_before(end) if end else "2021-02"
        if until < raw["start"][:7]:
            continue
        words = re.sub(r"\b[A-Z]\.\s*", "", name).split()
        if not words:
            continue
        text = " ".join(words)
        yield Row(code, "", text, split_surname(text, code), raw["start"], until, "REIGN")


def settle_offices(rows: list[Row], dated: list[Row]) -> Iterator[Row]:
    """The office of effective leaders: that in which the state's other tables know the same surnames."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for other in dated:
            if other.country == row.country and other.office != FOREIGN and same_surname(row, other):
                votes[row.country][other.office] += 1
    for row in rows:
        ranked = votes[row.country].most_common()
        if ranked:
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
        if later and len(row.until) == 10:
            from datetime import date, timedelta

            row = replace(row, until=str(date.fromisoformat(min(later)) - timedelta(days=1)))
        yield row


def record(path: Path) -> Iterator[Row]:
    """The hand-kept rows of public record."""
    for raw in rows_of(path):
        yield Row(
            raw["country"], raw["office"], raw["name"], raw["surname"] or split_surname(raw["name"], raw["country"]),
            raw["since"], raw["until"], "public record", tuple(v for v in raw["variants"].split(";") if v),
        )  # fmt: skip


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
        others = [v.strip() for v in s["variants"].split(";") if v.strip()]
        variants = tuple(dict.fromkeys(v for v in (*others, row.name, *row.variants) if v != s["name"]))
        yield replace(row, name=s["name"], surname=s["surname"] or row.surname, variants=variants)


def main(folder: Path) -> None:
    facts = merge_spells(drop_strangers(list(factbook(folder / "leaders_2014_2026.csv"))))
    wiki = list(wikidata(folder))
    hand = list(record(HERE / "leaders_record.csv"))
    past = list(settle_offices(list(reign(folder / "leaders_1949_2021.csv")), [*facts, *wiki]))
    spelled = spell([*hand, *wiki, *facts, *past], rows_of(HERE / "spellings.csv"))
    rows = sorted(clip(merge_people(list(spelled))), key=lambda r: (r.country, r.office, r.since, r.name))
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(
            ["country", "office", "name", "surname", "variants", "since", "until", "wikidata", "source"]
        )
        for r in rows:
            variants = ";".join(dict.fromkeys(v for v in r.variants if v != r.name))
            writer.writerow(
                [r.country, r.office, r.name, r.surname, variants, r.since, r.until, r.wikidata, r.source]
            )
    print(len(rows), "rows")


HEADER = """\
# Heads of state and government and foreign ministers, with the dates that a source attests.
# Sources: CIA World Factbook, editions of 2014-07 to 2026-05 (public domain); Wikidata, read in 2022 (CC0);
# REIGN leader list, March 2021 (MIT, Curtis Bell); rows marked "public record" and French spellings compiled
# for Verbale (CC0). since: first day in office (EDTF); until: the last day or month that the source attests,
# never an end inferred from the next row. name: in natural order as the French-language press writes it;
# variants: other spellings, separated by ";". Built by tools/build_leaders.py.
"""


def merge_people(rows: list[Row]) -> list[Row]:
    """One row for a spell that several tables know: the public record's dates and the first name stand,
    else the longest attestation; other spellings become variants, Wikidata's identifier is kept."""
    done: list[Row] = []
    for row in rows:
        for i, other in enumerate(done):
            if (other.country, other.office) != (row.country, row.office) or not same_surname(other, row):
                continue
            year = row.source in ("Wikidata", "REIGN")
            overlap = row.since[:4] <= other.until[:4] and other.since[:4] <= row.until[:4]
            if not overlap or (
                not year and not (row.since[:7] <= other.until[:7] and other.since[:7] <= row.until[:7])
            ):
                continue
            firm = "public record" in other.source
            since = other.since
            if not firm and len(row.since) > len(other.since) and row.since.startswith(other.since[:4]):
                since = row.since
            until = (
                other.until
                if firm and other.until >= row.until[: len(other.until)]
                else max(other.until, row.until)
            )
            if firm and row.until > other.until and not is_open(other):
                until = other.until
            name, surname = (
                (row.name, row.surname)
                if fold(row.name) == fold(other.name)
                and row.name != other.name
                and not firm
                and not row.name.isascii()
                else (other.name, other.surname)
            )
            if other.source == "REIGN":
                name, surname = row.name, row.surname
            variants = tuple(dict.fromkeys((*other.variants, other.name, row.name, *row.variants)))
            done[i] = replace(
                other, since=since, until=until, name=name, surname=surname,
                variants=tuple(v for v in variants if v != name),
                wikidata=other.wikidata or row.wikidata,
                source="; ".join(dict.fromkeys((*other.source.split("; "), *row.source.split("; ")))),
            )  # fmt: skip
            break
        else:
            done.append(row)
    return done


def is_open(row: Row) -> bool:
    """A row of public record whose office had not ended when it was written."""
    return row.until >= "2025-01-01"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
