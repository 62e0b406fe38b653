"""No text here was taken over from a public sample letter."""

import re
import tomllib
from hashlib import sha256

import pytest

from tests.write.corpus import FOLDER

KNOWN = set((FOLDER.parent / "known_samples.txt").read_text("utf-8").split())
"""Hashes of the runs of six words of well-known sample letters; the letters are not kept."""
RUN = 6
MOST_SHARED = 3
FILES = sorted(FOLDER.glob("*.toml")) + sorted(
    (FOLDER.parents[2] / "followup_kit" / "write" / "sentences").glob("*.toml")
)


def shared_runs(text: str) -> int:
    words = re.findall(r"[a-z']+", text.lower())
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    return sum(sha256(run.encode()).hexdigest()[:16] in KNOWN for run in runs)


def texts(value: object) -> list[str]:
    """All texts in a table, however deep."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts(part)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_is_taken_over(path):
    found = texts(tomllib.loads(path.read_text("utf-8")))

    assert [text for text in found if shared_runs(text) > MOST_SHARED] == []


def test_a_text_that_is_taken_over_is_seen():
    taken = "My enthusiasm for the position and my interest in working for them were strengthened"

    assert shared_runs(taken) > MOST_SHARED
