"""Posts on social networks that an article embeds: a paragraph, then "- Name (@handle) date" (ruling 13)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.records import Actor, Analysis, Span

_SIGNATURE = re.compile(
    r"^[ ]*[-\u2013\u2014]{1,2}[ ]*(?P<name>[^\n(@]{2,60}?)[ ]*\(@\w{1,30}\)", re.MULTILINE
)
_TAIL = re.compile(r"(?:\s*(?:https?://\S+(?:[ ]/\S+)?|pic\.twitter\.com/\S+|t\.co/\S+))+\s*\Z")
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Post:
    """What was posted, and who signed it."""

    text: Span
    name: Span
    actor: Actor | None


def find_posts(analysis: Analysis) -> list[Post]:
    """The embedded posts of an article, in order."""
    posts = []
    for match in _SIGNATURE.finditer(analysis.plain):
        text = _paragraph_before(analysis.plain, match.start(), analysis.article.body_start)
        if text is None or any(f.start <= text.start < f.end for f in analysis.furniture):
            continue
        name = Span(*match.span("name"))
        actor = next((a for a in analysis.actors if name.start <= a.start < name.end), None)
        posts.append(Post(text, name, actor))
    return posts


def _paragraph_before(plain: str, end: int, floor: int) -> Span | None:
    """The last paragraph before a position that holds more than links, without the links at its end."""
    while end > floor:
        end = len(plain[:end].rstrip())
        start = max(plain.rfind("\n", 0, end) + 1, floor)
        text = _TAIL.sub("", plain[start:end])
        if len(text.split()) > 2:
            return Span(start, start + len(text)) if len(text) < _LONGEST else None
        end = start - 1
    return None
