"""Country briefs: every sentence has its sources, and nothing an article says gets out of its place."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import invented
from verbale import data
from verbale.fuse import fuse
from verbale.ontology import OFFICES, SECTORS, VALUES
from verbale.records import EXTRAS, FIELDS, KINDS, Article, Span
from verbale.store import Database
from verbale.surfaces import countries, wording
from verbale.surfaces.brief import Brief, is_close, make_brief
from verbale.surfaces.briefpage import escaped, one_line, safe_url, to_html, to_markdown
from verbale.surfaces.evidence import LONGEST, Sources
from verbale.surfaces.phrases import sentence


@pytest.fixture
def db(tmp_path: Path) -> Any:
    with invented.filled(tmp_path / "x.db") as record:
        yield record


@pytest.fixture
def brief(db: Database) -> Brief:
    return make_brief(db, "RWA")


class Page(HTMLParser):
    """What a browser would find in a page: elements with their attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, text: str) -> None:
        self.words.append(text)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def test_every_sentence_cites_at_least_one_source(brief: Brief) -> None:
    lines = [line for section in brief.sections for line in section.lines]
    assert {section.kind for section in brief.sections if section.lines} == {
        "visits", "meetings", "figures", "quotes",
    }  # fmt: skip
    numbers = {note.number for note in brief.notes}
    assert all(line.notes and set(line.notes) <= numbers for line in lines)
    assert numbers == set(range(1, len(brief.notes) + 1))


def test_notes_quote_words_that_stand_in_their_article(brief: Brief) -> None:
    texts = {article.title: article.text for article, _ in invented.articles()}
    for note in brief.notes:
        assert note.excerpts
        for excerpt in note.excerpts:
            assert excerpt.text == texts[note.title][excerpt.start : excerpt.end]
            assert any(is_marked for _, is_marked in excerpt.parts)


def test_the_brief_opens_with_its_coverage(brief: Brief) -> None:
    head = to_markdown(brief).split("## ")[0]
    assert "2 articles de 2 médias" in head
    assert "18 mars 2031" in head
    assert "20 mars 2031" in head


def test_one_visit_told_twice_is_one_line_with_both_days(brief: Brief) -> None:
    (line,) = brief.sections[0].lines
    assert len(line.notes) == 2
    (difference,) = line.differences
    assert [value for value, _ in difference.values] == ["18 mars 2031", "19 mars 2031"]
    assert [notes for _, notes in difference.values] == [(line.notes[0],), (line.notes[1],)]


def test_figures_that_disagree_stand_side_by_side(brief: Brief) -> None:
    (line,) = brief.sections[3].lines
    assert line.text == "Échanges commerciaux, Kazakhstan et Rwanda, 2030"
    (difference,) = line.differences
    assert [value for value, _ in difference.values] == ["12,4 millions USD", "15,1 millions USD"]
    assert all(len(notes) == 1 for _, notes in difference.values)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ({"value": 4e9}, {"value": 3.98e9}, True),
        ({"value": 4e9}, {"value": 5e9}, False),
        ({"value": 4e9, "bound": "over"}, {"value": 5e9}, True),
        ({"value": 4e9}, {"value": 5e9, "bound": "under"}, True),
        ({"value": 4e9, "bound": "under"}, {"value": 5e9}, False),
        ({"value": 70, "high": 80}, {"value": 75}, True),
        ({"value": -50}, {"value": 50}, False),
    ],
)
def test_figures_agree_where_both_can_be_true(
    one: dict[str, Any], other: dict[str, Any], close: bool
) -> None:
    assert is_close(one, other) is is_close(other, one) is close


def test_hostile_titles_stay_text_in_html(brief: Brief) -> None:
    page = Page(to_html(brief))
    assert one_line(invented.HOSTILE) in page.text
    tags = [tag for tag, _ in page.elements]
    assert "script" not in tags
    assert "b" not in tags
    links = [attrs["href"] or "" for tag, attrs in page.elements if tag == "a"]
    assert all(link.startswith(("#", "https://echo.example/")) for link in links)
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]


def test_the_page_loads_and_runs_nothing(brief: Brief) -> None:
    page = Page(to_html(brief))
    assert not [attrs for _, attrs in page.elements if "src" in attrs]
    policy = [attrs["content"] for _, attrs in page.elements if "http-equiv" in attrs]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "iframe", "img", "object"})


def test_every_note_of_the_page_can_be_reached_and_left(brief: Brief) -> None:
    page = Page(to_html(brief))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    links = {(attrs["href"] or "")[1:] for tag, attrs in page.elements if tag == "a"}
    assert len(ids) == len(set(ids))
    assert {link for link in links if not link.startswith("ttps")} <= set(ids)
    assert {f"n{note.number}" for note in brief.notes} <= links


def test_hostile_titles_stay_text_in_markdown(brief: Brief) -> None:
    page = Page(MarkdownIt().render(to_markdown(brief)))
    assert one_line(invented.HOSTILE) in page.text
    links = {attrs["href"] for tag, attrs in page.elements if tag == "a"}
    assert links == {"https://echo.example/a?b=1&c=%3C2%3E"}
    assert {tag for tag, _ in page.elements} <= {
        "h1", "h2", "p", "em", "strong", "ul", "ol", "li", "a", "blockquote",
    }  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=60))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    rendered = MarkdownIt().renderInline(f"x {escaped(text)} x")
    assert "<" not in rendered
    assert html.unescape(rendered) == " ".join(f"x {one_line(text)} x".split(" ")) or not one_line(text)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://echo.example/a b", "https://echo.example/a%20b"),
        ('https://echo.example/">', "https://echo.example/%22%3E"),
        ("http://echo.example/%C3%A9?x=1&y=2#z", "http://echo.example/%C3%A9?x=1&y=2#z"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("//echo.example/x", None),
        ("https://banque.example@echo.example/", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


def test_what_a_person_added_cites_the_decision(db: Database) -> None:
    added = {**invented.visit(invented.VISIT, "2031-03-18"), "start": "2031-06-01", "place": "Almaty"}
    kept = {name: added[name] for name in FIELDS["visits"]}
    db.decide("add", "visits", record=kept, why="communiqué fictif", who="Test", when=invented.WHEN)
    db.fuse(fuse)
    made = make_brief(db, "KAZ")
    assert [line.when for line in made.sections[0].lines] == ["18 mars 2031", "1er juin 2031"]
    number = made.sections[0].lines[1].notes[0]
    assert made.notes[number - 1].said == "Test, 1er mai 2031\u00a0: communiqué fictif"
    assert "communiqué fictif" in to_markdown(made)
    assert "communiqué fictif" in to_html(made)


def test_what_a_person_set_says_so(db: Database) -> None:
    (event,) = db.events("visits")
    db.decide("set", event.id, field="place", value="Almaty", why="x", who="Test", when=invented.WHEN)
    db.fuse(fuse)
    (line,) = make_brief(db, "KAZ").sections[0].lines
    assert "(Almaty)" in line.text
    assert any("corrigé à la main" in remark and "lieu" in remark for remark in line.remarks)


def test_a_rejected_record_leaves_the_brief(db: Database) -> None:
    (event,) = db.events("visits")
    db.decide("reject", event.id, why="x", who="Test", when=invented.WHEN)
    db.fuse(fuse)
    assert make_brief(db, "KAZ").sections[0].lines == ()


def test_the_same_database_gives_the_same_bytes(db: Database) -> None:
    first, second = make_brief(db, "KAZ", "RWA"), make_brief(db, "KAZ", "RWA")
    assert to_html(first) == to_html(second)
    assert to_markdown(first) == to_markdown(second)


def test_english_briefs_are_english_but_for_the_quoted_words(db: Database) -> None:
    text = to_markdown(make_brief(db, "USA", lang="en"))
    assert text.startswith("# Country brief: United States")
    assert "Visites" not in text


def test_made_up_articles_are_announced(db: Database) -> None:
    article = Article("Aïssa Doumbé est à Astana.\n(Article construit.)", id="c1", published="2031-04-01")
    _, document = invented.stored(
        "c1", "(Article construit.)", title="Aïssa Doumbé est à Astana.", outlet="", published="2031-04-01",
        quotes=[lambda t: invented.quote(t, "Astana")],
    )  # fmt: skip
    assert not make_brief(db, "RWA").built
    db.save(article, document, reader=invented.READER, read_at=invented.WHEN)
    db.fuse(fuse)
    assert make_brief(db, "RWA").built


def test_excerpts_keep_whole_sentences_until_they_are_too_long(db: Database) -> None:
    long = "Un mot. " + "Début " + "très " * 200 + "ICI " + "après " * 200 + "fin."
    article = Article(long, id="long")
    _, document = invented.stored("long", long, title="t", outlet="x", published="2031-01-01")
    db.save(article, document, reader=invented.READER, read_at=invented.WHEN)
    at = long.index("ICI")
    (excerpt,) = Sources(db.article).excerpts("long", [Span(at, at + 3)])
    assert ("ICI", True) in excerpt.parts
    assert excerpt.cut_before
    assert excerpt.cut_after
    assert len(excerpt.text) <= LONGEST
    assert excerpt.text.startswith("très ")
    (short,) = Sources(db.article).excerpts("long", [Span(0, 2)])
    assert (short.text, short.cut_before, short.cut_after) == ("Un mot.", False, False)


def test_spans_outside_the_text_are_left_out(db: Database) -> None:
    assert Sources(db.article).excerpts("a3", [Span(5000, 5010), Span(3, 3)]) == ()


# --- wording -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("KAZ", "au Kazakhstan"), ("FRA", "en France"), ("USA", "aux États-Unis"), ("CUB", "à Cuba"),
        ("ISR", "en Israël"), ("IRN", "en Iran"), ("NLD", "aux Pays-Bas"), ("MDG", "à Madagascar"),
        ("PSE", "en Palestine"),
    ],
)  # fmt: skip
def test_countries_take_their_preposition(code: str, form: str) -> None:
    assert countries.going_to(code, "fr") == form


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        ("2025-05-27", "27 mai 2025", "27 May 2025"),
        ("2025-05-01/2025-05-03", "1er–3 mai 2025", "1–3 May 2025"),
        ("2025-05-27/2025-06-02", "27 mai 2025 – 2 juin 2025", "27 May 2025 – 2 June 2025"),
        ("2025-05", "mai 2025", "May 2025"),
        ("2007/..", "depuis 2007", "since 2007"),
        ("../2024", "jusqu'à 2024", "until 2024"),
        ("XXXX-11-09", "9 novembre (année non établie)", "9 November (year not settled)"),
        ("201X", "années 2010", "the 2010s"),
        (None, "sans date", "undated"),
    ],
)
def test_dates_are_said_as_people_say_them(edtf: str | None, french: str, english: str) -> None:
    assert (wording.date(edtf, "fr"), wording.date(edtf, "en")) == (french, english)


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ((4e9, None, "USD", "over"), "plus de 4 milliards USD", "over 4 billion USD"),
        ((70, 80, "%", "exact"), "de 70 à 80\u00a0%", "70 to 80%"),
        ((1450, None, "tonnes", "about"), "environ 1\u202f450 tonnes", "about 1,450 tonnes"),
        ((33.33, None, "%", "exact"), "33,33\u00a0%", "33.33%"),
        (
            (1.5e6, None, "students", "under"),
            "moins de 1,5 million d'étudiants",
            "under 1.5 million students",
        ),
        ((-50, None, "%", "exact"), "-50\u00a0%", "-50%"),
        ((12.4e6, None, None, "exact"), "12,4 millions", "12.4 million"),
    ],
)
def test_quantities_are_said_as_people_say_them(
    amount: tuple[float, float | None, str | None, str], french: str, english: str
) -> None:
    assert (wording.amount(*amount, "fr"), wording.amount(*amount, "en")) == (french, english)


def keys(table: Any, path: str = "") -> set[str]:
    if not isinstance(table, dict):
        return {path}
    return {key for name, inner in table.items() for key in keys(inner, f"{path}.{name}")}


def slots(table: Any, path: str = "") -> dict[str, set[str]]:
    if isinstance(table, dict):
        return {k: v for name, inner in table.items() for k, v in slots(inner, f"{path}.{name}").items()}
    return {path: set(re.findall(r"{(\w+)}", table))} if isinstance(table, str) else {}


def test_both_languages_say_the_same_things() -> None:
    french, english = data.toml("texts/fr.toml"), data.toml("texts/en.toml")
    own = lambda all_keys: {key for key in all_keys if not key.startswith(".in.exceptions")}  # noqa: E731
    assert own(keys(french)) == own(keys(english))
    said = slots(english)
    assert {k: v for k, v in slots(french).items() if k in said and not k.startswith(".in.")} == {
        k: v for k, v in said.items() if not k.startswith(".in.")
    }


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_value_of_the_codebook_has_its_words(lang: str) -> None:
    said = data.toml(f"texts/{lang}.toml")
    assert set(said["sector"]) == set(SECTORS)
    assert set(said["office"]) == set(OFFICES) - {"other"}
    assert set(said["section"]) == set(KINDS)
    assert {f for kind in KINDS for f in (*FIELDS[kind], *EXTRAS[kind])} <= set(said["field"])
    for kind, field, name in [
        ("visits", "kind", "how"), ("visits", "kind", "kind"), ("meetings", "form", "form"),
        ("agreements", "status", "status"), ("agreements", "instrument", "instrument"),
        ("figures", "measure", "measure"), ("commitments", "kind", "kind"),
        ("commitments", "status", "status"),
    ]:  # fmt: skip
        assert set(said[kind[:-1]][name]) == set(VALUES[kind][field])
    for status in VALUES["visits"]["status"]:
        assert status in said["visit"]
        assert status in said["meeting"]


def test_sentences_read_as_french() -> None:
    visit = invented.visit(invented.VISIT, "2031-03-18")
    meeting = invented.meeting(invented.VISIT, "2031-03-18")
    assert sentence("visits", visit, "fr") == (
        "Aïssa Doumbé (ministre des Affaires étrangères, Rwanda) se rend au Kazakhstan (Astana)."
    )
    assert sentence("visits", {**visit, "status": "planned", "kind": "state", "place": None}, "fr") == (
        "Aïssa Doumbé (ministre des Affaires étrangères, Rwanda) doit se rendre au Kazakhstan "
        "en visite d'État."
    )
    assert sentence("meetings", {**meeting, "participants": [], "place": None, "topics": []}, "fr") == (
        "Rencontre\u00a0: Aïssa Doumbé et Jandos Kereïbek (Rwanda et Kazakhstan), Kazakhstan."
    )
    assert sentence("meetings", {**meeting, "people": [], "participants": [], "topics": []}, "fr") == (
        "Rencontre\u00a0: Rwanda et Kazakhstan, à Astana (Kazakhstan)."
    )


def test_braces_in_an_article_are_only_braces() -> None:
    quote = {"speaker": "{0}", "text": "un {trou} dans {la} phrase", "participants": []}
    assert sentence("quotes", quote, "fr") == "{0}\u00a0: «\u00a0un {trou} dans {la} phrase\u00a0»"
