"""The numbers behind the advice, for a coach who wants others for a class."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import ipywidgets as widgets
from annotated_types import Ge, Le

from followup_kit.errors import Clash, FollowUpError, StaleEditError
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.places import class_folder
from followup_kit.practice.editing import (
    FILE_NAME,
    changed_presets,
    class_practice,
    forget_presets,
    keep_presets,
)
from followup_kit.practice.practice import load_practice
from followup_kit.practice.presets import Preset
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.clash_list import SAID, ClashList
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.fields import as_field, choice_field, form, on_change
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.widgets.shared.page import Ground
from followup_kit.widgets.shared.panel import PanelView
from followup_kit.widgets.shared.practice import practice_of_class

_SAID = (
    '<div role="status" class="fk-status fk-{level}"><span aria-hidden="true">{icon}</span> '
    "<b>{word}</b> {text}</div>"
)


class PresetsPanel:
    """The panel of notebook 21.

    Attributes:
        view: The widget that is shown.
        preset: Which preset is shown.
        fields: Its values by parameter.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or class_folder()
        presets = [(preset.label, name) for name, preset in load_practice().presets.items()]
        self.preset = choice_field("Preset", presets, value="general")
        self.fields: dict[str, widgets.ValueWidget] = {}
        self.table = widgets.VBox()
        self.said = block()
        on_change(self.preset, self.show)
        buttons = widgets.HBox(
            [
                button("Keep for my class", self.keep, main=True),
                button("Back to the shipped values", self.shipped),
                button("Forget all changes", self.forget),
                DownloadButton("Download as one file", FILE_NAME, self._file),
            ]
        )
        buttons.add_class("fk-row")
        self.clashes = ClashList()
        top = [Ground(), self.said, self.clashes]
        self.view = PanelView([*top, form(self.preset), self.table, buttons])
        self.view.add_class("fk-panel")
        self.show()
        if problem := practice_of_class()[1]:
            self._say("problem", problem)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """How a notebook shows the panel when it is the last line of a cell."""
        return self.view._repr_mimebundle_(**options)

    def show(self) -> None:
        """Show the values of the chosen preset, with their sources."""
        preset = self._practice().preset(self.preset.value)
        shipped = load_practice().preset(self.preset.value)
        self._shown = {name: getattr(preset, name) for name in Preset.parameters()}
        self._seen = Seen()
        self.clashes.clear()
        self.fields = {name: _field(name, value) for name, value in self._shown.items()}
        self.table.children = [
            block("<p>{help}</p>", help=preset.help),
            form(*(self._row(name, preset, shipped) for name in self.fields)),
        ]

    def _practice(self) -> Any:
        try:
            return class_practice(self.folder)
        except FollowUpError:
            return load_practice()

    def _row(self, name: str, preset: Preset, shipped: Preset) -> widgets.Widget:
        before = getattr(shipped, name)
        note = "" if before == getattr(preset, name) else f" Shipped value: {_in_words(before)}."
        sources = ", ".join(preset.sources_of(name)) or "not set"
        help_text = block("[{sources}]{note}", css="fk-quiet fk-help", sources=sources, note=note)
        return widgets.VBox([self.fields[name], help_text])

    def keep(self) -> None:
        """Keep what is shown for the class."""
        try:
            text = changed_presets(self._practice(), self.preset.value, self._settled())
            keep_presets(self.folder, text)
        except StaleEditError as error:
            self.clashes.ask(error, self.keep, "UTC")
            self._say("problem", SAID)
            return
        except FollowUpError as error:
            self._say("problem", str(error))
            return
        self.show()
        self._say("saved", f"The file is {self.folder / FILE_NAME}. Notebooks use it when opened.")

    def _settled(self) -> dict[str, Any]:
        """What is to be kept, with what was changed elsewhere since it was shown here.

        Raises:
            StaleEditError: The same value was changed on both sides.
        """
        now = self._practice().preset(self.preset.value)
        values, clashes = {}, []
        for name, made in self.fields.items():
            mine, theirs = _value(name, made.value), getattr(now, name)
            clash = Clash("presets", now.name, name, made.description, mine, theirs)
            is_mine_alone = theirs in (self._shown[name], mine)
            choice = is_mine_alone or (
                self._seen.choice(clash) if mine != self._shown[name] else False
            )
            if choice is None:
                clashes.append(clash)
            values[name] = mine if choice else theirs
        if clashes:
            raise StaleEditError(clashes, self._seen.choose)
        return values

    def shipped(self) -> None:
        """Show the shipped values again; nothing is kept yet."""
        preset = load_practice().preset(self.preset.value)
        for name, made in self.fields.items():
            made.value = _field(name, getattr(preset, name)).value
        self._say("info", "These are the shipped values. Press Keep for my class to use them.")

    def forget(self) -> None:
        """Take all changes of the class away."""
        forget_presets(self.folder)
        self.show()
        self._say("saved", "All presets are as shipped.")

    def _file(self) -> bytes:
        values = {name: _value(name, made.value) for name, made in self.fields.items()}
        return changed_presets(self._practice(), self.preset.value, values).encode()

    def _say(self, level: str, text: str) -> None:
        icon, word = {"saved": ("✓", "Saved."), "problem": ("⚠", "Not done.")}.get(level, ("ⓘ", ""))
        self.said.value = fill(_SAID, level=level, icon=icon, word=word, text=text)


def _field(name: str, value: Any) -> widgets.ValueWidget:
    """A field that offers only what the preset allows."""
    info = Preset.model_fields[name]
    described: dict[str, Any] = {
        "description": info.title,
        "layout": widgets.Layout(width="auto"),
    }
    if info.annotation is bool:
        return widgets.Checkbox(value=value, indent=False, **described)
    if get_origin(info.annotation) is Literal:
        choices = [(choice.replace("_", " "), choice) for choice in get_args(info.annotation)]
        return as_field(widgets.Dropdown(options=choices, value=value, **described))
    if info.annotation is int:
        lowest = next(int(str(m.ge)) for m in info.metadata if isinstance(m, Ge))
        highest = next(int(str(m.le)) for m in info.metadata if isinstance(m, Le))
        number = widgets.BoundedIntText(value=value, min=lowest, max=highest, **described)
        return as_field(number)
    text = "" if value is None else str(value)
    return as_field(widgets.Text(value=text, placeholder="empty: never", **described))


def _value(name: str, typed: Any) -> Any:
    """What was typed, as the preset wants it; an empty text leaves the value out."""
    if not isinstance(typed, str) or get_origin(Preset.model_fields[name].annotation) is Literal:
        return typed
    text = typed.strip()
    return int(text) if text.isdecimal() else (text or None)


def _in_words(value: Any) -> str:
    return "never" if value is None else str(value).lower().replace("_", " ")


def presets_panel(folder: Path | None = None) -> PresetsPanel:
    """The panel to change the presets for a class.

    Args:
        folder: Where the class's file is kept; by default `data/class`.
    """
    return PresetsPanel(folder)
