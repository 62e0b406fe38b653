"""Rows of a list of messages, such as LinkedIn's: who wrote to whom, when and what."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Set
from html.parser import HTMLParser

from followup_kit.exchange.lists_in.questions import Answers, Question
from followup_kit.exchange.lists_in.rows.drafts import Draft, MessageDraft
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules
from followup_kit.exchange.lists_in.understanding.dates import NoDateError
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.vocabulary import meaning, name_key
from followup_kit.log.choices import Direction, Medium, MessageKind, MessageState

_LEAVE_OUT = "leave"
_BREAKS = {"br", "p", "div", "li"}
_FROM_ME = (
    MessageKind.THANK_YOU,
    MessageKind.STATUS_CHECK,
    MessageKind.NETWORKING,
    MessageKind.LOGISTICS,
)
_TO_ME = (MessageKind.ACKNOWLEDGEMENT, MessageKind.QUESTION, MessageKind.SCHEDULING)


class MessageReader:
    """Reads the rows of one table of messages.

    Args:
        table: The table.
        rules: How its dates are read.
        answers: What was answered already.
        student: The name in the settings; by default who is in most rows.
        zone: The zone of times that say none.

    Attributes:
        questions: What the messages are for, one question for each direction.
    """

    def __init__(
        self,
        table: Table,
        rules: DateRules,
        answers: Answers,
        *,
        student: str,
        zone: dt.tzinfo,
    ) -> None:
        self._table, self._rules, self._answers, self._zone = table, rules, answers, zone
        self._me = name_key(student) or self._in_most_rows()
        self._kinds = {
            Direction.OUT: _ask(table.sheet.name, "you sent", _FROM_ME),
            Direction.IN: _ask(table.sheet.name, "you received", _TO_ME),
        }
        self.questions: list[Question] = []

    def draft(self, number: int, cells: tuple[str, ...], met: Set[str]) -> Draft:
        """What one row says; a draft without messages is skipped, with the reason."""
        draft = Draft(self._table.sheet.name, number)
        sender, recipients = self._cell(cells, "sender"), self._cell(cells, "recipient")
        is_mine = name_key(sender) == self._me
        others = [name.strip() for name in recipients.split(",")] if is_mine else [sender]
        person = next((name for name in others if name_key(name) in met), "")
        if meaning("yes_no", self._cell(cells, "is_draft")) == "yes":
            draft.skipped = "It is a draft that was not sent."
        elif not person:
            draft.skipped = "It is with nobody who was at an interview in your log."
        else:
            direction = Direction.OUT if is_mine else Direction.IN
            self._read(draft, cells, person, direction)
        return draft

    def _read(
        self, draft: Draft, cells: tuple[str, ...], person: str, direction: Direction
    ) -> None:
        question = self._kinds[direction]
        if question not in self.questions:
            self.questions.append(question)
        kind = question.answer(self._answers)
        at = self._moment(draft, cells)
        if kind == _LEAVE_OUT or not kind:
            draft.skipped = "You leave these messages out."
        elif at is not None:
            fields = {
                "direction": direction,
                "kind": kind,
                "medium": Medium.LINKEDIN,
                "state": MessageState.SENT,
                "at": at,
                "subject": self._cell(cells, "subject"),
                "body": as_text(self._cell(cells, "body")),
            }
            draft.messages = [MessageDraft(fields, person)]

    def _moment(self, draft: Draft, cells: tuple[str, ...]) -> dt.datetime | None:
        for at in self._table.where("sent_at"):
            try:
                days = self._rules.read(at, cells[at])
            except NoDateError as error:
                draft.refused = f"“{cells[at][:60]}” {error}."
                return None
            if days and days[0].clock:
                zone = days[0].offset or self._zone
                return dt.datetime.combine(days[0].day, days[0].clock, tzinfo=zone)
        draft.refused = "It says no day and time."
        return None

    def _cell(self, cells: tuple[str, ...], target: str) -> str:
        return next((cells[at] for at in self._table.where(target)), "").strip()

    def _in_most_rows(self) -> str:
        """Who sent or received most of the messages: the owner of the list."""
        counts: Counter[str] = Counter()
        for _, cells in self._table.rows:
            names = [self._cell(cells, "sender"), *self._cell(cells, "recipient").split(",")]
            counts.update({name_key(name) for name in names if name.strip()})
        return counts.most_common(1)[0][0] if counts else ""


def _ask(name: str, whose: str, kinds: Iterable[MessageKind]) -> Question:
    options = [(kind.label, kind.value) for kind in kinds]
    text = f"{name}: what are the messages that {whose}, with people from your interviews?"
    key = f"messages:{name}:{whose}"
    return Question(key, text, (*options, ("Leave them out", _LEAVE_OUT)))


def as_text(html: str) -> str:
    """The words of a message that may be HTML.

    >>> as_text("Dear Priya,<br>thank you &amp; see you").splitlines()
    ['Dear Priya,', 'thank you & see you']
    """
    if "<" not in html and "&" not in html:
        return html
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words).strip()


class _Words(HTMLParser):
    """Collects the text of HTML, with a line break where a line ends."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS and self.words:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
