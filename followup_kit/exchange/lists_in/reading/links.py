"""What belongs to the cells of a sheet of a workbook and is not in them: addresses, comments."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from followup_kit.exchange.lists_in.reading.sheet import Beside

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_NAMESPACE = re.compile(r"\{[^}]*\}")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def beside_cells(packed: zipfile.ZipFile, part: str) -> tuple[Beside, ...]:
    """The addresses behind the cells of a sheet, and the comments on them.

    Args:
        packed: The workbook, whose parts were counted before.
        part: The part that holds the sheet.
    """
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in packed.namelist():
        return ()
    targets = {
        one.get("Id", ""): (one.get("Type", ""), one.get("Target", ""))
        for one in fromstring(packed.read(relations))
    }
    return (*_links(packed, part, targets), *_comments(packed, folder, targets))


def _links(
    packed: zipfile.ZipFile, part: str, targets: dict[str, tuple[str, str]]
) -> Iterator[Beside]:
    if not any(kind.endswith("/hyperlink") for kind, _ in targets.values()):
        return
    for one in _named(fromstring(packed.read(part)), "hyperlink"):
        _, address = targets.get(one.get(_RELATION, ""), ("", ""))
        if address and (place := _place(one.get("ref", ""))):
            yield Beside(*place, "link", address)


def _comments(
    packed: zipfile.ZipFile, folder: str, targets: dict[str, tuple[str, str]]
) -> Iterator[Beside]:
    for kind, target in targets.values():
        part = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        if target.startswith("/"):
            part = target.lstrip("/")
        if not kind.endswith("/comments") or part not in packed.namelist():
            continue
        for one in _named(fromstring(packed.read(part)), "comment"):
            text = "".join(t.text or "" for t in _named(one, "t")).strip()
            if text and (place := _place(one.get("ref", ""))):
                yield Beside(*place, "comment", text)


def _named(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if _NAMESPACE.sub("", str(one.tag)) == name)


def _place(reference: str) -> tuple[int, int] | None:
    """Row number and place of the column of `B7`; of a range those of its first cell."""
    if not (match := _REFERENCE.match(reference)):
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1
