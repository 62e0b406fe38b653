"""A note being written: the text, what was found in it, and how it came to be."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from followup_kit.times import moment_in_words
from followup_kit.widgets.shared.fields import choice_field, on_change
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.widgets.shared.views import Views
from followup_kit.widgets.write.difference import difference_html
from followup_kit.widgets.write.editor import Editor
from followup_kit.widgets.write.findings_list import FindingsList
from followup_kit.write.checks import Finding, check, summary
from followup_kit.write.compose import compose
from followup_kit.write.facts import NoteFacts

Version = tuple[dt.datetime, dict[str, Any]]

_CHANGES = "What I changed in the draft"
_NO_VERSIONS = "Every version that you typed appears here."


class NoteEditor(widgets.VBox):
    """Shows a text with its findings, and tells when a person changed it.

    Args:
        on_typed: Called after the text was changed by a person.
        on_dismissed: Called after a finding was left as it is.

    Attributes:
        editor: The subject and the text.
        findings: What to look at again, without what was left as it is.
        dismissed: What was left as it is, as `check: words (reason)`.
    """

    def __init__(self, on_typed: Callable[[], None], on_dismissed: Callable[[], None]) -> None:
        self._on_typed, self._on_dismissed = on_typed, on_dismissed
        self._facts: NoteFacts | None = None
        self._quiet = False
        self._versions: list[Version] = []
        self._at_rest = ("", "")
        self.dismissed: tuple[str, ...] = ()
        self.editor = Editor()
        self.editor.observe(lambda _: self._typed(), names=["body", "subject"])
        self.findings = FindingsList(self._show_in_text, self._fix, self._dismiss)
        self.changes = block()
        self.version = choice_field("Version", [(_NO_VERSIONS, -1)])
        self.version_text = block()
        on_change(self.version, self._show_version)
        self.views = Views(
            {
                _CHANGES: self.changes,
                "Earlier versions": widgets.VBox([self.version, self.version_text]),
            }
        )
        on_change(self.views.buttons[_CHANGES], self._show_changes)
        note = widgets.Box([self.editor, self.findings])
        note.add_class("fk-note")
        super().__init__([note, self.views])

    def put(
        self,
        facts: NoteFacts,
        subject: str,
        body: str,
        *,
        is_typed: bool,
        dismissed: tuple[str, ...] = (),
    ) -> None:
        """Show another text, and check it."""
        self._quiet = True
        self.editor.put(subject, body, is_typed=is_typed)
        self._quiet = False
        self.rest()
        self.dismissed = dismissed
        self.check(facts)

    def rest(self) -> None:
        """Take the text as it stands for one that is kept or can be made again."""
        self._at_rest = (self.editor.subject, self.editor.body)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing was typed since `put` or `rest`."""
        return self._at_rest == (self.editor.subject, self.editor.body)

    def check(self, facts: NoteFacts) -> None:
        """Check the text as it stands against these facts."""
        self._facts = facts
        found = check(self.editor.subject, self.editor.body, facts)
        kept = [one for one in found if not self._is_dismissed(one)]
        length = f"{len(self.editor.body.split())} words; 50 to 200 is usual."
        self.findings.show(kept, f"{summary(kept, facts)} {length}")
        self.editor.underline(kept)
        self._show_changes()

    def _show_changes(self) -> None:
        """Mark what differs from the draft, if that is being looked at."""
        if self._facts is not None and self.views.buttons[_CHANGES].value:
            self.changes.value = difference_html(compose(self._facts).body, self.editor.body)

    def show_versions(
        self, versions: Sequence[Version], zone_name: str, *, now: dt.datetime
    ) -> None:
        """Offer the texts that were kept while this note was written, newest first."""
        seen: dict[str, Version] = {}
        for version in versions:
            if body := version[1].get("body", "").strip():
                seen[body] = version
        self._versions = list(reversed(seen.values()))
        options = [
            (f"{moment_in_words(when, zone_name, now=now)}, {len(v['body'].split())} words", n)
            for n, (when, v) in enumerate(self._versions)
        ]
        self.version.options = options or [(_NO_VERSIONS, -1)]
        self._show_version()

    def _show_version(self) -> None:
        number = self.version.value
        is_known = isinstance(number, int) and 0 <= number < len(self._versions)
        text = self._versions[number][1]["body"] if is_known else ""
        self.version_text.value = (
            fill('<div class="fk-text">{text}</div>', text=text) if text else ""
        )

    def _typed(self) -> None:
        if not self._quiet and self._facts is not None:
            self.check(self._facts)
            self._on_typed()

    # Findings

    def _show_in_text(self, finding: Finding) -> None:
        if finding.span is not None:
            self.editor.select(finding.where, *finding.span)

    def _fix(self, findings: Sequence[Finding]) -> None:
        """Make the changes that are certain; the person asked for them."""
        self._quiet = True
        self.editor.fix(findings)
        self._quiet = False
        self._typed()

    def _dismiss(self, finding: Finding, reason: str) -> None:
        left = f"{self._key(finding)} ({reason.strip() or 'no reason given'})"
        self.dismissed = (*self.dismissed, left[:200])
        if self._facts is not None:
            self.check(self._facts)
        self._on_dismissed()

    def _is_dismissed(self, finding: Finding) -> bool:
        return any(left.startswith(f"{self._key(finding)} (") for left in self.dismissed)

    def _key(self, finding: Finding) -> str:
        """What a finding is about: its check and the words it points at."""
        text = self.editor.subject if finding.where == "subject" else self.editor.body
        words = " ".join(text[slice(*finding.span)].split())[:60] if finding.span else ""
        return f"{finding.check}: {words}" if words else finding.check
