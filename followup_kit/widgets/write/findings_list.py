"""The findings of a note as a list: icon and word, what is wrong, what to do, and why."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from followup_kit.widgets.shared.icons import icon_html
from followup_kit.write.checks import Finding, Level

_HERE = Path(__file__).parent
_WORDS = {
    Level.ERROR: ("problem", "Fix this"),
    Level.WARNING: ("soon", "Look at this"),
    Level.HINT: ("info", "Hint"),
}
"""Each level's icon, as `icons.toml` names it, and its word."""


class FindingsList(anywidget.AnyWidget):
    """Shows findings, each with buttons to see it in the text, to fix it, or to leave it.

    Args:
        on_show: Called with the finding to show in the text.
        on_fix: Called with the findings to fix.
        on_dismiss: Called with the finding to leave as it is, and the reason.

    Attributes:
        summary: One line above the list.
        items: What is shown, one mapping per finding.
    """

    _esm = _HERE / "findings_list.js"
    summary = traitlets.Unicode("").tag(sync=True)
    items: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        on_show: Callable[[Finding], None],
        on_fix: Callable[[Sequence[Finding]], None],
        on_dismiss: Callable[[Finding, str], None],
    ) -> None:
        super().__init__()
        self._on_show, self._on_fix, self._on_dismiss = on_show, on_fix, on_dismiss
        self._findings: Sequence[Finding] = ()
        self.on_msg(lambda _, message, __: self._asked(message))

    def show(self, findings: Sequence[Finding], summary: str) -> None:
        """Show these findings under a summary."""
        self._findings = findings
        with self.hold_sync():
            self.items = [_item(finding) for finding in findings]
            self.summary = summary

    def _asked(self, message: dict[str, Any]) -> None:
        if message.get("fix_all"):
            self._on_fix(self._findings)
        for wish in ("show", "fix", "dismiss"):
            number = message.get(wish)
            if not isinstance(number, int) or not 0 <= number < len(self._findings):
                continue
            finding = self._findings[number]
            if wish == "show":
                self._on_show(finding)
            elif wish == "fix":
                self._on_fix([finding])
            else:
                self._on_dismiss(finding, str(message.get("reason", "")))


def _item(finding: Finding) -> dict[str, Any]:
    icon, word = _WORDS[finding.level]
    return {
        "level": finding.level.value,
        "icon": str(icon_html(icon)),
        "word": word,
        "message": finding.message,
        "fix": finding.fix,
        "reason": finding.reason,
        "sources": ", ".join(finding.sources),
        "can_show": finding.span is not None,
        "can_fix": finding.replacement is not None,
    }
