"""The scripts of our widgets, read from their files."""

from pathlib import Path

_HERE = Path(__file__).parent


def script(name: str) -> str:
    """A widget's own script, with what several widgets share in front of it."""
    return "\n".join((_HERE / part).read_text("utf-8") for part in ("shared.js", name))
