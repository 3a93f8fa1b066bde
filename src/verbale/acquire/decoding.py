"""From bytes to the text they mean, or a reason why not."""

from __future__ import annotations

import codecs
import re

from verbale.errors import InputError

# First bytes of the formats that people hand over by mistake (https://www.garykessler.net/library/file_sigs.html).
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"SQLite format 3": "an SQLite database",
}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
# Single-byte encodings of Western text, the likely ones first: a general detector takes short French
# cp1252 for cp1250, which writes the same letters otherwise.
_WESTERN = ("cp1252", "mac_roman", "cp850")
# Signs that prose of any language may hold; they tell nothing.
_TYPOGRAPHIC = set("\u00a0\u00ab\u00bb\u00b0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MANY = 0.01  # share of control characters from which bytes are no text
_RARE = 4  # UTF-8 with fewer than one bad byte to four good letters is damaged, not another encoding
_HEAD = 65_536  # bytes that tell an encoding


class UnreadableError(InputError):
    """The bytes are no text. `hint` says what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def unix_lines(text: str) -> str:
    """Line ends as newlines; all else stays."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark announces."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`: by its byte order mark, as UTF-8, as `declared`, else as detected.

    Raises UnreadableError for binary data, damaged UTF-8 and what no encoding fits."""
    _refuse_binary(data)
    text = _decode(data, declared)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MANY * len(text):
        raise UnreadableError("is binary, not text", "give plain text, HTML or JSON Lines")
    return text


def _refuse_binary(data: bytes) -> None:
    for start, what in _SIGNATURES.items():
        if data.startswith(start):
            raise UnreadableError(f"is {what}, not text", "convert it to plain text or HTML first")
    if b"\x00" in data and not marked_encoding(data) and not _looks_like_utf16(data):
        raise UnreadableError(
            "is binary, not text (it holds NUL bytes)", "give plain text, HTML or JSON Lines"
        )


def _looks_like_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is zero, and hardly any of the rest."""
    head = data[:_HEAD]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half and odd > 0.8 * half and even < 0.05 * half:
        return "UTF-16LE"
    if half and even > 0.8 * half and odd < 0.05 * half:
        return "UTF-16BE"
    return None


def _decode(data: bytes, declared: str | None) -> str:
    if marked := marked_encoding(data) or _looks_like_utf16(data):
        try:
            return data.decode(marked)
        except UnicodeDecodeError as error:
            raise UnreadableError(
                f"is damaged {marked} ({error.reason})", "save it again as UTF-8"
            ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error.start)
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding: detect it
    encoding = _western(data) or _detected(data)
    if encoding is None:
        raise UnreadableError("is in an encoding that cannot be told", "save it as UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"looks like {encoding} but is not ({error.reason})", "save it as UTF-8"
        ) from error


def _refuse_damaged(data: bytes, at: int) -> None:
    """Raise UnreadableError where most of the non-ASCII text is good UTF-8 and some of it is broken."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    if good > _RARE * bad:
        line = data.count(b"\n", 0, at) + 1
        raise UnreadableError(f"is damaged UTF-8 (byte {at}, on line {line})", "save it again as UTF-8")


def _western(data: bytes) -> str | None:
    """The encoding under which the non-ASCII bytes are mostly accented small letters, and those few.

    In Western European prose they make up 1 to 8 % of the letters, in a line of it up to a third; bytes of
    other scripts are nearly all non-ASCII, and under a wrong encoding they are capitals or signs."""
    best: tuple[float, str] | None = None
    for encoding in _WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if char > "\x7f" and char not in _TYPOGRAPHIC]
        small = sum("\u00df" <= char <= "\u00ff" or char == "\u0153" for char in foreign)
        if small <= 0.5 * sum(map(str.isalpha, text)) and small >= 0.5 * len(foreign):
            share = small / len(foreign) if foreign else 1.0
            best = best if best and best[0] >= share else (share, encoding)
    return best[1] if best else None


def _detected(data: bytes) -> str | None:
    """The encoding that charset_normalizer finds, None when it finds none."""
    from charset_normalizer import from_bytes  # 50 ms: only for what is not UTF-8

    match = from_bytes(data).best()
    return match.encoding if match else None
