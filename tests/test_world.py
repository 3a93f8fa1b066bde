"""The linter of the world facts: complete, without doubles, sourced, and right where the record is public."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

from verbale.data import HERE, table, world

WORLD = HERE / "world"
FILES = sorted(WORLD.glob("*.csv"))
KEYS = {
    "agencies": ("form",),
    "capitals": ("form", "code"),
    "cities_fr": ("form", "code"),
    "countries": ("code",),
    "currencies": ("form",),
    "demonyms": ("form", "code", "gender", "number"),
    "given_names": ("name",),
    "leaders": ("country", "office", "name", "since"),
    "metonyms": ("form",),
    "not_names": ("form",),
    "organisations": ("code",),
    "outlets": ("name",),
    "places": ("geonameid",),
    "prefixes": ("form", "code"),
    "regions": ("form",),
    "rules": ("form", "code"),
}
MEMBERS = [c for c in world.countries().values() if c.un]
RULES = {"default", "context", "only_context", "exact", "article", "bare", "plus", "never", "zone"}


def test_every_table_has_a_key_that_this_linter_knows() -> None:
    assert [path.stem for path in FILES] == sorted(KEYS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_table_names_its_source_and_licence_and_repeats_no_key(path: Path) -> None:
    head = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    assert "ource" in head or "GeoNames" in head, path.name
    assert re.search("CC0|CC BY|Unicode-3.0|public domain|MIT", head), path.name
    rows = table(f"world/{path.name}")
    assert rows, path.name
    keys = [tuple(row[name] for name in KEYS[path.stem]) for row in rows]
    assert len(keys) == len(set(keys)), [k for k in keys if keys.count(k) > 1][:5]
    assert all(None not in row.values() and None not in row for row in rows), path.name


def test_tables_know_only_codes_that_exist_and_rules_that_are_explained() -> None:
    codes = set(world.countries()) | set(world.organisations())
    for forms in (world.demonyms(), world.capitals(), world.prefixes(), world.agencies(), world.cities()):
        assert {f.code for f in forms} <= set(world.countries())
        assert {f.rule for f in forms if f.rule} <= RULES
    assert {f.code for f in world.metonyms()} <= codes
    assert {c.sovereign for c in world.countries().values() if c.sovereign} <= set(world.countries())
    assert {o.seat for o in world.organisations().values() if o.seat} <= set(world.countries())
    assert {town.country for town in world.towns().values()} <= set(world.countries())
    assert set(world.rules().values()) <= RULES
    assert all(code in codes for _, code in world.rules())


def test_an_outlet_is_filed_under_a_country() -> None:
    assert {row["code"] for row in table("world/outlets.csv")} <= set(world.countries())


def test_members_observers_and_others_are_all_there() -> None:
    by_un = defaultdict(set)
    for country in world.countries().values():
        by_un[country.un].add(country.code)
    assert len(by_un["member"]) == 193
    assert by_un["observer"] == {"VAT", "PSE"}
    assert {"XKX", "TWN", "HKG", "MAC", "GRL", "NCL", "PYF", "REU", "MYT", "PRI", "ESH", "GIB"} <= by_un[None]


@pytest.mark.parametrize("country", MEMBERS, ids=lambda c: c.code)
def test_a_state_has_names_demonyms_capital_and_currency(country: world.Country) -> None:
    assert country.name
    assert country.formal
    assert re.fullmatch("[A-Z]{3}", country.currency or "")
    assert country.gender in "mf"
    assert country.number in "sp"
    assert country.lat is not None
    assert -90 <= country.lat <= 90
    assert [c for c in world.capitals() if c.code == country.code]
    kinds = {
        (row["gender"], row["number"])
        for row in table("world/demonyms.csv")
        if row["code"] == country.code and row["kind"] == "main"
    }
    assert kinds in ({("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")}, {("i", "i")})


def test_names_include_what_cldr_calls_each_territory() -> None:
    """An oracle: the French names of Unicode CLDR."""
    cldr = Locale("fr").territories
    for country in world.countries().values():
        known = {world.fold(n) for n in (country.name, *country.names, country.formal)}
        theirs = cldr[country.alpha2].replace("\u2019", "'")
        assert "R.A.S." in theirs or world.fold(theirs) in known, country.code


def test_a_hundred_organisations_have_both_names_and_acronyms() -> None:
    full = [o for o in world.organisations().values() if o.name_fr and o.name_en and o.acronyms]
    assert len(full) >= 130
    assert len({o.name_en for o in world.organisations().values()}) == len(world.organisations())
    assert {o.kind for o in full} == {
        "un_agency", "regional", "financial", "military", "judicial", "forum", "other",
    }  # fmt: skip
    assert {
        "UN",
        "EU",
        "AU",
        "ECOWAS",
        "SCO",
        "EAEU",
        "CSTO",
        "NATO",
        "OIF",
        "IMF",
        "WB",
        "AfDB",
        "ICC",
        "G20",
    } <= set(world.organisations())


def test_no_place_is_in_the_sea_of_another_hemisphere() -> None:
    for name, country, lat, lon in (
        ("Almaty", "KAZ", 43, 77),
        ("Marseille", "FRA", 43, 5),
        ("Moscou", "RUS", 56, 38),
        ("Toamasina", "MDG", -18, 49),
        ("Charm el-Cheikh", "EGY", 28, 34),
        ("Genève", "CHE", 46, 6),
    ):
        town = world.places_named(name)[0]
        assert town.country == country
        assert (abs(town.lat - lat), abs(town.lon - lon)) < (1, 1)
    assert world.places_named("Nulle-Part-sur-Mer") == ()


def test_folding_keeps_every_offset() -> None:
    for text in ("Élysée, Côte d\u2019Ivoire et İzmir", "ŁÓDŹ", "Œuvre\u00a0: «\u202f10\u202f%\u202f»", "ẞ"):
        assert len(world.fold(text)) == len(text)
    assert world.fold("Côte d\u2019Ivoire") == "cote d'ivoire"


# --- office holders ------------------------------------------------------------------------

# Who held the office on 1 July of each year from 2014 (1 March in 2026), written from public record; "-"
# where the tables attest no one; a name stands until the next.
HOLDERS = {
    ("FRA", "head_of_state"): "2014 Hollande 2017 Macron",
    ("FRA", "head_of_government"): (
        "2014 Valls 2017 Philippe 2020 Philippe 2021 Castex 2022 Borne 2024 Attal 2025 Bayrou 2026 Lecornu"
    ),
    (
        "FRA",
        "foreign_minister",
    ): "2014 Fabius 2016 Ayrault 2017 Le_Drian 2022 Colonna 2024 Séjourné 2025 Barrot 2026 -",
    ("DEU", "head_of_government"): "2014 Merkel 2022 Scholz 2025 Merz",
    ("DEU", "head_of_state"): "2014 Gauck 2017 Steinmeier",
    ("GBR", "head_of_government"): "2014 Cameron 2017 May 2020 Johnson 2023 Sunak 2025 Starmer",
    ("GBR", "foreign_minister"): (
        "2014 Hague 2015 Hammond 2017 Johnson 2019 Hunt 2020 Raab 2022 Truss 2023 Cleverly 2024 Cameron"
        " 2025 Lammy 2026 -"
    ),
    ("USA", "head_of_state"): "2014 Obama 2017 Trump 2021 Biden 2025 Trump",
    ("USA", "foreign_minister"): "2014 Kerry 2017 Tillerson 2018 Pompeo 2021 Blinken 2025 Rubio 2026 -",
    ("RUS", "head_of_state"): "2014 Poutine",
    ("RUS", "head_of_government"): "2014 Medvedev 2020 Michoustine",
    ("RUS", "foreign_minister"): "2014 Lavrov 2026 -",
    ("CHN", "head_of_state"): "2014 Xi",
    ("CHN", "head_of_government"): "2014 Li_Keqiang 2023 Li_Qiang",
    ("CHN", "foreign_minister"): "2014 Wang 2023 Qin 2024 Wang 2026 -",
    ("KAZ", "head_of_state"): "2014 Nazarbaïev 2019 Tokaïev",
    ("KAZ", "head_of_government"): ("2014 Massimov 2017 Saguintaïev 2019 Mamine 2022 Smaïlov 2024 Bektenov"),
    ("RWA", "head_of_state"): "2014 Kagame",
    ("RWA", "head_of_government"): "2014 Habumuremyi 2015 Murekezi 2018 Ngirente 2026 Nsengiyumva",
    ("RWA", "foreign_minister"): "2014 Mushikiwabo 2019 Sezibera 2020 Biruta 2024 Nduhungirehe 2026 -",
    ("SEN", "head_of_state"): "2014 Sall 2024 Faye",
    ("SEN", "head_of_government"): "2014 Touré 2015 Dionne 2019 - 2023 Ba 2024 Sonko",
    ("MAR", "head_of_state"): "2014 Mohammed_VI",
    ("MAR", "head_of_government"): "2014 Benkirane 2017 El_Othmani 2022 Akhannouch",
    ("MAR", "foreign_minister"): "2014 Mezouar 2017 Bourita 2026 -",
    ("DZA", "head_of_state"): "2014 Bouteflika 2019 Bensalah 2020 Tebboune",
    ("COD", "head_of_state"): "2014 Kabila 2019 Tshisekedi",
    ("MDG", "head_of_state"): "2014 Rajaonarimampianina 2019 Rajoelina 2026 -",
}


def expected(spells: str) -> dict[int, str]:
    words = spells.split()
    told = {int(year): name.replace("_", " ") for year, name in zip(words[::2], words[1::2], strict=True)}
    holders, name = {}, "-"
    for year in range(2014, 2027):
        name = told.get(year, name)
        holders[year] = name
    return holders


@pytest.mark.parametrize("key", HOLDERS, ids=lambda k: "-".join(k))
def test_the_office_is_held_in_each_year_by_whom_the_public_record_names(key: tuple[str, str]) -> None:
    for year, name in expected(HOLDERS[key]).items():
        leader = world.holder(*key, f"{year}-07-01" if year < 2026 else "2026-03-01")
        if name == "-":
            assert leader is None, (year, leader)
        else:
            assert leader is not None, (year, name)
            assert name in (leader.surname, leader.name), (year, leader)


def test_an_office_resolves_only_between_attested_dates() -> None:
    assert world.holder("FRA", "head_of_state", "2017") is None  # two held it in that year
    assert world.holder("FRA", "head_of_state", "2017-05") is None
    assert world.holder("FRA", "head_of_state", "2018").surname == "Macron"  # type: ignore[union-attr]
    assert world.holder("FRA", "head_of_state", "2018-05").surname == "Macron"  # type: ignore[union-attr]
    assert world.holder("FRA", "head_of_state", "2035-01-01") is None
    assert world.holder("FRA", "head_of_state", "1815-06-18") is None
    assert world.holder("ATA", "head_of_state", "2020-01-01") is None


def test_spells_have_order_and_nobody_shares_an_office_on_one_day() -> None:
    known = {*world.countries(), *world.organisations()}
    by_office = defaultdict(list)
    for leader in world.leaders():
        assert leader.country in known
        assert leader.office in world.OFFICES
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", leader.since), leader
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", leader.until), leader
        assert leader.since[:7] <= leader.until[:7], leader
        assert leader.source, leader
        assert not re.search(r"\d|[\[\]()]|[A-Z]{4}", leader.name), leader
        by_office[leader.country, leader.office].append(leader)
    del by_office["EU", "head_of_organisation"]  # its Commission and its Council have a president each
    for spells in by_office.values():
        for earlier, later in pairwise(spells):
            if len(earlier.until) == len(later.since) == 10 and "public record" in earlier.source:
                assert earlier.until <= later.since or earlier.name == later.name, (earlier, later)


def test_people_are_found_by_surname_full_name_and_other_spellings() -> None:
    for name in ("Poutine", "Vladimir Poutine", "Putin", "Vladimir Putin"):
        assert {x.country for x in world.leaders_named(name)} == {"RUS"}, name
    for name in ("Tokaïev", "Tokayev", "Tokaev", "Kassym-Jomart Tokaïev", "KASSYM-JOMART TOKAÏEV"):
        assert {x.country for x in world.leaders_named(name)} == {"KAZ"}, name
    for name in ("Xi Jinping", "Netanyahou", "Zelensky", "Erdogan", "Loukachenko", "Mirzioïev", "Guelleh"):
        assert world.leaders_named(name), name
    assert world.leaders_named("Personne Inconnue") == ()


# --- labels --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("La Nation (Djibouti)", "DJI"),
        ("La Nation (Benin)", "BEN"),
        ("Agence Congolaise de Presse (RepublicOfCongo)", "COD"),
        ("Agence Congolaise de Presse (RD Congo)", "COD"),
        ("Togo-Presse", "TGO"),
        ("Journal du Faso", "BFA"),
        ("L'Express (Port Louis) (Mauritius)", "MUS"),
        ("Le Soleil (Dakar) (Senegal)", "SEN"),
        ("La Tribune (Madagascar)", "MDG"),
        ("Fraternité Matin", "CIV"),
        ("The Daily (Chad)", "TCD"),
        ("Le Petit Écho (Royaume-Uni)", "GBR"),
        ("Le Monde", "FRA"),
        ("Gazette du Nord", None),
        ("Agence congolaise des nouvelles", None),
        ("Courrier France-Maroc", None),
        ("", None),
    ],
)
def test_a_label_tells_where_an_outlet_publishes(label: str, code: str | None) -> None:
    assert world.country_of_label(label) == code


def test_names_and_codes_are_told_apart() -> None:
    assert world.is_country("KAZ")
    assert not world.is_country("UN")
    assert not world.is_country(None)
    assert world.name_fr("KAZ") == "Kazakhstan"
    assert world.name_fr("ECOWAS") == "Communauté économique des États de l'Afrique de l'Ouest"
    assert world.name_fr("Société X") == "Société X"


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("kazakh", {"KAZ"}), ("kazakhstanaises", {"KAZ"}), ("burkinabè", {"BFA"}), ("burkinabé", {"BFA"}),
        ("azérie", {"AZE"}), ("émiratis", {"ARE"}), ("saoudienne", {"SAU"}), ("saoudite", {"SAU"}),
        ("malgaches", {"MDG"}), ("étatsunienne", {"USA"}), ("nigériane", {"NGA"}), ("nigérienne", {"NER"}),
        ("congolais", {"COD", "COG"}), ("bissau-guinéen", {"GNB"}), ("équato-guinéenne", {"GNQ"}),
        ("guinéens", {"GIN"}), ("sud-coréenne", {"KOR"}), ("nord-coréens", {"PRK"}), ("hollandaise", {"NLD"}),
        ("grecque", {"GRC"}), ("turques", {"TUR"}), ("lésothane", {"LSO"}), ("capverdien", {"CPV"}),
        ("dominiquaise", {"DMA"}), ("dominicaine", {"DOM"}), ("table", set()),
    ],
)  # fmt: skip
def test_every_inflection_of_a_nationality_is_known(word: str, codes: set[str]) -> None:
    assert set(world.countries_of_demonym(word)) == codes


def test_currencies_cover_every_state_and_say_where_the_country_decides() -> None:
    coded = {c.code for c in world.currencies()}
    assert {c.currency for c in MEMBERS} <= coded
    rules = {c.form: c.rule for c in world.currencies()}
    assert rules["FCFA"] == rules["francs CFA"] == "zone"
    assert rules["dollars"] == "default"
    assert rules["dollars canadiens"] is None
