"""From files and standard input to articles."""

from verbale.acquire.failure import InputFailure
from verbale.acquire.inputs import estimate, read_paths

__all__ = ["InputFailure", "estimate", "read_paths"]
