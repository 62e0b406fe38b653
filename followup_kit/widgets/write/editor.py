"""Where a note is written: subject and text, with the cursor kept and findings underlined."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from followup_kit.write.checks import Finding, apply_fix

_HERE = Path(__file__).parent


class Editor(anywidget.AnyWidget):
    """A subject line and a text with labels.

    Attributes:
        subject: The subject as it stands in the browser.
        body: The text.
        marks: What is underlined, each with its place, its level and its number in the list.
        found_in: The texts in which the marks were found.
        is_typed: Whether a person changed the text since it was last put in from here.
    """

    _esm = _HERE / "editor.js"
    subject = traitlets.Unicode("").tag(sync=True)
    body = traitlets.Unicode("").tag(sync=True)
    is_typed = traitlets.Bool(False).tag(sync=True)
    marks: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    found_in = traitlets.Dict().tag(sync=True)
    is_open = traitlets.Bool(True).tag(sync=True)

    def put(self, subject: str, body: str, *, is_typed: bool = False) -> None:
        """Show another text."""
        with self.hold_sync():
            self.subject, self.body, self.is_typed = subject, body, is_typed

    def select(self, where: str, start: int, end: int) -> None:
        """Select characters of the `body` or the `subject`, and move the cursor there."""
        self.send({"select": where, "start": start, "end": end})

    def underline(self, findings: Sequence[Finding]) -> None:
        """Underline the words that findings point at; the order is that of their list."""
        with self.hold_sync():
            self.found_in = {"subject": self.subject, "body": self.body}
            self.marks = [
                {
                    "where": one.where,
                    "start": one.span[0],
                    "end": one.span[1],
                    "level": one.level.value,
                    "number": number,
                }
                for number, one in enumerate(findings)
                if one.span is not None
            ]

    def fix(self, findings: Sequence[Finding]) -> None:
        """Make the changes that are certain, the last one first, so that no place moves.

        Where two findings are about the same words, the later one is left for another look.
        """
        texts = {"subject": self.subject, "body": self.body}
        free = {where: len(text) for where, text in texts.items()}
        certain = [one for one in findings if one.span is not None and one.replacement is not None]
        for one in sorted(certain, key=lambda one: one.span or (0, 0), reverse=True):
            start, end = one.span or (0, 0)
            if end > free[one.where]:
                continue
            free[one.where] = start
            texts[one.where] = apply_fix(texts[one.where], one)
            self.send({"select": one.where, "start": start, "end": end, "text": one.replacement})
        self.put(texts["subject"], texts["body"], is_typed=True)
