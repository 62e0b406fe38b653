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
from followup_kit.practice.presets import Preset

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

    document = tomlkit.parse(_SHIPPED.read_text("utf-8"))
    shipped = load_practice()
    for preset in practice.presets.values():
        wanted = {p: getattr(preset, p) for p in Preset.parameters()}
        if preset.name == practice.preset(name).name:
            wanted |= values
        section: Any = document[preset.name]
        for parameter, value in wanted.items():
            before = getattr(shipped.preset(preset.name), parameter)
            if value is None:
                section.pop(parameter, None)
            elif value != before:
                entry = tomlkit.inline_table()
                entry.update({"value": value, "sources": [JUDGED_BY_COACH]})
                section[parameter] = entry
    return tomlkit.dumps(document)


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
