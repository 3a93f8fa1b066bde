"""What cannot be read is said with its name, line and reason, and what to do; the rest goes on."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from verbale.acquire import InputFailure, jsonl, read_paths
from verbale.records import Article


def only_failure(path: Path | str) -> InputFailure:
    [failure] = read_paths([str(path)])
    assert isinstance(failure, InputFailure)
    assert failure.hint
    return failure


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\t ", "is empty"),
        ("a.jsonl", "\n \n", "is empty"),
        ("a.html", "", "has no article text"),
        ("a.html", "<html><body></body></html>", "has no article text"),
        ("a.txt", bytes(range(256)) * 4, "is binary"),
        ("a.txt", b"\x7fELF\x02\x01\x01" + b"\x01\x02\x03" * 50, "is binary"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
        ("a.html", b"PK\x03\x04\x14\x00", "is a ZIP archive"),
        ("a.txt", "Un été à Lomé, là-bas, près du café. ".encode() * 9 + b"\xe9t\xe9", "is damaged UTF-8"),
        ("a.txt", b"\xff\xfea\x00b", "is damaged utf-16"),
        ("a.md", "Texte", "is of no known kind (.md)"),
        ("noms", "Texte", "is of no known kind (no suffix)"),
    ],
)
def test_a_file_that_is_no_article_is_said_so(
    tmp_path: Path, name: str, data: bytes | str, said: str
) -> None:
    path = written(tmp_path, name, data)
    failure = only_failure(path)
    assert failure.source == str(path)
    assert said in failure.reason
    assert str(failure).startswith(f"{path}: {failure.reason}; ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{bad", "is not JSON"),
        ('{"text": "Un"', "is not JSON"),
        ('[{"text": "Un"}]', "is a JSON list, not an object"),
        ('"Un"', "is a JSON string, not an object"),
        ("null", "is a JSON null, not an object"),
        ('{"title": "Un"}', 'has no "text"'),
        ('{"text": null}', '"text" that is a null, not a string'),
        ('{"text": 5}', '"text" that is a number, not a string'),
        ('{"text": ["Un"]}', '"text" that is a list, not a string'),
        ('{"text": " \\n "}', 'has an empty "text"'),
        ('{"text": "U\\u0000n"}', 'NUL character in "text"'),
        ('{"text": "\\ud800"}', "is not JSON"),
        ('{"text": "Un", "title": 3}', '"title" that is a number'),
        ('{"text": "Un", "outlet": {}}', '"outlet" that is a object'),
        ('{"text": "Un", "id": true}', '"id" that is a truth value'),
        ('{"text": "Un", "published": "2025-02-30"}', "'2025-02-30' does not exist in the calendar"),
        ('{"text": "Un", "published": "mardi"}', "'mardi' is not a date"),
        ('{"text": "Un", "published": 20250101}', '"published" that is a number'),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "Avant"}\n\n' + line + '\n{"text": "Après"}\n')
    before, failure, after = read_paths([str(path)])
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(failure, InputFailure)
    assert (failure.source, failure.line) == (str(path), 3)
    assert said in failure.reason
    assert str(failure).startswith(f"{path}, line 3: ")
    assert failure.hint


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Un")
    written(tmp_path, "b.txt", b"\x00\x01")
    written(tmp_path, "c.txt", "Trois")
    kinds = [type(item) for item in read_paths([str(tmp_path), str(tmp_path / "no.txt")])]
    assert kinds == [Article, InputFailure, Article, InputFailure]


def test_a_missing_path_is_said_so(tmp_path: Path) -> None:
    assert only_failure(tmp_path / "no.txt").reason == "does not exist"
    assert "cannot be read" in only_failure("a\0b.txt").reason


def test_links_that_lead_nowhere_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    gone, loop = read_paths([str(tmp_path)])
    assert isinstance(gone, InputFailure)
    assert isinstance(loop, InputFailure)
    assert gone.reason == "does not exist"
    assert "symbolic links" in loop.reason


def test_a_folder_without_readable_files_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    written(tmp_path, "deep/notes.md", "Texte")
    written(tmp_path, ".hidden.txt", "Texte")
    assert only_failure(tmp_path).reason == "is a folder without readable files"


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "a.txt", "Un")
    locked = written(tmp_path, "b.txt", "Deux")
    opened = Path.open

    def refuse(path: Path, *args: Any, **options: Any) -> Any:  # tests may run as root, whom no mode stops
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    first, second = read_paths([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(second, InputFailure)
    assert second.reason == "may not be read"


def test_a_disk_that_fails_half_way_keeps_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.RawIOBase):
        def __init__(self) -> None:
            self.data = [b'{"text": "Un"}\n', b'{"text": "De']

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if not self.data:
                raise OSError(5, "Input/output error")
            chunk = self.data.pop(0)
            buffer[: len(chunk)] = chunk
            return len(chunk)

    path = written(tmp_path, "a.jsonl", "")
    monkeypatch.setattr(Path, "open", lambda *_: io.BufferedReader(Failing()))
    first, failure = read_paths([str(path)])
    assert isinstance(first, Article)
    assert isinstance(failure, InputFailure)
    assert "input/output error" in failure.reason


def test_a_line_beyond_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1000)
    long = json.dumps({"text": "x" * 5000})
    path = written(tmp_path, "a.jsonl", '{"text": "Un"}\n' + long + '\n{"text": "Deux"}\n' + long)
    one, first, two, second = read_paths([str(path)])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert isinstance(first, InputFailure)
    assert isinstance(second, InputFailure)
    assert (first.line, second.line) == (2, 4)
    assert "line of more than" in first.reason


def test_utf16_that_breaks_off_is_said_so() -> None:
    data = '{"text": "Un"}\n{"text": "Deux"}'.encode("utf-16")[:-1]
    found = list(read_paths(["-"], stdin=io.BytesIO(data)))
    assert isinstance(found[-1], InputFailure)
    assert found[-1].source == "standard input"


def test_an_empty_standard_input_is_said_so() -> None:
    for data in (b"", b" \n\n"):
        [failure] = read_paths(["-"], stdin=io.BytesIO(data))
        assert isinstance(failure, InputFailure)
        assert str(failure).startswith("standard input: is empty; ")


@pytest.mark.long
def test_a_page_of_five_megabytes_passes(tmp_path: Path) -> None:
    said = "<p>Le ministre Anto Bré a signé l'accord numéro {} à Lomé avec son homologue ce mardi.</p>"
    body = "".join(said.format(number) for number in range(60_000))
    path = written(tmp_path, "a.html", f"<!doctype html><html><body><article>{body}</article></body></html>")
    assert path.stat().st_size > 5_000_000
    [found] = read_paths([str(path)])
    assert isinstance(found, Article)
    assert found.text.count("Anto Bré") == 60_000
