"""A button that takes files from the reader's own computer, of any size that is allowed."""

from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import traitlets

from followup_kit.widgets.shared.script import script

Files = list[tuple[str, bytes]]
"""The name and the content of each file."""


class FilePicker(anywidget.AnyWidget):
    """Hands over the files that were chosen, piece by piece.

    Args:
        label: What the button says.
        on_files: Called with the files when all of them are here.
        accept: The endings that are offered, such as `.csv,.xlsx`.
        multiple: Whether several may be chosen together.
        most_bytes: How large one file may be; a larger one is not even sent.

    Attributes:
        label: What the button says.
    """

    _esm = script("file_picker.js")
    label = traitlets.Unicode("Choose a file").tag(sync=True)
    accept = traitlets.Unicode("").tag(sync=True)
    multiple = traitlets.Bool(False).tag(sync=True)
    most_bytes = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        label: str,
        on_files: Callable[[Files], None],
        *,
        accept: str,
        most_bytes: int,
        multiple: bool = False,
    ) -> None:
        super().__init__(label=label, accept=accept, multiple=multiple, most_bytes=most_bytes)
        self._on_files = on_files
        self._names: list[str] = []
        self._pieces: list[bytearray] = []
        self.on_msg(self._heard)

    def _heard(self, _: Any, message: dict[str, Any], buffers: Sequence[Any]) -> None:
        if "begin" in message:
            self._names = [str(name) for name in message["begin"]]
            self._pieces = [bytearray() for _ in self._names]
        elif "number" in message and buffers:
            self._pieces[message["number"]] += bytes(buffers[0])
        elif message.get("end") and self._names:
            files = [(n, bytes(c)) for n, c in zip(self._names, self._pieces, strict=True)]
            self._names, self._pieces = [], []
            self._on_files(files)
