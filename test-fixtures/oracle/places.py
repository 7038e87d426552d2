"""Lines of programs of several files as single numbers, so that what counts lines need not know of files."""

from __future__ import annotations

import re
from collections.abc import Iterable

# No file has so many lines.
STEP = 1_000_000


def number(file: int, line: int) -> int:
    """A line of the how manieth file; both files and what comes of the first keep their own numbers."""
    return file * STEP + line


def readable(text: str, files: Iterable[str]) -> str:
    """A text in which such numbers are places again: `chain.py:8`."""
    names = list(files)

    def place(match: re.Match) -> str:
        file, line = divmod(int(match[0]), STEP)
        return f"{names[file]}:{line}" if 0 < file < len(names) else match[0]

    return re.sub(r"\b\d{7,}\b", place, text)


__all__ = ["number", "readable"]
