"""One thing in doubt: what it is about, every value it may have, and a button for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.markup import block


@dataclass(frozen=True)
class Option:
    """One of the values.

    Attributes:
        whose: Whose it is or when it was written, as a heading.
        value: The value as a person reads it.
        words: What the button says.
        work: Called when it is chosen.
    """

    whose: str
    value: str
    words: str
    work: Callable[[], object]


def choice_card(question: str, about: str, options: Sequence[Option]) -> widgets.Widget:
    """A card that asks which of several values stays.

    Args:
        question: What is in doubt, as a sentence.
        about: What it is called, so that a screen reader can tell the buttons of cards apart.
        options: The values.
    """
    parts: list[widgets.Widget] = [block("<p>{question}</p>", question=question)]
    for option in options:
        text = block(
            '<p class="fk-quiet">{whose}</p><div class="fk-text">{value}</div>',
            whose=option.whose,
            value=option.value or "(empty)",
        )
        tooltip = f"{option.words}: {about}"
        parts.append(widgets.VBox([text, button(option.words, option.work, tooltip=tooltip)]))
    values = widgets.Box(parts[1:])
    values.add_class("fk-choice")
    card = widgets.VBox([parts[0], values])
    card.add_class("fk-card")
    return card
