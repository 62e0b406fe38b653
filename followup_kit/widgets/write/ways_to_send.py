"""Getting a finished note to the reader's own mail program, clipboard or printer."""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.exchange.addresses import plain_address
from followup_kit.exchange.mail import mailto_link, message_file
from followup_kit.exchange.webmail import SERVICES, compose_link
from followup_kit.widgets.shared.copy_button import CopyButton
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.views import Views
from followup_kit.write.card import card_page

_LINK = (
    '<a class="fk-link" href="{link}" target="_blank" rel="noopener noreferrer">Open in {where}</a>'
)
_WHY = "<p>{why}</p>"
_WEBMAIL = """
<p>{links}</p>
{reasons}
<p class="fk-quiet">Sign in there first. Your text goes to that service when you press a link, and
not before.</p>
"""
_CARDS = {"a6": "Card to print (A6)", "us_4x6": "Card to print (4 x 6 in)"}


class HandOver(widgets.VBox):
    """Copying, the mail program or a mail service, and for a card the pages to print.

    Attributes:
        copy: The button that copies the text.
        mail: The link that opens the mail program.
        file: The button that gives the message as a file for a mail program.
        more: Links to mail services, behind a button.
        problem: Why there is no link or file, in words.
        cards: The buttons that give a page to print.
    """

    def __init__(self) -> None:
        self._subject = self._body = self._address = ""
        self.copy = CopyButton(label="Copy the text")
        self.mail, self._webmail, self.problem = block(), block(), block()
        self.file = DownloadButton("Download as a mail file (.eml)", "message.eml", self._message)
        self.more = Views({"More ways to send": self._webmail})
        self.cards = [
            DownloadButton(label, f"card-{size}.html", partial(self._card, size))
            for size, label in _CARDS.items()
        ]
        row = widgets.HBox([self.copy, self.mail, self.file, *self.cards])
        row.add_class("fk-row")
        super().__init__([row, self.problem, self.more])

    def show(self, subject: str, body: str, *, address: str, medium: str) -> None:
        """Make everything ready for the text as it stands."""
        self._subject, self._body, self._address = subject, body, address
        self.copy.text = body
        is_mail = medium == "email" and self._has_good_address()
        if is_mail:
            self._offer_links()
        elif medium != "email":
            self.problem.value = ""
        for part in (self.mail, self.file, self.more):
            part.layout.display = "" if is_mail else "none"
        for made in self.cards:
            made.layout.display = "" if medium == "card" else "none"

    def _has_good_address(self) -> bool:
        """Whether the address is a good one, or empty; says so if it is not."""
        try:
            if self._address:
                plain_address(self._address)
        except FollowUpError as error:
            self.problem.value = fill(_WHY, why=str(error))
            return False
        return True

    def _offer_links(self) -> None:
        """Offer the links that can carry the text, and say why others cannot."""
        self.mail.value, why = self._link("your mail program", mailto_link)
        self.problem.value = fill(_WHY, why=why) if why else ""
        offers = [self._link(one.name, partial(compose_link, one)) for one in SERVICES]
        reasons = joined([fill(_WHY, why=why) for _, why in offers if why])
        links = joined([link for link, _ in offers])
        self._webmail.value = fill(_WEBMAIL, links=links, reasons=reasons)

    def _link(self, where: str, write: Callable[[str, str, str], str]) -> tuple[str, str]:
        """A link and an empty text, or no link and the reason."""
        try:
            link = write(self._address, self._subject, self._body)
            return fill(_LINK, link=link, where=where), ""
        except FollowUpError as error:
            return "", str(error)

    def _message(self) -> bytes | None:
        try:
            return message_file(self._address, self._subject, self._body)
        except FollowUpError:
            return None  # said by `show`

    def _card(self, size: str) -> bytes | None:
        try:
            return card_page(self._body, size=size).encode()
        except FollowUpError:
            return None
