"""From an article to its document: the one module, beside the surfaces, that sees several stages.

`read_article` is pure: no clock, network or database. What a reading was made with is `reader()`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from verbale import __version__, data
from verbale.acquire.language import language_of
from verbale.analyse.dates import anchor_day, find_dateline, find_dates, settle_published
from verbale.analyse.furniture import find_furniture
from verbale.analyse.quotations import find_quotations
from verbale.analyse.sentences import split_sentences
from verbale.data import world
from verbale.detect.actors import find_actors
from verbale.detect.amounts import find_amounts
from verbale.detect.gazetteer import Name, find_names
from verbale.detect.terms import find_terms
from verbale.extract.agreements import find_agreements
from verbale.extract.commitments import find_commitments
from verbale.extract.confidence import scored
from verbale.extract.contacts import find_contacts
from verbale.extract.figures import find_figures
from verbale.extract.finish import finished
from verbale.extract.quotes import find_quotes
from verbale.extract.relevance import is_relevant
from verbale.extract.scene import make_scene
from verbale.extract.sectors import sectors_of
from verbale.ids import article_key
from verbale.records import KINDS, Analysis, Article, Document, Furniture, Place, Proof, Report
from verbale.text import straighten
from verbale.tokens import tokenise

# Code points of a text that are read. The longest of 638 press articles has 5,900; a text this long is a page
# with much else in it, or many articles in one, and the time that acts take grows faster than their number.
LONGEST = 200_000
PLACE_KINDS = ("country", "capital", "city", "region", "metonym", "demonym", "prefix")


def reader() -> str:
    """The name of a reading: the code's version and the digest of tables and packs."""
    return f"{__version__}+{data.digest()}"


def analyse(article: Article) -> Analysis:
    """All that is known of an article before any frame is filled.

    What lies beyond LONGEST code points is furniture of kind `beyond`: stored, and not read."""
    end = _end_of_reading(article.text)
    beyond = (Furniture(end, len(article.text), "beyond"),) if end < len(article.text) else ()
    plain = straighten(article.text[:end])
    language = language_of(article.text)
    tokens = tokenise(plain)
    if language != "fr":
        return Analysis(article, plain, language, tokens, published=article.published)
    body = article.body_start
    anchor = anchor_day(plain, body, article.published)
    line = find_dateline(plain, body)
    home = world.country_of_label(article.outlet) if article.outlet else None
    prefer = frozenset([home] if home else [])
    names = find_names(plain, prefer=prefer)
    home = home or _country_at(names, line.start, line.end) if line else home
    quotations = find_quotations(plain)
    published = settle_published(plain, body, article.published)
    actors, entities = find_actors(
        tokens, names, published=anchor.day.isoformat() if anchor.day else None, home=home
    )
    return Analysis(
        article=article,
        plain=plain,
        language=language,
        tokens=tokens,
        furniture=find_furniture(plain, body) + beyond,
        sentences=split_sentences(plain, body, quotations),
        quotations=quotations,
        dates=find_dates(plain, anchor=anchor, body_start=body),
        places=tuple(_places(names)),
        amounts=find_amounts(plain, near=_likely(names, home)),
        actors=actors,
        entities=entities,
        terms=find_terms(tokens),
        published=anchor.day.isoformat() if anchor.day else published.value,
        published_spans=published.spans,
        published_how=published.how,
        home=home,
    )


def _end_of_reading(text: str) -> int:
    """All of the text, or its last line break before LONGEST."""
    if len(text) <= LONGEST:
        return len(text)
    return text.rfind("\n", LONGEST // 2, LONGEST) + 1 or LONGEST


def _country_at(names: Sequence[Name], start: int, end: int) -> str | None:
    return next(
        (n.code for n in names if start <= n.start < end and n.code and world.is_country(n.code)), None
    )


def _likely(names: Sequence[Name], home: str | None) -> list[str]:
    """The states that settle a currency which several have: the outlet's own, then the most named."""
    named = Counter(n.code for n in names if n.code and world.is_country(n.code))
    return ([home] if home else []) + [code for code, _ in named.most_common()]


def _places(names: Iterable[Name]) -> Iterable[Place]:
    for n in names:
        if n.kind in PLACE_KINDS:
            yield Place(n.start, n.end, n.form, n.code, n.kind)


def find_acts_of(analysis: Analysis) -> dict[str, Sequence[Report]]:
    """Visits, meetings, agreements and commitments; figures and quotes come with relevance."""
    scene = make_scene(analysis)
    visits, meetings = find_contacts(scene)
    return {
        "visits": visits,
        "meetings": meetings,
        "agreements": find_agreements(scene),
        "figures": (),
        "quotes": (),
        "commitments": find_commitments(scene),
    }


def read_article(article: Article) -> Document:
    """The document of one article: what it tells, each field with its evidence.

    A text in another language is kept and marked, and yields no records.
    """
    analysis = analyse(article)
    found: dict[str, Sequence[Report]] = dict.fromkeys(KINDS, ())
    relevant = False
    if analysis.language == "fr":
        found = find_acts_of(analysis)
        relevant = is_relevant(analysis, found)
        if relevant:
            found["figures"], found["quotes"] = find_figures(analysis), find_quotes(analysis)
        else:
            found = dict.fromkeys(KINDS, ())
    key = article_key(article)
    lists = {kind: finished(key, kind, scored(kind, found, analysis.sentences)) for kind in found}
    acts = [r.anchor for kind in ("visits", "meetings", "agreements") for r in lists[kind]]
    published = settle_published(analysis.plain, article.body_start, article.published, acts)
    sectors, proofs = sectors_of(analysis, lists) if relevant else ((), {})
    if published.value:
        proofs = {"published": Proof(published.spans, published.how), **proofs}
    return Document(
        id=article.id or key,
        published=published.value,
        language=analysis.language,
        relevant=relevant,
        sectors=sectors,
        text=article.text,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        furniture=analysis.furniture,
        proofs=proofs,
        **lists,
    )


__all__ = ["analyse", "find_acts_of", "read_article", "reader"]
