"""The states a thank-you note can be in, with the word, colour and shape of each.

Colour is never the only mark: every state also has a shape, a hatch and a word. The
colours are those of Okabe and Ito, which people with colour-blindness can tell apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class StateLook:
    """How a state is named and drawn."""

    word: str
    colour: str
    marker: str
    hatch: str
    filled: bool = True


LOOKS = {
    "on_time": StateLook("on time", "#009E73", "o", ""),
    "on_time_amber": StateLook("on time past the target", "#E69F00", "s", "//"),
    "forwarded": StateLook("passed on in time", "#56B4E9", "^", "\\\\"),
    "late": StateLook("late", "#D55E00", "D", "xx"),
    "overdue": StateLook("overdue", "#CC79A7", "v", "..", filled=False),
    "missed": StateLook("not sent", "#0072B2", "X", "++"),
    "open": StateLook("still open", "#8C8C8C", "o", "", filled=False),
    "unknown_time": StateLook("hour not known", "#B8A800", "P", "oo"),
    "exempt": StateLook("no note owed", "#8C8C8C", "_", "--", filled=False),
}
"""All states in the order they are listed and stacked."""

STATES = tuple(LOOKS)
OWED_STATES = tuple(state for state in STATES if state != "exempt")
ON_TIME = ("on_time", "on_time_amber", "forwarded")
NOT_ON_TIME = ("late", "overdue", "missed")
DECIDED = (*ON_TIME, *NOT_ON_TIME)
