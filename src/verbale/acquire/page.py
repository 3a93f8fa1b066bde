"""From a page's HTML to an article, offline, with what the page says of itself."""

from __future__ import annotations

import logging
import re
from typing import Any

from verbale.acquire.decoding import UnreadableError, decode, unix_lines
from verbale.acquire.published import parse_published
from verbale.records import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_TAG = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding (the HTML standard asks for 1024)
# Browsers read the Latin-1 labels as cp1252 (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_CP1252 = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"}
# htmldate caps dates at today unless told otherwise; its search through the running text is off, for it
# takes a copyright line's year for the first of January.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def is_page(head: bytes) -> bool:
    """Whether bytes begin like an HTML page."""
    return bool(_TAG.match(head[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1")))


def read_page(data: bytes) -> Article:
    """The article of an HTML page: text, title, outlet, address and day as the page gives them.

    Raises UnreadableError where the bytes are no text or the page has no article."""
    html = unix_lines(decode(data, declared=_declared(data)))
    found = _extract(html)
    text = found.text if found else None
    if not text or not text.strip():
        raise UnreadableError(
            "has no article text that can be told from the rest", "give the text itself as .txt"
        )
    title = " ".join(found.title.split()) if found.title else None
    body = _without_title(text, title) if title else text
    return Article(
        text=f"{title}\n{body}" if title else body,
        title=title or None,
        published=_day(found.date),
        outlet=found.sitename or None,
        url=found.url or None,
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    return "cp1252" if name in _AS_CP1252 else name


def _extract(html: str) -> Any:
    """trafilatura's document, None where it finds no text. Fast mode first: it is as good on most pages
    (F .922 against .933 on its French evaluation pages) and a third quicker."""
    import trafilatura  # 0.3 s: only when a page is read

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what fails is told by what we return
    for fast in (True, False):
        try:
            found: Any = trafilatura.bare_extraction(
                html,
                fast=fast,
                with_metadata=True,
                include_comments=False,
                include_tables=False,
                date_extraction_params=_DATES,
            )
        except Exception as error:  # a page may break any of the four libraries under it
            raise UnreadableError(
                f"is a page that cannot be parsed ({error})", "give its text as .txt"
            ) from error
        if found is not None and found.text and found.text.strip():
            return found
    return None


def _without_title(text: str, title: str) -> str:
    """The body of a page whose extraction repeats the headline as its first line."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and " ".join(first.split()) == title else text


def _day(found: str | None) -> str | None:
    """The page's day; None where what it says is no date (the page's fault, and not worth the article)."""
    try:
        return parse_published(found) if found else None
    except ValueError:
        return None
