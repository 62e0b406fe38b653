"""The states a thank-you note can be in, with the word, colours and shape of each.

Blues are on time, warm colours are not, and what is not judged is grey or violet. Colour
is never the only mark: every state also has a shape, a hatch and a word. A test holds the
colours apart as people with each kind of colour-blindness see them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class StateLook:
    """How a state is named and drawn; `on_dark` is its colour on a dark page."""

    word: str
    colour: str
    on_dark: str
    marker: str
    hatch: str
    filled: bool = True

    def colour_on(self, *, dark: bool) -> str:
        """The colour for a light or a dark page."""
        return self.on_dark if dark else self.colour


LOOKS = {
    "on_time": StateLook("on time", "#0B4C94", "#6184FF", "o", ""),
    "on_time_amber": StateLook("on time past the target", "#1C9DDC", "#6DC3E0", "s", "//"),
    "forwarded": StateLook("passed on in time", "#1A8077", "#446C70", "^", "\\\\"),
    "late": StateLook("late", "#C98211", "#F7B130", "D", "xx"),
    "overdue": StateLook("overdue", "#B94400", "#BF3C0B", "v", "..", filled=False),
    "missed": StateLook("not sent", "#773B53", "#FF7184", "X", "++"),
    "open": StateLook("still open", "#2A2522", "#EAEAEA", "o", "", filled=False),
    "unknown_time": StateLook("hour not known", "#8A58B8", "#903ABC", "P", "oo"),
    "exempt": StateLook("no note owed", "#8C8C8C", "#8C8C8C", "_", "--", filled=False),
}
"""All states in the order they are listed and stacked."""

STATES = tuple(LOOKS)
OWED_STATES = tuple(state for state in STATES if state != "exempt")
ON_TIME = ("on_time", "on_time_amber", "forwarded")
NOT_ON_TIME = ("late", "overdue", "missed")
DECIDED = (*ON_TIME, *NOT_ON_TIME)
