"""Handing a finished message to the user's own mail program; nothing is sent from here."""

from urllib.parse import quote

from followup_kit.errors import FollowUpError
from followup_kit.log.columns import EMAIL_ADDRESS

LONGEST_LINK = 1_800
"""Mail programs cut longer links without a word."""


def mailto_link(address: str, subject: str, body: str) -> str:
    """A link that opens a new message to one person in the user's mail program.

    Args:
        address: One plain address such as name@example.com, or empty.
        subject: The subject; line breaks become spaces.
        body: The text.

    Raises:
        FollowUpError: The address is not one plain address, or the link is too long for
            mail programs; copying the text works then.
    """
    if address and not EMAIL_ADDRESS.fullmatch(address):
        msg = f"`{address}` is not one plain e-mail address. Correct it, or copy the text."
        raise FollowUpError(msg)
    lines = "\r\n".join(body.splitlines())
    query = f"subject={quote(' '.join(subject.split()), safe='')}&body={quote(lines, safe='')}"
    link = f"mailto:{quote(address, safe='@')}?{query}"
    if len(link) > LONGEST_LINK:
        msg = "This text is too long to hand to a mail program. Copy it instead."
        raise FollowUpError(msg)
    return link
