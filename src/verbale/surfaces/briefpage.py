"""A brief as Markdown and as one HTML page. What articles say is hostile until it is escaped here."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from verbale.surfaces.brief import Brief, Difference, Line, Note
from verbale.surfaces.evidence import Excerpt
from verbale.surfaces.wording import date, texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
# Characters that turn the reading direction can make a sentence show other words than it holds.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def safe_url(url: str | None) -> str | None:
    """The address if a browser may follow it (http, https), with what could end a link encoded; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username:
            return None
    except ValueError:
        return None
    return quote(url.strip(), safe="%/:=&?~#+!$,;'@*")


def harmless(text: str) -> str:
    """Text without line breaks, control characters and marks that turn the reading direction."""
    return _BIDI.sub("", _CONTROL.sub(" ", text))


def one_line(text: str) -> str:
    """As `harmless`, without white space at its ends."""
    return harmless(text).strip()


def escaped(text: str) -> str:
    """Text that Markdown prints as it is: one line, every character that could mean something escaped."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def to_markdown(brief: Brief) -> str:
    """The brief as CommonMark; sources are a numbered list at its end."""
    said = texts(brief.lang)["brief"]
    out = [f"# {escaped(brief.title)}", "", f"*{said['subtitle']}*", ""]
    out += [" ".join(escaped(sentence) for sentence in brief.coverage), ""]
    if brief.built:
        out += [f"**{said['built']}**", ""]
    out += [f"> {said['method']}", ""]
    for section in brief.sections:
        out += [f"## {section.heading}", ""]
        for line in section.lines:
            out += _line(line)
        out += [] if section.lines else [said["nothing"]]
        out.append("")
    out += [f"## {said['sources']}", ""]
    out += [f"{note.number}. {_note(note, brief.lang)}" for note in brief.notes] or [said["nothing"]]
    return "\n".join(out) + "\n"


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f" \\[{n}\\]" for n in notes)


def _line(line: Line) -> list[str]:
    day = f"**{escaped(line.when)}** \u2014 " if line.when else ""
    remarks = f" *({escaped(', '.join(line.remarks))})*" if line.remarks else ""
    made = [f"- {day}{escaped(line.text)}{_marks(line.notes)}{remarks}"]
    return made + [f"  - {_difference(d)}" for d in line.differences]


def _difference(difference: Difference) -> str:
    values = " / ".join(f"{escaped(value)}{_marks(notes)}" for value, notes in difference.values)
    return f"**{escaped(difference.label)}** \u2014 {values}"


def _note(note: Note, lang: str) -> str:
    said = texts(lang)["brief"]
    if note.said is not None:
        return f"{said['by_person']} \u2014 {escaped(note.said)}"
    title, url = escaped(note.title or said["no_title"]), safe_url(note.url)
    title = f"[{title}](<{url}>)" if url else title
    words = " ".join(_quoted(excerpt, said) for excerpt in note.excerpts) or said["no_words"]
    outlet = escaped(note.outlet or said["unknown_outlet"])
    return f"{outlet}, {escaped(date(note.published, lang))}, {title}{said['colon']} {words}"


def _quoted(excerpt: Excerpt, said: Any) -> str:
    before = f"{said['elided']} " if excerpt.cut_before else ""
    after = f" {said['elided']}" if excerpt.cut_after else ""
    return f"{said['open_quote']}{before}{escaped(excerpt.text)}{after}{said['close_quote']}"


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("verbale.surfaces"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"line": one_line, "piece": harmless, "url": safe_url}
    return environment.get_template("brief.html")


def to_html(brief: Brief) -> str:
    """The brief as one page that loads nothing and runs nothing, fit to print."""
    said = texts(brief.lang)
    html: str = _template().render(
        brief=brief, said=said["brief"], day=lambda edtf: date(edtf, brief.lang), colon=said["brief"]["colon"]
    )
    return html
