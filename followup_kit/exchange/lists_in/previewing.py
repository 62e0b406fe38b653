"""Making the preview of an import: read, understand, ask, and hold every row against the log.

A preview is made anew from the lists and the choices each time something is chosen, so it
never says anything else than what is written.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from followup_kit.exchange.lists_in.matching.reconcile import Reconciler
from followup_kit.exchange.lists_in.matching.reports import SOMEBODY_ELSES, RowReport, RowState
from followup_kit.exchange.lists_in.preview import Choices, Preview
from followup_kit.exchange.lists_in.questions import Question, rows_in_words
from followup_kit.exchange.lists_in.reading.sheet import Sheet
from followup_kit.exchange.lists_in.rows.drafts import UNREAD, Draft
from followup_kit.exchange.lists_in.rows.message_rows import MessageReader
from followup_kit.exchange.lists_in.rows.rows import (
    NOON,
    Reading,
    RowReader,
    is_blank_row,
)
from followup_kit.exchange.lists_in.rows.suggestions import Suggestion, suggestions_in
from followup_kit.exchange.lists_in.understanding.clock_rules import ClockRules
from followup_kit.exchange.lists_in.understanding.column_questions import (
    NO_EMPLOYER,
    columns_answered,
    missing_columns,
)
from followup_kit.exchange.lists_in.understanding.date_rules import DateRules
from followup_kit.exchange.lists_in.understanding.headers import (
    APPLICATION,
    INTERVIEW,
    LEFT_OUT,
    MESSAGE,
    PERSON,
    SAVED,
)
from followup_kit.exchange.lists_in.understanding.news_words import NewsWords
from followup_kit.exchange.lists_in.understanding.tables import Table
from followup_kit.exchange.lists_in.understanding.together import as_tables
from followup_kit.log.log import FollowUpLog
from followup_kit.times import zone

_ORDER = (APPLICATION, INTERVIEW, PERSON, MESSAGE, SAVED, LEFT_OUT)
_CLOCK, _ATTACH, _ONE = "clock", "attach", "one"
_ENOUGH_DATED = 3
_NOT_YET = "It names no employer. Choose its column first."
_TOLD_EVERY = 500
_LEFT_OUT = "This list is left out."

Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


@dataclass
class _Work:
    """What is found while the lists are read."""

    reports: list[RowReport] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    timeless: dict[str, list[int]] = field(default_factory=dict)
    unknown_people: int = 0
    failures: list[str] = field(default_factory=list)


def preview_import(
    sheets: Sequence[Sheet],
    log: FollowUpLog,
    *,
    choices: Choices,
    zone_name: str,
    now: dt.datetime,
    on_progress: Progress = lambda done, total: None,
) -> Preview:
    """What taking in some sheets would do to a log; nothing is written.

    Args:
        sheets: The sheets, as `read_sheets` gives them.
        log: The log they are held against.
        choices: What was chosen so far.
        zone_name: The zone of times that name none.
        now: The moment of the import, with a zone.
        on_progress: Told now and then how far it is.
    """
    tables = [_chosen(table, choices) for table in as_tables(sheets)]
    return _Previewer(log, choices, zone_name, now, on_progress).preview(tables)


def _chosen(table: Table, choices: Choices) -> Table:
    name = table.sheet.name
    table = table.with_choices(choices.kinds.get(name, ""), choices.columns.get(name, {}))
    answered = columns_answered(table, choices.answers)
    return table.with_choices("", {**choices.columns.get(name, {}), **answered})


class _Previewer:
    def __init__(
        self,
        log: FollowUpLog,
        choices: Choices,
        zone_name: str,
        now: dt.datetime,
        on_progress: Progress,
    ) -> None:
        self._log, self._choices, self._now = log, choices, now
        self._answers, self._zone_name = choices.answers, zone_name
        self._on_progress, self._done, self._total = on_progress, 0, 0
        self._work = _Work()
        clock = self._answers.get(_CLOCK, "")
        self._reading = Reading(
            zone_name,
            dt.time.fromisoformat(clock) if clock else NOON,
            now,
        )
        preset = log.settings.preset
        self._to = Reconciler(log, now=now, preset=preset, zone_name=zone_name)

    def preview(self, tables: list[Table]) -> Preview:
        """The preview of all tables: applications first, since others name them."""
        self._total = sum(len(table.rows) for table in tables)
        for table in sorted(tables, key=lambda table: _ORDER.index(table.kind)):
            try:
                self._table(table)
            except Exception as error:  # no list may end an import of the others
                self._fail(table, f"It {UNREAD} ({type(error).__name__}).")
        self._ask_common()
        questions = tuple(self._work.questions.values())
        return Preview(
            tuple(tables),
            tuple(self._work.reports),
            questions,
            tuple(q for q in questions if not q.answer(self._answers)),
            tuple(self._work.suggestions),
            {name: tuple(said) for name, said in self._work.remarks.items()},
            tuple(self._to.edits),
            self._log.version,
            tuple(self._work.failures),
        )

    def _fail(self, table: Table, why: str) -> None:
        """Say that a list cannot be read on, and of which rows nothing is known."""
        name = table.sheet.name
        told = {report.row for report in self._work.reports if report.sheet == name}
        self._work.failures.append(f"{name}: {why}")
        self._work.remarks.setdefault(name, []).append(why)
        for number, _ in table.rows:
            if number not in told:
                self._report(RowReport(name, number, RowState.REFUSED, said=why))

    def _table(self, table: Table) -> None:
        name = table.sheet.name
        said = self._work.remarks.setdefault(name, [])
        said += [*table.sheet.remarks, *table.remarks]
        self._ask(table.sheet.questions)
        for number, why in _unusable(table):
            state = RowState.REFUSED if number in _refused(table) else RowState.SKIPPED
            self._work.reports.append(RowReport(name, number, state, said=why))
        if table.kind in (SAVED, LEFT_OUT):
            why = "A job you saved is no application." if table.kind == SAVED else _LEFT_OUT
            for number, _ in table.rows:
                self._report(RowReport(name, number, RowState.SKIPPED, said=why))
            return
        rules = DateRules(table, self._answers, now=self._now)
        said += rules.remarks
        self._ask(rules.questions)
        for report in self._rows_of(table, rules, said):
            self._report(report)

    def _rows_of(self, table: Table, rules: DateRules, said: list[str]) -> Iterator[RowReport]:
        """What becomes of the rows of one table."""
        mine = self._owner(table)
        rows = [(n, cells) for n, cells in table.rows if n not in _refused(table)]
        own = [pair for pair in rows if mine is None or pair[1][table.where("owner")[0]] == mine]
        owned = {number for number, _ in own}
        for number, _ in rows:
            if number not in owned:
                yield self._somebody_elses(table, number)
        if table.kind == MESSAGE:
            yield from self._messages(table, rules, own)
        else:
            yield from self._entries(table, rules, own, said)

    def _somebody_elses(self, table: Table, number: int) -> RowReport:
        """A row of another owner; what names its application later is not taken either."""
        for at in table.where("id"):
            self._to.foreign |= {cells[at] for n, cells in table.rows if n == number}
        return RowReport(table.sheet.name, number, RowState.SKIPPED, said=SOMEBODY_ELSES)

    def _entries(
        self,
        table: Table,
        rules: DateRules,
        rows: list[tuple[int, tuple[str, ...]]],
        said: list[str],
    ) -> Iterator[RowReport]:
        words = NewsWords(table, self._answers, rules)
        self._ask([*missing_columns(table, self._answers), *words.questions])
        said += words.remarks
        if not (table.where("company") or table.where("ref") or table.kind == PERSON):
            said.append(NO_EMPLOYER)
            for number, _ in rows:
                yield RowReport(table.sheet.name, number, RowState.REFUSED, said=_NOT_YET)
            return
        clocks = ClockRules(table, self._answers)
        self._ask(clocks.questions)
        reader = RowReader(table, rules, words, clocks, self._reading)
        drafts = [(number, cells, self._draft(reader, number, cells)) for number, cells in rows]
        found = [draft for _, _, draft in drafts if draft is not None]
        leave_out = self._not_sent(table, found)
        self._expect(table, found)
        for number, cells, draft in drafts:
            if draft is None:
                yield RowReport(table.sheet.name, number, RowState.SKIPPED, said="It is empty.")
            elif table.kind == PERSON:
                yield self._person(draft, self._answers.get(_ATTACH, "") == "yes")
            else:
                if number in leave_out:
                    draft.skipped = "It was not sent yet, as you say."
                self._suggest(draft, reader, rules, cells)
                yield self._to.take(draft)
        self._ask_alike(table)
        if reader.timeless:
            self._work.timeless[table.sheet.name] = reader.timeless
        if reader.undated:
            said.append(
                f"{rows_in_words(reader.undated)}: news without a day is of a day not known."
            )

    def _draft(self, reader: RowReader, number: int, cells: tuple[str, ...]) -> Draft | None:
        if is_blank_row(cells):
            return None
        draft = reader.draft(number, cells)
        if draft.failed:
            self._work.failures.append(f"{draft.sheet}, row {number}: {draft.failed}")
        return draft

    def _expect(self, table: Table, drafts: list[Draft]) -> None:
        self._to.expect(drafts)
        self._to.alike = []
        self._to.rows_are_interviews = table.kind == INTERVIEW
        self._to.alike_are_one = self._answers.get(f"alike:{table.sheet.name}") == _ONE

    def _ask_alike(self, table: Table) -> None:
        """Whether rows that differ in little are one application, once for all of them."""
        if not (pairs := self._to.alike):
            return
        name, more = table.sheet.name, len(pairs) - 1
        (first, second), also = pairs[0], f" ({more} more such)" if more else ""
        text = (
            f"Rows {first} and {second} of {name} have the same employer and position, and "
            f"nothing says that they are two{also}. One application or two?"
        )
        options = (("Two: each row is one", "two"), ("One application", _ONE))
        self._ask([Question(f"alike:{name}", text, options)])

    def _not_sent(self, table: Table, drafts: list[Draft]) -> set[int]:
        """The rows that were not sent yet: asked where the others have a day of applying."""
        dated = sum("applied_on" in draft.application for draft in drafts)
        rows = [draft.row for draft in drafts if _may_be_unsent(draft)]
        if table.kind != APPLICATION or not rows or dated < len(rows) or dated < _ENOUGH_DATED:
            return set()
        name = table.sheet.name
        text = (
            f"{rows_in_words(rows)} of {name}: no day of applying and no news, where others have "
            "them. Were these sent?"
        )
        options = (("No: leave them out", "no"), ("Yes: take them", "yes"))
        question = Question(f"sent:{name}", text, options)
        self._ask([question])
        return set(rows) if question.answer(self._answers) == "no" else set()

    def _person(self, draft: Draft, may_add: bool) -> RowReport:
        could_be_added = any(self._to.can_add(draft.application, p["name"]) for p in draft.people)
        self._work.unknown_people += could_be_added
        return self._to.take_person(draft, may_add=may_add)

    def _messages(
        self, table: Table, rules: DateRules, rows: list[tuple[int, tuple[str, ...]]]
    ) -> Iterator[RowReport]:
        reader = MessageReader(
            table,
            rules,
            self._answers,
            student=self._log.settings.student,
            zone=zone(self._zone_name),
        )
        for number, cells in rows:
            yield self._to.take_message(reader.draft(number, cells, self._to.people))
        self._ask(reader.questions)

    def _suggest(
        self, draft: Draft, reader: RowReader, rules: DateRules, cells: tuple[str, ...]
    ) -> None:
        """Offer interviews that the notes of a row tell of; take those that were agreed to."""
        if draft.skipped or draft.refused:
            return
        for one in suggestions_in(draft, rules, rules.anchor(cells)):
            self._work.suggestions.append(one)
            if one.key in self._choices.agreed:
                reader.agree(draft, one)

    def _owner(self, table: Table) -> str | None:
        """Whose rows are taken, of a list with several people's; None if it is all one's."""
        if not (places := table.where("owner")):
            return None
        owners = dict.fromkeys(cells[places[0]] for _, cells in table.rows)
        if len(owners) < 2:
            return None
        header = table.columns[places[0]].header
        question = Question(
            f"owner:{header}",
            f"{table.sheet.name} holds entries of {len(owners)} people. Which `{header}` is you?",
            tuple((owner or "(empty)", owner or "(empty)") for owner in owners),
        )
        self._ask([question])
        return question.answer(self._answers)

    def _ask(self, questions: Sequence[Question]) -> None:
        self._work.questions.update({question.key: question for question in questions})

    def _ask_common(self) -> None:
        """The questions that are the same for all lists."""
        work = self._work
        if work.timeless:
            times = [f"{hour:02}:00" for hour in range(8, 19)]
            text = (
                f"{_places(work.timeless)}: the interview has a day and no time. Which time "
                "stands in until you correct it?"
            )
            self._ask([Question(_CLOCK, text, tuple((t, t) for t in times), f"{NOON:%H:%M}")])
        if work.unknown_people:
            yes_no = (("No, leave them out", "no"), ("Yes, add them there", "yes"))
            text = (
                f"People who are not in your log, at employers you had an interview with: "
                f"{work.unknown_people}. Did you meet them at the latest one?"
            )
            self._ask([Question(_ATTACH, text, yes_no, "no")])

    def _report(self, report: RowReport) -> None:
        self._work.reports.append(report)
        self._done += 1
        if self._done % _TOLD_EVERY == 0:
            self._on_progress(self._done, self._total)


def _may_be_unsent(draft: Draft) -> bool:
    """Whether a row says nothing that only an application that went out can say."""
    is_told = draft.is_sent or draft.interviews or draft.news or draft.messages
    return not (is_told or draft.skipped or draft.refused or "applied_on" in draft.application)


def _places(rows: Mapping[str, list[int]]) -> str:
    """Rows of several lists, as the beginning of a question."""
    return "; ".join(f"{name}, {rows_in_words(found).lower()}" for name, found in rows.items())


def _refused(table: Table) -> set[int]:
    return {n for n, _ in table.sheet.broken_rows} | {n for n, _ in table.too_long}


def _unusable(table: Table) -> Iterator[tuple[int, str]]:
    """The rows that are no entries, and why."""
    width = len(table.columns)
    for number in table.sheet.comments:
        yield number, "It only says something about the list."
    for number in table.above:
        yield number, "It stands above the names of the columns."
    for number in table.repeated:
        yield number, "It says the names of the columns again."
    for number, count in table.too_long:
        yield (
            number,
            f"It has {count} cells, and there are {width} columns. Look for a separator inside a "
            "cell, and put that cell into quotation marks.",
        )
    yield from table.sheet.broken_rows
