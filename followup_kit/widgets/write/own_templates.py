"""Templates that a student or coach writes: words, fields in braces, and "if"."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Template
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.fields import as_field, choice_field, form, on_change
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.panel import Do
from followup_kit.write.own_templates import FIELDS, check_template

_NEW = ("A new template", "")
_EXAMPLE = """Subject: Thank you, {{ first_name }}
Dear {{ first_name }},

Thank you for your time{% if topic %}. I keep thinking about {{ topic }}{% endif %}.

Best regards,
{{ sender }}"""


class OwnTemplates(widgets.VBox):
    """Keeps templates in the log, and puts one into use.

    Args:
        log: The log.
        do: Does something that may be refused, and says how it went.
        clock: What time it is.
        on_use: Called with the text of a template that is to be used.
    """

    def __init__(
        self,
        log: FollowUpLog,
        do: Do,
        clock: Callable[[], dt.datetime],
        on_use: Callable[[str], None],
    ) -> None:
        self._log, self._do, self._clock, self._on_use = log, do, clock, on_use
        self._seen = Seen()
        wide: dict[str, Any] = {"layout": widgets.Layout(width="auto")}
        self.chosen = choice_field("Template", [_NEW], value="")
        self.name = as_field(widgets.Text(description="Its name", **wide))
        self.text = as_field(
            widgets.Textarea(description="Its text", value=_EXAMPLE, rows=10, **wide)
        )
        self.text.add_class("fk-wide")
        on_change(self.chosen, self._show_chosen)
        buttons = widgets.HBox(
            [
                button("Use it for this note", lambda: do(self.use), main=True),
                button("Keep it", lambda: do(self.keep)),
                button("Remove it", lambda: do(self.remove)),
            ]
        )
        fields = ", ".join(f"{{{{ {name} }}}}" for name in FIELDS)
        help_text = block(
            "<p>A template may name these fields: {fields}. A part in {opening} ... {closing} is "
            "left out when the fact is missing.</p>",
            css="fk-quiet",
            fields=fields,
            opening="{% if topic %}",
            closing="{% endif %}",
        )
        super().__init__([form(self.chosen, self.name, self.text), help_text, buttons])

    def update(self) -> None:
        """Offer the templates of the log."""
        known = [(r.name, r.id) for r in self._log.records("templates") if isinstance(r, Template)]
        chosen = self.chosen.value
        self.chosen.options = [_NEW, *known]
        self.chosen.value = chosen if chosen in dict(map(reversed, known)) else ""  # type: ignore[arg-type]

    def _show_chosen(self) -> None:
        row = self.chosen.value
        self._seen = self._log.seen(("templates", row)) if row else Seen()
        for kept in self._log.records("templates"):
            if isinstance(kept, Template) and kept.id == row:
                self.name.value, self.text.value = kept.name, kept.text

    def use(self) -> str:
        """Put the template into use for the note that is open."""
        check_template(self.text.value)
        self._on_use(self.text.value)
        return "The note is made from your template. Read it over."

    def keep(self) -> str:
        """Keep the template in the log, under its name."""
        check_template(self.text.value)
        fields = {"name": self.name.value, "text": self.text.value}
        now = self._clock()
        if self.chosen.value:
            row = self.chosen.value
            action = "Changed a template"
            self._log.change("templates", row, fields, now=now, action=action, seen=self._seen)
        else:
            row = self._log.add("templates", fields, now=now, action="Kept a template")
        self.update()
        self.chosen.value = row
        self._show_chosen()
        return f"Your template {self.name.value} is kept."

    def remove(self) -> str:
        """Take the template out of the log; undo brings it back."""
        if not self.chosen.value:
            return "This template is not kept yet."
        self._log.remove("templates", self.chosen.value, now=self._clock())
        self.update()
        return "The template is removed. Undo brings it back."
