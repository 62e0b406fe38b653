"""Questions with answers to choose from, each a labelled drop-down."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from followup_kit.exchange.lists_in.questions import Question
from followup_kit.widgets.shared.fields import choice_field, on_change

_CHOOSE = ("Please choose", "")


class QuestionList(widgets.VBox):
    """Drop-downs for questions; those that stay keep their place and what was chosen.

    Args:
        on_answer: Called after an answer was chosen.

    Attributes:
        fields: The drop-down of each question, by its key.
    """

    def __init__(self, on_answer: Callable[[], None]) -> None:
        self._on_answer = on_answer
        self.fields: dict[str, widgets.Dropdown] = {}
        self._asked: dict[str, Question] = {}
        super().__init__([])

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen so far, by the key of the question."""
        return {key: made.value for key, made in self.fields.items() if made.value}

    def show(self, questions: Sequence[Question]) -> None:
        """Show these questions."""
        asked = {question.key: question for question in questions}
        if asked == self._asked:
            return
        chosen = self.answers
        kept = {
            key: made for key, made in self.fields.items() if asked.get(key) == self._asked[key]
        }
        self.fields = {
            key: kept.get(key) or self._field(question, chosen.get(key, ""))
            for key, question in asked.items()
        }
        self._asked = asked
        self.children = list(self.fields.values())

    def _field(self, question: Question, chosen: str) -> widgets.Dropdown:
        options = [*question.options] if question.default else [_CHOOSE, *question.options]
        known = {value for _, value in options}
        made = choice_field(question.text, options)
        made.value = chosen if chosen in known else question.default
        made.add_class("fk-wide")
        on_change(made, self._on_answer)
        return made
