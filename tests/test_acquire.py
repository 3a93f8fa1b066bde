"""Files, folders and standard input become articles, in order, with the text as published."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from verbale import data
from verbale.acquire import InputFailure, estimate, read_paths
from verbale.acquire.decoding import decode
from verbale.acquire.language import is_plainly_french, language_of
from verbale.acquire.published import parse_published
from verbale.errors import UsageError
from verbale.records import Article

PAGE = """<!doctype html><html lang="fr"><head>
<meta charset="{charset}"><title>Le Togo signe - Journal</title>
<meta property="og:site_name" content="Journal Exemple"><meta property="og:title" content="Le Togo signe">
<meta property="article:published_time" content="2025-05-27T23:30:00+09:00">
<link rel="canonical" href="https://exemple.org/togo-signe"></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Le Togo signe</h1><p>Le ministre Anto Bré a signé mardi à Lomé un accord de coopération avec son
homologue, en présence de nombreux invités venus pour la cérémonie.</p><p>Les deux parties ont salué cette
signature, qui crée un cadre pour les années à venir.</p></article><footer>Tous droits réservés</footer>
</body></html>"""
PROSE = "Le président a reçu à Astana l'ambassadeur de Côte d'Ivoire « pour l’été », où tout coûte 3 €.\n"


def articles(*paths: object, **options: object) -> list[Article]:
    found = list(read_paths([str(p) for p in paths], **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Article) for item in found), found
    return found  # type: ignore[return-value]


def piped(data: bytes) -> list[Article | InputFailure]:
    return list(read_paths(["-"], stdin=io.BytesIO(data)))


def test_a_text_file_is_stored_whole_without_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.visite.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "  Un titre\r\n\r\nÀ Lomé.\rFin\t \n\n".encode())
    assert articles(path) == [
        Article(text="  Un titre\n\nÀ Lomé.\nFin\t \n\n", id="a.visite", source=str(path))
    ]


def test_a_jsonl_line_gives_all_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    full = {"id": "x1", "title": " T ", "text": "Corps\r\n", "published": "2025-05-27T23:30:00+09:00"}
    full |= {"outlet": "Journal", "url": "https://exemple.org", "rubric": ["unknown"]}
    path.write_text(
        json.dumps(full) + '\n\n{"text": "Seul", "id": 7}\n{"text": "Nu", "title": null, "url": ""}'
    )
    source = f"{path}, line "
    assert articles(path) == [
        Article("T\nCorps\n", "T", "2025-05-27", "Journal", "https://exemple.org", "x1", source + "1"),
        Article("Seul", id="7", source=source + "3"),
        Article("Nu", id="b:4", source=source + "4"),
    ]
    assert articles(path)[0].text[articles(path)[0].body_start :] == "Corps\n"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    [article] = articles(path)
    assert article.title == "Le Togo signe"
    assert article.text.startswith("Le Togo signe\nLe ministre Anto Bré a signé")
    assert article.text.count("Le Togo signe") == 1
    assert "Accueil" not in article.text
    assert "droits" not in article.text
    assert (article.published, article.outlet) == ("2025-05-27", "Journal Exemple")
    assert (article.url, article.id) == ("https://exemple.org/togo-signe", "page")


def test_a_page_without_a_date_gets_none_not_today(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = PAGE.replace('<meta property="article:published_time" content="2025-05-27T23:30:00+09:00">', "")
    path.write_text(page.format(charset="utf-8").replace("Tous droits réservés", "© 2022 Journal"))
    assert articles(path)[0].published is None
    assert articles(path, published="2024")[0].published == "2024"


def test_a_given_day_fills_only_what_has_none(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text('{"text": "Un", "published": "2020-01"}\n{"text": "Deux"}')
    days = [a.published for a in articles(path, published="2025-05-27T10:00:00Z")]
    assert days == ["2020-01", "2025-05-27"]


def test_a_given_day_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'27/05/2025' is not a date; write YYYY-MM-DD"):
        read_paths([str(tmp_path)], published="27/05/2025")


def test_folders_are_read_by_name_and_deep_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/.hidden.txt", ".git/c.txt", "c.jsonl", "readme.md", "a/b/d.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "Ligne"}' if name.endswith("l") and "json" in name else "Texte")
    (tmp_path / "a/b/d.html").write_text(PAGE.format(charset="utf-8"))
    assert [a.id for a in articles(tmp_path)] == ["d", "z", "b", "c:1"]
    assert [a.id for a in articles(tmp_path / "c.jsonl", tmp_path / "b.txt")] == ["c:1", "b"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Texte")
    (tmp_path / "in/back").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "in")
    assert [a.id for a in articles(tmp_path)] == ["a"]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.txt")
    (tmp_path / "a.txt").write_text("Texte")
    assert [a.id for a in articles(tmp_path)] == ["a"]


@pytest.mark.parametrize(
    ("data", "texts", "ids"),
    [
        (b'\n {"text": "Un"}\n{"text": "Deux", "id": "d"}', ["Un", "Deux"], ["stdin:2", "d"]),
        (b'\xef\xbb\xbf{"text": "Un"}\r\n', ["Un"], ["stdin:1"]),
        ('{"text": "Été"}\n{"text": "Ok"}'.encode("utf-16"), ["Été", "Ok"], ["stdin:1", "stdin:2"]),
        (b" \n\nUn texte nu.\n", [" \n\nUn texte nu.\n"], ["stdin"]),
        ("Été".encode("utf-16"), ["Été"], ["stdin"]),
    ],
)
def test_standard_input_tells_its_kind_by_its_beginning(
    data: bytes, texts: list[str], ids: list[str]
) -> None:
    found = piped(data)
    assert [(a.text, a.id) for a in found if isinstance(a, Article)] == list(zip(texts, ids, strict=True))
    assert len(found) == len(texts)


def test_standard_input_may_be_a_page() -> None:
    [article] = piped(b"\n" + PAGE.format(charset="utf-8").encode())
    assert isinstance(article, Article)
    assert article.outlet == "Journal Exemple"


def test_standard_input_stays_open_for_its_owner() -> None:
    stream = io.BytesIO(b'{"text": "Un"}')
    list(read_paths(["-"], stdin=stream))
    assert not stream.closed


def test_large_line_files_are_never_loaded_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    line = json.dumps({"text": "Le ministre est arrivé. " * 400}) + "\n"
    with path.open("w") as out:
        for _ in range(4000):
            out.write(line)
    assert path.stat().st_size > 35e6
    tracemalloc.start()
    total = sum(1 for _ in read_paths([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 4000
    assert peak < 2e6


def test_an_article_of_five_megabytes_passes(tmp_path: Path) -> None:
    text = "Le ministre Anto Bré a signé un accord à Lomé.\n" * 110_000
    assert len(text.encode()) > 5e6
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text}))
    assert [a.text == text for a in articles(tmp_path)] == [True, True]


def test_estimate_counts_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Texte")
    (tmp_path / "b.jsonl").write_text('{"text": "Un"}\n\n{"text": "Deux"}')
    assert estimate([str(tmp_path), str(tmp_path / "a.txt")]) == 4
    assert estimate([str(tmp_path / "missing.txt")]) == 1
    assert estimate([str(tmp_path), "-"]) is None


def test_estimate_extrapolates_large_files(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    line = '{"text": "' + "x" * 1000 + '"}\n'
    path.write_text(line * 40_000)
    found = estimate([str(path)])
    assert found is not None
    assert abs(found - 40_000) < 400


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encodings_of_french_text_are_recognised(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE
    assert decode((PROSE * 50).encode(encoding)) == PROSE * 50


def test_encodings_of_old_terminals_and_other_scripts_are_recognised() -> None:
    plain = "Le président a reçu à Astana l'ambassadeur de Côte d'Ivoire « pour l'été ».\n"
    russian = "Президент принял в Астане посла дружественной страны и обсудил с ним торговлю.\n"
    assert decode(plain.encode("cp850")) == plain
    assert decode(russian.encode("cp1251")) == russian


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2025-05-27", "2025-05-27"),
        ("2025-05-27T23:30:00+09:00", "2025-05-27"),
        ("2025-05-27T00:10Z", "2025-05-27"),
        ("2025-05-27 10:00:00.123 +02:00", "2025-05-27"),
        ("20250527", None),
        (" 2025-05 ", "2025-05"),
        ("2025", "2025"),
        ("201X", "201X"),
        ("XXXX-11-09", "XXXX-11-09"),
        ("2025-05-27?", "2025-05-27?"),
        ("2025-21", "2025-21"),
        ("2013/2023", "2013/2023"),
        ("2007/..", "2007/.."),
        ("2024-02-29", "2024-02-29"),
        ("2025-02-29", None),
        ("1900-02-29", None),
        ("XXXX-02-30", None),
        ("2025-13-01", None),
        ("2025-00-10", None),
        ("0000-01-01", None),
        ("2025-05-27T25:00", None),
        ("2025-05-27/2025-05-26", None),
        ("2025-21-03", None),
        ("27/05/2025", None),
        ("27 mai 2025", None),
        ("..", None),
        ("hier", None),
        ("1748390400", None),
    ],
)
def test_publication_days_are_edtf_in_their_own_offset(given: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="published"):
            parse_published(given)
    else:
        assert parse_published(given) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le président a reçu son homologue kazakh à Astana.", "fr"),
        ("Anto Bré reçu à Kigali par Mara Lio", "fr"),
        ("VISITE OFFICIELLE DU MINISTRE À LOMÉ", "fr"),
        ("The minister signed an agreement in London on Tuesday.", "en"),
        ("El presidente recibió a su homólogo en Bogotá.", "es"),
        ("Президент принял посла в Астане.", "ru"),
        ("12 345 %", "und"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language


EXAMPLES = data.toml("packs/fr/language.toml")["examples"]


@pytest.mark.parametrize("text", EXAMPLES["french"])
def test_plain_french_is_known_without_the_model(text: str) -> None:
    assert is_plainly_french(text)


@pytest.mark.parametrize("text", EXAMPLES["unsettled"])
def test_what_is_not_plainly_french_is_left_to_the_model(text: str) -> None:
    assert not is_plainly_french(text)


def test_the_model_is_not_loaded_for_plain_french() -> None:
    script = "import sys; from verbale.acquire.language import language_of as l; print(l(sys.argv[1]), "
    script += "'py3langid' in sys.modules)"
    said = [
        subprocess.run(
            [sys.executable, "-c", script, text], capture_output=True, text=True, check=True
        ).stdout
        for text in (EXAMPLES["french"][0], "The minister signed it.")
    ]
    assert said == ["fr False\n", "en True\n"]


def test_comments_at_the_end_do_not_change_the_language() -> None:
    article = "Le ministre Anto Bré a signé un accord de pêche à Lomé avec son homologue. " * 12
    assert language_of(article + "Great post, thank you so much for sharing this with us! " * 8) == "fr"
