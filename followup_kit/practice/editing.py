"""Changing the presets for a class: an edited copy of one file, checked before it is kept.

The class's file has the form of `presets.toml`, comments and all, so a coach can also
change it in any text editor. It travels with a class as that one file.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from followup_kit.errors import PracticeError
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.presets import NEVER_INHERITED, Preset
from followup_kit.practice.sections import DEFAULT_PRESET

FILE_NAME = "presets.toml"
JUDGED_BY_COACH = "judgement"

_SHIPPED = Path(__file__).parent / FILE_NAME


def class_practice(folder: Path) -> Practice:
    """The practice of a class: with the presets of its folder if it has any, else as shipped.

    Raises:
        PracticeError: The class's file holds a value that is not allowed.
    """
    return load_practice(folder if (folder / FILE_NAME).exists() else None)


def changed_presets(practice: Practice, name: str, values: Mapping[str, Any]) -> str:
    """The text of a presets file in which one preset has other values.

    A value that differs from the shipped one names "judgement" as its source; one that is
    set back names the shipped sources again. None leaves a value out.

    Args:
        practice: The practice to start from; its other presets stay as they are.
        name: The preset to change.
        values: Parameter name to new value.

    Raises:
        PracticeError: The preset is not known.
    """
    import tomlkit

    document: Any = tomlkit.parse(_SHIPPED.read_text("utf-8"))
    shipped = load_practice()
    changed = practice.preset(name).name
    for preset in sorted(practice.presets.values(), key=lambda p: p.name != DEFAULT_PRESET):
        wanted = {p: getattr(preset, p) for p in Preset.parameters()}
        wanted |= values if preset.name == changed else {}
        usual = {} if preset.name == DEFAULT_PRESET else document[DEFAULT_PRESET]
        section, before = document[preset.name], shipped.preset(preset.name)
        for parameter, value in wanted.items():
            inherited = None if parameter in NEVER_INHERITED else usual.get(parameter)
            said = section.get(parameter) or inherited
            if value is None:
                section.pop(parameter, None)
            elif said is None or said["value"] != value:
                section[parameter] = _entry(parameter, value, before)
    return tomlkit.dumps(document)


def _entry(parameter: str, value: Any, shipped: Preset) -> Any:
    """A value with its sources: those it is shipped with, else the coach's judgement."""
    import tomlkit

    is_shipped = value == getattr(shipped, parameter)
    sources = list(shipped.sources_of(parameter)) if is_shipped else [JUDGED_BY_COACH]
    entry = tomlkit.inline_table()
    entry.update({"value": value, "sources": sources})
    return entry


def keep_presets(folder: Path, text: str) -> Practice:
    """Keep the presets of a class in its folder; returns the practice with them.

    Raises:
        PracticeError: A value is not allowed, or the folder cannot be written; nothing is
            changed then.
    """
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / FILE_NAME).write_text(text, "utf-8")
        practice = load_practice(Path(scratch))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{FILE_NAME}.new"
        draft.write_text(text, "utf-8")
        draft.replace(folder / FILE_NAME)
    except OSError as error:
        msg = f"The presets cannot be kept in {folder} ({error.strerror}). Choose another folder."
        raise PracticeError(msg) from error
    return practice


def forget_presets(folder: Path) -> None:
    """Take the class's presets away, so that the shipped ones hold again."""
    (folder / FILE_NAME).unlink(missing_ok=True)
