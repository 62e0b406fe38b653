"""Copying a brief for a chatbot: the facts to tick, the text, and what to do with the answer."""

import ipywidgets as widgets

from followup_kit.widgets.shared.copy_button import CopyButton
from followup_kit.widgets.shared.fields import as_field, on_change
from followup_kit.widgets.shared.markup import block
from followup_kit.write.brief import brief, brief_hint, facts_for_brief
from followup_kit.write.facts import NoteFacts


class BriefForm(widgets.VBox):
    """The brief of the note that is shown.

    Attributes:
        ticks: One box per fact that may go into the brief, by field.
        copy: The button that copies the brief.
    """

    def __init__(self) -> None:
        self._facts: NoteFacts | None = None
        self.ticks: dict[str, widgets.Checkbox] = {}
        self._boxes = widgets.VBox()
        self.copy = CopyButton(label="Copy a brief")
        self._text = block(css="fk-text")
        intro = block(
            "<p>For those who write with a chatbot. Nothing is sent from here: you copy the text "
            "and paste it yourself. Tick what it may know.</p>",
            css="fk-quiet",
        )
        hint = block("<p>{hint}</p>", css="fk-quiet", hint=brief_hint())
        super().__init__([intro, self._boxes, self.copy, self._text, hint])

    def show(self, facts: NoteFacts) -> None:
        """Offer the facts of a note; what was ticked stays ticked."""
        self._facts = facts
        offered = facts_for_brief(facts)
        if offered != {name: box.description for name, box in self.ticks.items()}:
            self._offer(offered)
        self._write()

    def _offer(self, offered: dict[str, str]) -> None:
        before = {name: box.value for name, box in self.ticks.items()}
        self.ticks = {}
        for name, words in offered.items():
            box = as_field(widgets.Checkbox(description=words, value=before.get(name, True)))
            on_change(box, self._write)
            self.ticks[name] = box
        self._boxes.children = tuple(self.ticks.values())

    def _write(self) -> None:
        assert self._facts is not None
        ticked = [name for name, box in self.ticks.items() if box.value]
        self.copy.text = brief(self._facts, ticked)
        self._text.value = block("{text}", text=self.copy.text).value
