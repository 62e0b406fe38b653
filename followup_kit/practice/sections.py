"""The entries of each file of the practice, checked against each other.

Each function gives the good entries and leaves the problems in the file, so that one
message can tell all of them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from string import Formatter
from typing import Any, TypeVar

from followup_kit.practice.loading import PracticeFile, build, near_misses
from followup_kit.practice.presets import (
    NEVER_INHERITED,
    Entry,
    Industry,
    Preset,
    Question,
    Reason,
    Statement,
    out_of_order,
)

JUDGEMENT = "judgement"
"""Stands in place of a source id where no source gives a number."""
DEFAULT_PRESET = "general"
DEFAULT_INDUSTRY = "other"

EntryT = TypeVar("EntryT", bound=Entry)

_ENTRY = {"value", "sources"}
_STATEMENT_ID = re.compile(r"[A-Z]\d\d[a-z]?")


def statements_in(file: PracticeFile) -> dict[str, Statement]:
    """The statements by id, each with the name of its document."""
    documents, found = file.table("documents"), {}
    for key, text in file.table("statements").items():
        if not _STATEMENT_ID.fullmatch(key) or key[0] not in documents:
            letters = ", ".join(documents)
            file.blame(
                "this id is not allowed. Allowed: the letter of a document "
                f"({letters}) and two digits, such as A08.",
                "statements",
                key,
            )
            continue
        values = {"id": key, "text": text, "document": documents[key[0]]}
        if entry := build(Statement, values, file, "statements", shown_as=key):
            found[key] = entry
    return found


def presets_in(file: PracticeFile, known: Collection[str]) -> dict[str, Preset]:
    """The presets by name."""
    documents = {one[0] for one in known}
    found: dict[str, Preset] = {}
    usual = _inherited(file)
    for name, table in tables_in(file, needed=DEFAULT_PRESET, reserved={"name", "sources"}):
        own = table if name == DEFAULT_PRESET else usual | table
        values, sources = _parameters(file, name, own, known)
        check_ids(file, name, "from_source", values.get("from_source"), documents)
        entry = build(Preset, {"name": name, **values, "sources": sources}, file, name)
        sound = {key: "" if file.is_blamed(name, key) else one for key, one in values.items()}
        for key, message in out_of_order(sound):
            file.blame(message, name, key)
        if entry:
            found[name] = _with_numbers(entry)
    return found


def _with_numbers(preset: Preset) -> Preset:
    """The preset with its numbers in its help, so that the words follow a change."""
    text = preset.help
    for name in Preset.parameters():
        text = text.replace(f"{{{name}}}", str(getattr(preset, name)))
    return preset.model_copy(update={"help": text})


def _inherited(file: PracticeFile) -> dict[str, Any]:
    """What a preset has that does not say otherwise: the sound numbers of `general`."""
    usual = file.data.get(DEFAULT_PRESET)
    named = set(Preset.parameters()) - NEVER_INHERITED
    if not isinstance(usual, dict):
        return {}
    sound = {k: v for k, v in usual.items() if isinstance(v, dict) and v.keys() == _ENTRY}
    return {name: value for name, value in sound.items() if name in named}


def industries_in(file: PracticeFile, known: Collection[str]) -> dict[str, Industry]:
    """The industries by name."""
    found: dict[str, Industry] = {}
    for name, table in tables_in(file, needed=DEFAULT_INDUSTRY, reserved={"name"}):
        check_ids(file, name, "sources", table.get("sources"), known)
        if entry := build(Industry, {"name": name, **table}, file, name):
            found[name] = entry
    return found


def questions_in(file: PracticeFile, known: Collection[str]) -> tuple[Question, ...]:
    """The common questions in the order of the file."""
    found: list[Question] = []
    tables = file.data.get("questions", [])
    if not isinstance(tables, list):
        file.blame("begin each question with a line `[[questions]]`.", "questions")
        return ()
    for nth, table in enumerate(tables):
        check_ids(file, "questions", "sources", table.get("sources"), known, nth=nth)
        if entry := build(Question, table, file, "questions", nth=nth):
            found.append(entry)
    return tuple(found)


def reasons_in(
    file: PracticeFile,
    known: Collection[str],
    models: Mapping[str, Any],
    judgements: Collection[str] = (),
) -> dict[str, Reason]:
    """The reasons by key; `models` are the packaged ones, which fix keys and placeholders."""
    tables = file.table("reasons")
    found: dict[str, Reason] = {}
    for key in sorted(models.keys() - tables.keys()):
        file.blame(f"the part `[reasons.{key}]` is missing. Add it again.", "reasons", key)
    for key, table in tables.items():
        section = f"reasons.{key}"
        if key not in models:
            file.blame(f"this reason is not known. {near_misses(key, models)}", section)
            continue
        if not isinstance(table, dict):
            file.blame(f"write it under a line `[{section}]`.", "reasons", key)
            continue
        check_ids(file, section, "sources", table.get("sources"), known)
        _check_braces(file, section, table.get("text"), models[key]["text"])
        if table.get("judgement", "") not in {"", *judgements}:
            hint = near_misses(table["judgement"], judgements)
            file.blame(f"this judgement is not known. {hint}", section, "judgement")
        if entry := build(Reason, table, file, section):
            found[key] = entry
    return found


def placeholders(text: str) -> set[str]:
    """The names in braces in a text, with anything that follows them inside the braces.

    Raises:
        ValueError: A brace is not closed.
    """
    parts = Formatter().parse(text)
    return {
        f"{name}{'!' + how if how else ''}{':' + form if form else ''}"
        for _, name, form, how in parts
        if name is not None
    }


def tables_in(
    file: PracticeFile, *, reserved: set[str], needed: str = ""
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Name and content of each part of a file; what stands outside a part is a problem."""
    if needed:
        file.table(needed)
    for name, table in file.data.items():
        if not isinstance(table, dict):
            file.blame("this line stands before the first `[name]`. Move it below one.", name)
            continue
        for key in reserved & table.keys():
            file.blame("this name cannot be used here. Remove the line.", name, key)
        yield name, {key: value for key, value in table.items() if key not in reserved}


def _parameters(
    file: PracticeFile, name: str, table: Mapping[str, Any], known: Collection[str]
) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
    values: dict[str, Any] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for key, entry in table.items():
        if key not in Preset.parameters():
            values[key] = entry
        elif isinstance(entry, dict) and entry.keys() == _ENTRY:
            values[key] = entry["value"]
            if check_ids(file, name, key, entry["sources"], known):
                sources[key] = tuple(entry["sources"])
        else:
            values[key] = entry.get("value") if isinstance(entry, dict) else entry
            example = '{ value = 24, sources = ["A08"] }'
            file.blame(f"`{entry}` came in. Allowed: the form {example}.", name, key)
    return values, sources


def check_ids(
    file: PracticeFile, section: str, key: str, ids: object, known: Collection[str], *, nth: int = 0
) -> bool:
    """Whether all ids are known; a list that is missing is told elsewhere."""
    if ids is None:
        return False
    if not isinstance(ids, list) or not ids:
        file.blame(
            f'`{ids}` came in as sources. Allowed: a list of ids, such as ["A08"], '
            f'or ["{JUDGEMENT}"].',
            section,
            key,
            nth=nth,
        )
        return False
    unknown = [str(one) for one in ids if one != JUDGEMENT and one not in list(known)]
    if unknown:
        file.blame(
            f"`{', '.join(unknown)}` came in, which is no id of a source. "
            f"Allowed: ids in sources.toml, such as {min(known, default='A08')}, or {JUDGEMENT}.",
            section,
            key,
            nth=nth,
        )
    return not unknown


def _check_braces(file: PracticeFile, section: str, text: object, model: str) -> None:
    if not isinstance(text, str):
        return
    allowed = placeholders(model)
    words = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "no braces in this text"
    try:
        unknown = placeholders(text) - allowed
    except ValueError:
        file.blame(f"a brace is not closed. Allowed: {words}.", section, "text")
        return
    for name in sorted(unknown):
        file.blame(f"`{{{name}}}` came in. Allowed: {words}.", section, "text")
