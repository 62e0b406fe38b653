"""Getting a finished note to the reader's own mail program, clipboard or printer."""

from functools import partial

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.exchange.mail import mailto_link
from followup_kit.widgets.parts.copy_button import CopyButton
from followup_kit.widgets.parts.download_button import DownloadButton
from followup_kit.widgets.parts.markup import block, fill
from followup_kit.write.card import card_page

_MAIL = (
    '<a class="fk-link" href="{link}" target="_blank" rel="noopener">Open in your mail program</a>'
)
_CARDS = {"a6": "Card to print (A6)", "us_4x6": "Card to print (4 x 6 in)"}


class HandOver(widgets.HBox):
    """Copying, the mail program, and for a card the pages to print.

    Attributes:
        copy: The button that copies the text.
        mail: The link that opens the mail program.
        cards: The buttons that give a page to print.
    """

    def __init__(self) -> None:
        self._body = ""
        self.copy = CopyButton(label="Copy the text")
        self.mail = block()
        self.cards = [
            DownloadButton(label, f"card-{size}.html", partial(self._card, size))
            for size, label in _CARDS.items()
        ]
        super().__init__([self.copy, self.mail, *self.cards])
        self.add_class("fk-row")

    def show(self, subject: str, body: str, *, address: str, medium: str) -> None:
        """Make everything ready for the text as it stands."""
        self._body = self.copy.text = body
        self.mail.value = self._link(subject, body, address)
        self.mail.layout.display = "" if medium == "email" else "none"
        for made in self.cards:
            made.layout.display = "" if medium == "card" else "none"

    def _link(self, subject: str, body: str, address: str) -> str:
        try:
            return fill(_MAIL, link=mailto_link(address, subject, body))
        except FollowUpError as error:
            return fill("{why}", why=str(error))

    def _card(self, size: str) -> bytes | None:
        try:
            return card_page(self._body, size=size).encode()
        except FollowUpError:
            return None
