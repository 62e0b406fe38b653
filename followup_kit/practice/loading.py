"""Reading a file of the practice so that every mistake can be named with its line.

A coach may edit these files by hand. So nothing stops at the first mistake: problems
are collected, each with file, line and key, and told together.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from followup_kit.errors import PracticeError
from followup_kit.practice.presets import Entry, allowed_words

EntryT = TypeVar("EntryT", bound=Entry)

_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass
class PracticeFile:
    """The content of one file, and the problems found in it so far."""

    name: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _blamed: set[tuple[str, str, int]] = field(default_factory=set)

    def blame(self, message: str, section: str, key: str = "", *, nth: int = 0) -> None:
        """Note a problem of a key in the nth section of that name; the first one stays."""
        if self.is_blamed(section, key, nth=nth):
            return
        self._blamed.add((section, key, nth))
        line = self._line_of(section, key, nth)
        where = f", line {line}" if line else ""
        what = f"{section}.{key}" if key else section
        self.problems.append(f"{self.name}{where}, `{what}`: {message}")

    def is_blamed(self, section: str, key: str, *, nth: int = 0) -> bool:
        """Whether a problem of that key is noted."""
        return (section, key, nth) in self._blamed

    def table(self, name: str) -> dict[str, Any]:
        """The top-level table of that name; empty, and a problem, when there is none."""
        found = self.data.get(name)
        if isinstance(found, dict):
            return found
        self.blame(f"this part is missing. Add it under a line `[{name}]`.", name)
        return {}

    def _line_of(self, section: str, key: str, nth: int) -> int | None:
        wanted = re.compile(rf'\s*"?{re.escape(key)}"?\s*[=.]') if key else None
        section_line, seen, inside = None, -1, False
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.match(line):
                inside = header[1].replace('"', "") == section
                seen += inside
                inside = inside and seen == nth
                section_line = number if inside else section_line
            elif inside and wanted and wanted.match(line):
                return number
        return section_line or self._loose_line_of(section)

    def _loose_line_of(self, name: str) -> int | None:
        wanted = re.compile(rf'\s*\[*\s*"?{re.escape(name)}\b')
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if wanted.match(line)), None)


def read_file(path: Path) -> PracticeFile:
    """The file's content; when it cannot be read its problems say why."""
    result = PracticeFile(path.name)
    try:
        result.text = path.read_text(encoding="utf-8-sig")
        result.data = tomllib.loads(result.text)
    except UnicodeDecodeError:
        result.problems.append(
            f"{path.name}: this file is not saved as UTF-8. "
            "Open it in a text editor and save it with the encoding UTF-8."
        )
    except tomllib.TOMLDecodeError as error:
        result.problems.append(_syntax_problem(result, error))
    except OSError as error:
        why = error.strerror or "it could not be opened"
        result.problems.append(
            f"{path.name}: this file cannot be read ({why}). Check that it is a file you may open."
        )
    return result


def _syntax_problem(file: PracticeFile, error: tomllib.TOMLDecodeError) -> str:
    lines = file.text.splitlines()
    found = _SYNTAX_LINE.search(str(error))
    number = int(found[1]) if found else len(lines)
    came_in = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    why = _SYNTAX_LINE.sub("", str(error)).strip().rstrip(".")
    return (
        f"{file.name}, line {number}: `{came_in}` came in, which cannot be read ({why}). "
        'Allowed: `name = value`, with words in double quotes and lists as ["A08", "B04"].'
    )


def near_misses(name: object, allowed: Iterable[str]) -> str:
    """A hint such as `Did you mean due_hours?`, or the allowed names when none is near."""
    names = list(allowed)
    near = difflib.get_close_matches(str(name), names, n=2)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"Allowed: {', '.join(names)}."


def build(
    model: type[EntryT],
    values: Mapping[str, Any],
    file: PracticeFile,
    section: str,
    *,
    nth: int = 0,
    shown_as: str = "",
) -> EntryT | None:
    """The entry made of these values, or None after noting every problem in the file.

    `shown_as` is the key to name when the values are not keys of the file themselves.
    """
    ready = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    try:
        return model.model_validate(ready)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]): problem["type"] for problem in error.errors()}
        for key, kind in wrong.items():
            message = _entry_problem(model, key, kind, values)
            file.blame(message, section, shown_as or key, nth=nth)
        return None


def _entry_problem(model: type[Entry], key: str, kind: str, values: Mapping[str, Any]) -> str:
    if kind == "extra_forbidden":
        return f"this name is not known. {near_misses(key, model.model_fields)}"
    allowed = allowed_words(model.model_fields[key])
    if kind == "missing":
        return f"this line is missing. Add it. Allowed: {allowed}."
    return f"`{as_typed(values[key])}` came in. Allowed: {allowed}. Change the value."


def as_typed(value: object) -> str:
    """A value as it looks in the file: `true` and not `True`, words in double quotes."""
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def refuse(files: Iterable[PracticeFile]) -> None:
    """Stop with one message when any file has a problem.

    Raises:
        PracticeError: At least one file has a problem; the message lists all of them.
    """
    problems = [problem for file in files for problem in file.problems]
    if problems:
        msg = "\n".join(problems)
        raise PracticeError(msg)
