"""The practice: presets, industries, statements, reasons and questions, read from files.

Everything the workbook advises comes from here, and every value names its sources. A
coach may keep an edited copy of any of the files in a folder; the others are taken
from the workbook.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from followup_kit.errors import PracticeError
from followup_kit.practice.disagreements import (
    contradictions_in,
    judgements_in,
    overlays_in,
)
from followup_kit.practice.loading import read_file, refuse
from followup_kit.practice.presets import (
    Contradiction,
    Industry,
    Judgement,
    Overlay,
    Preset,
    Question,
    Reason,
    Statement,
)
from followup_kit.practice.sections import (
    industries_in,
    placeholders,
    presets_in,
    questions_in,
    reasons_in,
    statements_in,
)

Thing = TypeVar("Thing")

FILE_NAMES = (
    "sources.toml",
    "presets.toml",
    "industries.toml",
    "help.toml",
    "overlays.toml",
    "contradictions.toml",
    "judgements.toml",
)

_PACKAGED = Path(__file__).parent


@dataclass(frozen=True)
class Practice:
    """All that the advice rests on; the mappings are by name, in the order of the files."""

    presets: Mapping[str, Preset]
    industries: Mapping[str, Industry]
    statements: Mapping[str, Statement]
    reasons: Mapping[str, Reason]
    questions: tuple[Question, ...]
    overlays: Mapping[str, Overlay]
    contradictions: Mapping[str, Contradiction]
    judgements: Mapping[str, Judgement]

    def preset(self, name: str) -> Preset:
        """The preset of that name.

        Raises:
            PracticeError: There is no such preset; the message lists the valid names.
        """
        return _named(self.presets, name, "preset")

    def industry(self, name: str) -> Industry:
        """The industry of that name.

        Raises:
            PracticeError: There is no such industry; the message lists the valid names.
        """
        return _named(self.industries, name, "industry")

    def statement(self, statement_id: str) -> Statement:
        """The statement of that id, such as `A08`.

        Raises:
            PracticeError: There is no such statement.
        """
        if statement_id not in self.statements:
            msg = f"`{statement_id}` is not the id of a statement. Choose one such as A08."
            raise PracticeError(msg)
        return self.statements[statement_id]

    def reason(self, key: str, **values: object) -> Reason:
        """The reason of that key with its placeholders filled in; other values are ignored.

        Raises:
            PracticeError: There is no such reason, or a placeholder has no value.
        """
        found = _named(self.reasons, key, "reason")
        wanted = _placeholders(found.text)
        if not wanted:
            return found
        missing = wanted - values.keys()
        if missing:
            msg = f"The reason `{key}` needs a value for {', '.join(sorted(missing))}."
            raise PracticeError(msg)
        return _filled(found, tuple((name, str(values[name])) for name in sorted(wanted)))

    def who_says(self, sources: Iterable[str]) -> str:
        """The documents behind these ids in words, such as `the internship guide`."""
        names = [
            self.statements[one].document if one in self.statements else "our judgement"
            for one in sources
        ]
        unique = list(dict.fromkeys(names))
        return " and ".join([", ".join(unique[:-1]), unique[-1]] if unique[1:] else unique)


@cache
def _placeholders(text: str) -> frozenset[str]:
    return frozenset(placeholders(text))


@lru_cache(maxsize=4096)
def _filled(reason: Reason, values: tuple[tuple[str, str], ...]) -> Reason:
    """A reason with its placeholders filled in; the same one for the same values."""
    return reason.model_copy(update={"text": reason.text.format_map(dict(values))})


def load_practice(folder: Path | None = None) -> Practice:
    """The practice of the workbook, or of a folder with edited copies of its files.

    Raises:
        PracticeError: A file cannot be read or holds a value that is not allowed; the
            message names file, line, key, what came in and what is allowed, for all problems.
    """
    return _packaged() if folder is None else _load(_paths_in(folder))


@cache
def _packaged() -> Practice:
    return _load({name: _PACKAGED / name for name in FILE_NAMES})


def _paths_in(folder: Path) -> dict[str, Path]:
    try:
        own = {name: folder / name for name in FILE_NAMES if (folder / name).exists()}
    except OSError as error:
        msg = f"`{folder}` cannot be opened ({error.strerror}). Choose a folder you may open."
        raise PracticeError(msg) from error
    if not own:
        msg = (
            f"`{folder}` came in, which holds none of the files of the practice. "
            f"Allowed: a folder with at least one of {', '.join(FILE_NAMES)}."
        )
        raise PracticeError(msg)
    return {name: _PACKAGED / name for name in FILE_NAMES} | own


def _load(paths: Mapping[str, Path]) -> Practice:
    files = {name: read_file(path) for name, path in paths.items()}
    refuse(files.values())
    known = statements_in(files["sources.toml"])
    refuse(files.values())
    help_file = files["help.toml"]
    judgements = judgements_in(files["judgements.toml"])
    models = read_file(_PACKAGED / "help.toml").data["reasons"]
    practice = Practice(
        presets=MappingProxyType(presets_in(files["presets.toml"], known)),
        industries=MappingProxyType(industries_in(files["industries.toml"], known)),
        statements=MappingProxyType(known),
        reasons=MappingProxyType(reasons_in(help_file, known, models, judgements)),
        questions=questions_in(help_file, known),
        overlays=MappingProxyType(overlays_in(files["overlays.toml"], known)),
        contradictions=MappingProxyType(contradictions_in(files["contradictions.toml"], known)),
        judgements=MappingProxyType(judgements),
    )
    refuse(files.values())
    return practice


def _named(things: Mapping[str, Thing], name: str, kind: str) -> Thing:
    if name not in things:
        msg = f"`{name}` is not a known {kind}. Allowed: {', '.join(things)}. Choose one of them."
        raise PracticeError(msg)
    return things[name]
