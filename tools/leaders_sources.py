"""Read the tables from which `build_leaders.py` makes the list of office holders."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from babel import Locale

from verbale.data.world import countries, fold

STATE, GOVERNMENT, FOREIGN = "head_of_state", "head_of_government", "foreign_minister"

# Between these two editions the Factbook's history is not kept: a row last seen at the later one,
# unchanged, is only attested until the earlier one.
GAP_FROM, GAP_TO = "2017-03-28", "2020-11-23"
# The day until which the public record is written for those still in office; an edition may attest more.
OPEN = "2025-10-31"
WIKIDATA_DAY, WIKIDATA_FOREIGN_DAY = "2022-10-01", "2022-08-31"

_SKIP = re.compile(
    r"represent|deputy|vice|-elect|designate|formerly|also spelled|lieutenant governor|high commissioner"
    r"|bailiff|administrator|commissioner|governor|prefect|^RN,|territorial (council|assembly)|spokes",
    re.IGNORECASE,
)
_NOTES = re.compile(r"\b(?:appointed|serves|elect|regent|resigned|was named)\b", re.IGNORECASE)
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
PARTICLES = frozenset(
    ["de", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "van", "von", "der", "den", "bin",
     "ben", "ibn", "al", "el", "ould", "e", "y", "i", "du", "af", "zu", "ter", "ten"]
)  # fmt: skip
# The British monarch stands once, with GBR: a name that stands for fifteen states tells none.
_REALMS = frozenset(
    ["ATG", "AUS", "BHS", "BLZ", "BRB", "CAN", "GRD", "JAM", "KNA", "LCA", "NZL", "PNG", "SLB", "TUV", "VCT"]
)
# Territories whose listed heads are appointed administrators.
_NO_LEADERS = frozenset({"CCK", "FLK", "IOT", "NFK", "PCN", "SHN", "TKL", "CXR", "PRI"})
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
    return any(a.isupper() and b.isupper() for a, b in pairwise(word)) or (
        len(word) > 2 and word[1] in "'’" and word[2].isupper() and word.isupper()
    )


def is_numeral(word: str) -> bool:
    return bool(re.fullmatch(r"[IVX]+", word))


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
    text = re.sub(r"\s+(?:aka|in caretaker)\s.*$|^CEO\s+|\s*\[[^\]]*\]", "", text)
    text = re.sub(r",\s*(Dr|Jr|Sr|RN|Gen|Col)\.?.*$", "", text)
    text = re.sub(r"\s+(Jr|Sr)\.$", "", text)
    while (found := _TITLES.match(text)) and len(text[found.end() :].split()) >= 1 and found.end() > 0:
        rest = text[found.end() :]
        if is_capitals(found[0].strip(" .,;:")) or not rest:
            break
        text = rest
    words = [w.strip(",;") for w in text.split() if not re.fullmatch(r"[A-Z]\.", w)]
    marked = [i for i, w in enumerate(words) if is_capitals(w) and not (i and is_numeral(w))]
    if not marked:
        return None
    first, last = marked[0], marked[-1]
    while first > 0 and words[first - 1].lower() in PARTICLES and len(marked) == 1:
        first -= 1
    lowered = [w if i and is_numeral(w) else lower_name(w) for i, w in enumerate(words)]
    lowered = [w.lower() if i and w.lower() in PARTICLES else w for i, w in enumerate(lowered)]
    if last + 1 < len(words) and is_numeral(words[last + 1]):
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
        if code in _NO_LEADERS or (code in _REALMS and raw["role"] == STATE):
            continue
        if re.search(r"[A-Z]{3,},? (?:and )?[A-Z][a-z]+ [A-Z]{3,}", raw["name"]) or _NOTES.search(
            raw["name"]
        ):
            continue
        if raw["name"].startswith("and ") or "co-prince" in raw["name"].lower():
            continue
        named = clean_name(raw["name"])
        if named is None or not raw["since"]:
            continue
        until = raw["last_listed"]
        if until == GAP_TO and raw["first_listed"] <= GAP_FROM:
            until = GAP_FROM
        said = title or raw["name"][: max(0, len(raw["name"]) - len(named[0]))].strip()
        yield Row(code, raw["role"], *named, raw["since"], until, "Factbook", title=said)


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
        if word.lower() in PARTICLES and word.lower() not in ("bin", "ben"):
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
        if code in _REALMS and office == STATE and re.search(r"Elizabeth II|Charles III", name):
            continue
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
        if code is None or code in _NO_LEADERS or not name or not raw["start"]:
            continue
        name = re.sub(r"^(Dr\.|Sheikh|Archbishop|Prince)\s+|,? (Sr|Jr)\.$", "", name)
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


def record(path: Path) -> Iterator[Row]:
    """The hand-kept rows of public record."""
    for raw in rows_of(path):
        surname = raw["surname"] or split_surname(raw["name"], raw["country"])
        variants = tuple(v for v in raw["variants"].split(";") if v)
        dates = raw["since"], raw["until"]
        yield Row(raw["country"], raw["office"], raw["name"], surname, *dates, "public record", variants)
