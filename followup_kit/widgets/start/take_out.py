"""Taking everything out of the workbook: for keeping, for a spreadsheet, for a phone."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog
from followup_kit.times import local_date
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.status_line import StatusLine

_HEADING = """
<h2>Take your data with you</h2>
<p>Your log is yours. These files hold names and addresses of other people too: keep them as
carefully as the log itself.</p>
"""
_ABOUT = {
    "zip": (
        "Everything (.zip)",
        "Every entry, draft and change, in tables that any program reads. The button “Bring my "
        "log back” takes it in again.",
    ),
    "xlsx": (
        "For Excel (.xlsx)",
        "To read, sort, filter and print in Excel, Numbers, LibreOffice or Google Sheets.",
    ),
    "vcf": (
        "Contacts (.vcf)",
        "The people you met, for the address book of your phone or mail program.",
    ),
}
_CHANGED = """
<p>A few cells of the Excel file are not as you wrote them; the .zip file has them whole:</p>
<ul>{items}</ul>
"""
_MOST_NAMED = 10


class TakeOut(widgets.VBox):
    """A button for each kind of file, with what it is for.

    Args:
        log: The log.
        clock: Gives the moment it is for this log.
        zone_name: Gives the reader's zone.
        status: Where a refusal is said.

    Attributes:
        buttons: The buttons by the ending of their files: zip, xlsx, vcf.
        changed: What had to be changed in the last Excel file.
    """

    def __init__(
        self,
        log: FollowUpLog,
        clock: Callable[[], dt.datetime],
        zone_name: Callable[[], str],
        status: StatusLine,
    ) -> None:
        self._log, self._clock, self._zone_name, self._status = log, clock, zone_name, status
        make = {"zip": self._archive, "xlsx": self._excel, "vcf": self._contacts}
        self.buttons = {
            ending: DownloadButton(
                label, partial(self._name, ending), partial(self._made, make[ending])
            )
            for ending, (label, _) in _ABOUT.items()
        }
        self.changed = block(css="fk-quiet")
        rows = [
            widgets.HBox([made, block("{what}", css="fk-quiet", what=_ABOUT[ending][1])])
            for ending, made in self.buttons.items()
        ]
        for row in rows:
            row.add_class("fk-take")
        super().__init__([block(_HEADING), *rows, self.changed])

    def _name(self, ending: str) -> str:
        """A name that says nothing about the person, with the day."""
        stem = "sample_log" if self._log.settings.made_up else "my_log"
        return f"{stem}_{local_date(self._clock(), self._zone_name())}.{ending}"

    def _made(self, make: Callable[[], bytes]) -> bytes | None:
        try:
            return make()
        except FollowUpError as error:
            self._status.problem(str(error))
            return None

    def _archive(self) -> bytes:
        from followup_kit.exchange.archive import everything_file

        return everything_file(self._log, now=self._clock())

    def _excel(self) -> bytes:
        from followup_kit.exchange.workbook import excel_file

        file = excel_file(self._log, zone_name=self._zone_name(), now=self._clock())
        self.changed.value = _in_words(file.changed)
        return file.content

    def _contacts(self) -> bytes:
        from followup_kit.exchange.contacts import contacts_file

        content = contacts_file(self._log.histories(), now=self._clock())
        if not content:
            msg = (
                "There is nobody to take along yet: a card is made for each person you met at an "
                "interview that took place."
            )
            raise FollowUpError(msg)
        return content


def _in_words(changed: tuple[str, ...]) -> str:
    """What is not in the file as it is in the log, as a list; empty if all of it is."""
    if not changed:
        return ""
    named = [fill("<li>{what}</li>", what=one) for one in changed[:_MOST_NAMED]]
    if len(changed) > _MOST_NAMED:
        more = len(changed) - _MOST_NAMED
        named.append(fill("<li>and {more} more, on its first sheet</li>", more=more))
    return fill(_CHANGED, items=joined(named))
