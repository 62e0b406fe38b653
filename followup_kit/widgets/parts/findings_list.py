"""The findings of a note as a list: icon and word, what is wrong, what to do, and why."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from followup_kit.write.checks import Finding, Level

_HERE = Path(__file__).parent
_WORDS = {
    Level.ERROR: ("⛔", "Fix this"),
    Level.WARNING: ("⚠", "Look at this"),
    Level.HINT: ("💡", "Hint"),
}


class FindingsList(anywidget.AnyWidget):
    """Shows findings; a press on "Show me" calls `on_show` with the finding.

    Attributes:
        summary: One line above the list.
        items: What is shown, one mapping per finding.
    """

    _esm = _HERE / "findings_list.js"
    summary = traitlets.Unicode("").tag(sync=True)
    items: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, on_show: Callable[[Finding], None]) -> None:
        super().__init__()
        self._on_show = on_show
        self._findings: Sequence[Finding] = ()
        self.on_msg(self._asked)

    def show(self, findings: Sequence[Finding], summary: str) -> None:
        """Show these findings under a summary."""
        self._findings = findings
        with self.hold_sync():
            self.items = [_item(finding) for finding in findings]
            self.summary = summary

    def _asked(self, _: object, message: dict[str, Any], __: object) -> None:
        number = message.get("show")
        if isinstance(number, int) and 0 <= number < len(self._findings):
            self._on_show(self._findings[number])


def _item(finding: Finding) -> dict[str, Any]:
    icon, word = _WORDS[finding.level]
    return {
        "level": finding.level.value,
        "icon": icon,
        "word": word,
        "message": finding.message,
        "fix": finding.fix,
        "reason": finding.reason,
        "sources": ", ".join(finding.sources),
        "can_show": finding.span is not None,
    }
