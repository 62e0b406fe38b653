"""Writes `sample_log.db`: one made-up student, ten interviews, every state of a note.

Run from the workbook's folder: `python -m data.sample.make_sample`. The story is in
`story.toml`; to change the sample, change the story and run this again.
"""

import tomllib
from pathlib import Path

from data.stories import write_log

FOLDER = Path(__file__).parent
SEED = 2026


def make_sample(folder: Path = FOLDER) -> Path:
    """Write the sample log into a folder; returns its path."""
    story = tomllib.loads((FOLDER / "story.toml").read_text("utf-8"))
    path = folder / "sample_log.db"
    write_log(path, story, seed=SEED)
    return path


if __name__ == "__main__":
    print(f"Wrote {make_sample().name}")
