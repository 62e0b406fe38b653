"""Why people write, and two made-up examples of the kind of note that is open."""

import ipywidgets as widgets

from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.write.checks import Finding
from followup_kit.write.lesson import good_example, reasons, spoilt_example

_REASON = "<li>{text} [{ids}]</li>"
_FAULT = "<li>{message} {fix}</li>"
_MOST_FAULTS = 5


class Examples(widgets.VBox):
    """Reasons, a good note and a spoilt one; the people in them are made up."""

    def __init__(self) -> None:
        self._kind = ""
        why = joined(
            [fill(_REASON, text=text, ids=", ".join(sources)) for text, sources in reasons()]
        )
        self._why = block("<ul>{why}</ul>", why=why)
        self.good, self.spoilt = block(css="fk-text"), block(css="fk-text")
        self.faults = block()
        super().__init__(
            [
                block("<h3>Two made-up examples</h3><p>One that could be sent:</p>"),
                self.good,
                block("<p>One to learn from, and what the check says of it:</p>"),
                self.spoilt,
                self.faults,
                block("<h3>Why write at all</h3>"),
                self._why,
            ]
        )

    def show(self, kind: str) -> None:
        """Show the examples of a kind of note."""
        if kind == self._kind:
            return
        self._kind = kind
        spoilt = spoilt_example(kind)
        self.good.value = fill("{text}", text=good_example(kind).body)
        self.spoilt.value = fill("{text}", text=spoilt.body)
        serious = [one for one in spoilt.findings if one.level != "hint"][:_MOST_FAULTS]
        self.faults.value = fill(
            "<ul>{faults}</ul>", faults=joined([_said(one) for one in serious])
        )


def _said(one: Finding) -> str:
    return fill(_FAULT, message=one.message, fix=one.fix)
