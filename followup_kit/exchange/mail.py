"""Handing a finished message to the user's own mail program; nothing is sent from here.

Three ways: a link that the mail program opens, a file that it opens as a new message,
and a link to the page of a mail service (`webmail`).
"""

from urllib.parse import quote

from followup_kit.errors import FollowUpError
from followup_kit.exchange.addresses import plain_address
from followup_kit.text import visible_line

LONGEST_LINK = 1_800
"""Mail programs and Windows cut links of some 2,000 characters without a word."""

_LONGEST_SUBJECT = 200


def mailto_link(address: str, subject: str, body: str) -> str:
    """A link that opens a new message to one person in the user's mail program.

    Args:
        address: One plain address such as name@example.com, or empty.
        subject: The subject; line breaks become spaces.
        body: The text.

    Raises:
        FollowUpError: The address is not one plain address, or the link is too long for
            mail programs; a file or copying the text works then.
    """
    query = f"subject={quoted(' '.join(subject.split()))}&body={quoted(body)}"
    link = f"mailto:{quote(address and plain_address(address), safe='@')}?{query}"
    if len(link) > LONGEST_LINK:
        msg = (
            "This text is too long for a link to a mail program, which would cut it. Download "
            "it as a mail file, or copy it."
        )
        raise FollowUpError(msg)
    return link


def quoted(text: str) -> str:
    """A text as part of a link, with line breaks as mail has them."""
    return quote("\r\n".join(text.splitlines()), safe="", errors="replace")


def message_file(address: str, subject: str, body: str) -> bytes:
    """An `.eml` file that mail programs open as a new message, ready to be sent.

    Args:
        address: One plain address such as name@example.com, or empty.
        subject: The subject; made one line of at most 200 characters.
        body: The text, of any length.

    Raises:
        FollowUpError: The address is not one plain address.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    if address:
        message["To"] = plain_address(address)
    message["Subject"] = _header(subject)
    message["X-Unsent"] = "1"
    message.set_content(body.encode("utf-8", "replace").decode())
    return message.as_bytes()


def _header(text: str) -> str:
    """A text that the mail library cannot take for more than one header.

    It decodes `=?utf-8?q?...?=` even in what a person typed, and so made a second header
    of it (CVE-2024-6923).
    """
    line = visible_line(text.encode("utf-8", "replace").decode(), longest=_LONGEST_SUBJECT)
    return line.replace("=?", "= ?")
