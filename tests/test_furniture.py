"""Furniture is marked where it stands, and the news is left alone."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from verbale.analyse.furniture import PACK, compile_pattern, find_furniture
from verbale.data import toml

TABLES = ("comments", "heading", "line", "ending")
ENTRIES = [
    pytest.param(table, entry, id=f"{table}{n}-{entry['matches'][0][:24]}")
    for table in TABLES
    for n, entry in enumerate(toml(PACK)[table])
]


@pytest.mark.parametrize(("table", "entry"), ENTRIES)
def test_each_pattern_matches_and_spares_what_stands_beside_it(table: str, entry: dict[str, Any]) -> None:
    pattern = compile_pattern(entry, toml(PACK)["parts"])

    def hit(line: str) -> bool:
        if table != "ending":
            return bool(pattern.fullmatch(line))
        return any(match.end() == len(line) for match in pattern.finditer(line))

    assert [line for line in entry["matches"] if not hit(line)] == []
    assert [line for line in entry["spares"] if hit(line)] == []
    assert entry["matches"]
    assert entry["spares"]


NEWS = "Le ministre Anto Bré a signé mardi à Lomé un accord de pêche avec son homologue rwandais, Mara Lio."
MORE = "« Nous avons attendu ce jour depuis dix ans », a-t-il déclaré devant la presse après la cérémonie."


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and words of what is marked."""
    whole = f"{title}\n{text}" if title else text
    found = find_furniture(whole, len(title) + 1 if title else 0)
    assert all(a.end <= b.start for a, b in pairwise(found))
    return [(mark.kind, whole[mark.start : mark.end]) for mark in found]


def test_a_plain_article_has_none() -> None:
    assert marked(f"{NEWS}\n{MORE}") == []
    assert marked(f"{NEWS}\n\nRelations\n\n{MORE}\n", title="Le Togo et le Rwanda signent") == []
    assert marked("") == []
    assert marked(" \n\n") == []


def test_a_page_wrapped_in_furniture_is_unwrapped() -> None:
    before = [
        "Accueil > Politique",
        "Le Togo et le Rwanda signent",
        "Par Mara Modèle",
        "Publié le 12 mars 2024 à 10h22",
    ]
    before += ["Partager sur Facebook", "Le ministre à Lomé. © Jean Modèle/AFP"]
    after = ["Mara Modèle, correspondante à Lomé", "Lire aussi : Le port de Lomé", "Tags : Togo, Rwanda"]
    after += ["Inscrivez-vous à notre newsletter", "© 2024 Journal Exemple. Tous droits réservés"]
    text = "\n\n".join([*before, NEWS, "À lire également : Un sommet à Kigali", MORE, *after])
    words = "\n\n".join(words for _, words in marked(text))
    assert words == "\n\n".join(
        [before[0], *before[2:], "À lire également : Un sommet à Kigali", *after]
    )  # all but the headline and the news


def test_comments_in_english_under_a_french_article() -> None:
    comments = (
        "Jane Roe Sep 28, 2024\nGreat post, thank you for sharing it with us!\nJohn Roe Sep 2, 2024\nNice"
    )
    assert marked(f"{NEWS}\n{MORE}\n{comments}") == [("comment", comments)]
    long = "Jane Roe Sep 28, 2024\n" + "This is the best article about blazers that I have ever read. " * 9
    assert marked(f"{NEWS}\n{long}") == [("comment", long.strip())]


def test_comments_in_french_need_their_headings() -> None:
    comments = "2 commentaires\nMara Lio dit :\nBravo au ministre !\nx_12 a écrit :\nTout va bien."
    assert marked(f"{NEWS}\n{MORE}\n{comments}") == [("comment", comments)]
    bare = comments.split("\n", 1)[1]
    assert marked(f"{NEWS}\n{MORE}\n{NEWS}\n{bare}") == [("comment", bare)]


def test_a_link_to_the_comments_above_the_article_takes_only_itself() -> None:
    assert marked(f"{NEWS}\n3 commentaires\n{MORE}\n{NEWS}\n{MORE}") == [("comment", "3 commentaires")]


@pytest.mark.parametrize(
    "text",
    [
        # Posts that the article quotes, with their authors.
        f"{NEWS}\nNous avons signé !\n- Anto Bré (@AntoBre) August 30, 2022\n{MORE}",
        f"{NEWS}\nWe have signed a good agreement today.\nAnto Bré August 30, 2022\n{MORE}\n{NEWS}",
        # Section heads that look like a rubric or a call for comments.
        f"{NEWS}\nRéactions\n{MORE}\n{NEWS}\n{MORE}",
        f"{NEWS}\nPolitique\n{MORE}",
        f"{NEWS}\nMara Lio\n{MORE}",
        # Lists at the end: states, people, sectors.
        f"{NEWS}\nOnt signé :\nBurkina Faso\nSierra Leone",
        f"{NEWS}\nPour le Togo\nAnto Bré\nPour le Rwanda\nMara Lio",
        f"{NEWS}\nDes accords dans les domaines suivants :\nÉducation\nPêche\nExploitation minière",
        f"{NEWS}\n- Pêche\n- Tourisme",
        # The words of others, in their language.
        f"{NEWS}\n« We have waited for this day for ten years and it has come. »",
        f'{NEWS}\n"We have waited for this day for ten years", said the minister.',
        # News that begins or ends like furniture.
        f"Lomé, 12 mars 2024 (AFP) - {NEWS}",
        f"Par Anto Bré, le Togo a tenu parole.\n{NEWS}",
        f"{NEWS}\nSource d'inspiration pour la région, l'accord a été salué par tous les pays voisins.",
        f"{NEWS}\nLe sommet réunira aussi l'ONU et l'UA.",
        f"{NEWS}\nLire aussi le passé pour bâtir l'avenir : c'est ce que le ministre a conseillé à son hôte. "
        "Il a rappelé les accords signés depuis dix ans et dont nul ne se souvient, selon lui, à la veille "
        "du sommet de la sous-région, prévu à Kigali.",
    ],
)
def test_news_that_looks_like_furniture_is_spared(text: str) -> None:
    assert marked(text) == []


def test_an_article_in_another_language_is_not_furniture() -> None:
    english = (
        "The minister signed an agreement in London on Tuesday with his counterpart from Rwanda, Mara Lio.\n"
    )
    assert sum(len(words) for _, words in marked(english * 6)) <= len(english) * 3


def test_a_foreign_block_below_the_article_is_marked() -> None:
    english = "The agreement was signed on Tuesday in the presence of both ministers and their teams."
    assert marked(f"{NEWS}\n{MORE}\n{english}") == [("tail", english)]
    spanish = "El acuerdo fue firmado el martes en presencia de los dos ministros y de sus equipos."
    assert marked(f"{NEWS}\n{MORE}\n{spanish}") == [("tail", spanish)]


def test_a_name_signs_after_a_sentence() -> None:
    assert marked(f"{NEWS}\nAnto MODÈLE") == [("byline", "Anto MODÈLE")]
    assert marked(f"Anto Modèle\n{NEWS}") == [("byline", "Anto Modèle")]


def test_the_headline_once_more_at_the_end_is_no_news() -> None:
    title = "Le Togo et le Rwanda signent un accord"
    assert marked(f"{NEWS}\n{title}", title=title) == [("tail", title)]
    assert marked(
        f"{NEWS}\n(Source : Agence Exemple, 16 février 2026)\nPortail\nUn accord : le Togo signe"
    ) == [
        ("credit", "(Source : Agence Exemple, 16 février 2026)"),
        ("tail", "Portail\nUn accord : le Togo signe"),
    ]


def test_a_list_of_links_goes_on_to_the_next_paragraph() -> None:
    links = "Sur le même sujet :\nUn port à Lomé\nKigali reçoit un ministre"
    assert marked(f"{NEWS}\n{links}\n{MORE}") == [("related", links)]


def test_marks_within_a_paragraph() -> None:
    assert marked(f"{NEWS} ACP/KHM/CL") == [("credit", "ACP/KHM/CL")]
    assert marked(f"{NEWS} (lire aussi page 3)\n{MORE}") == [("related", "(lire aussi page 3)")]


def test_positions_are_those_of_the_text_with_its_title() -> None:
    title = "Politique"
    assert marked(f"International\n{NEWS}", title=title) == [("rubric", "International")]


@pytest.mark.parametrize(
    "line",
    [
        "-nous" * 59,
        "facebook twitter " * 17,
        "A. " * 99,
        "Anto Bré " * 33,
        "«" * 299,
        "a" * 299,
        "1/" * 149,
        "ACP/a" * 59,
        "lundi 12 mars 2024 " * 15 + "!",
        "publié le " * 29,
        "Source : " * 33,
        "(" * 299,
        "x x x " * 49,
        "@" * 299,
        "Publié " + "Anto Bré " * 32,
        "#a " * 99 + "!",
    ],
)
def test_no_line_takes_long(line: str) -> None:
    began = time.process_time()
    find_furniture("\n".join([line, NEWS, line, line]), 0)
    assert time.process_time() - began < 0.5


def test_the_seeds_lose_their_page_and_nothing_else(shared: Path) -> None:
    starts: dict[str, list[str]] = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        starts[path.name[:3]] = [text[m.start : m.end].split("\n")[0][:24] for m in find_furniture(text, 0)]
    assert [len(marks) for marks in starts.values()] == [1, 1, 0, 3, 1]
    assert starts["001"][0].startswith("The post ")
    assert starts["004"] == ["International"]


def test_no_gold_evidence_of_the_development_articles_stands_in_furniture(shared: Path) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "bench/furniture.py")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 losses" in done.stdout
