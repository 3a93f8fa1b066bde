"""What could not be read, said so that it can be mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that gives no article; the rest of the batch goes on.

    `source` is the file as given, `line` counts from 1 (None: the whole file)."""

    source: str
    line: int | None
    reason: str
    hint: str

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.reason}; {self.hint}"
