"""Links that open a new message on the page of a mail service.

Nothing is asked of the service until a person presses the link; pressing it hands the
text over. The limits are below what others measured, and a longer link is not offered:

- Gmail refused links of 6,410 and of 8,132 characters, and signing in on the way makes
  a link longer still (github.com/defund12/defund12.org/issues/893).
- Outlook takes some 31,000 characters from somebody who is signed in, but after signing
  in on the way 2,056 were the most
  (github.com/InteractionDesignFoundation/add-event-to-calendar-docs/issues/19).
"""

from dataclasses import dataclass
from urllib.parse import quote

from followup_kit.errors import FollowUpError
from followup_kit.exchange.addresses import plain_address
from followup_kit.exchange.mail import quoted
from followup_kit.text import visible_line


@dataclass(frozen=True)
class Service:
    """A mail service on the web.

    Attributes:
        name: As people know it.
        page: The address of its page for a new message.
        subject: What it calls the subject in a link.
        longest: How many characters a link may have.
    """

    name: str
    page: str
    subject: str
    longest: int


SERVICES = (
    Service("Gmail", "https://mail.google.com/mail/?view=cm&fs=1&", "su", 4_000),
    Service("Outlook.com", "https://outlook.live.com/mail/0/deeplink/compose?", "subject", 2_000),
    Service(
        "Outlook (work or school)",
        "https://outlook.office.com/mail/deeplink/compose?",
        "subject",
        2_000,
    ),
)


def compose_link(service: Service, address: str, subject: str, body: str) -> str:
    """A link that opens a new message to one person on the page of a mail service.

    Args:
        service: One of `SERVICES`.
        address: One plain address such as name@example.com, or empty.
        subject: The subject; line breaks become spaces.
        body: The text.

    Raises:
        FollowUpError: The address is not one plain address, or the link is longer than
            the service takes.
    """
    to = f"to={quote(plain_address(address), safe='@')}&" if address else ""
    title = quoted(visible_line(subject, longest=len(subject) + 1))
    link = f"{service.page}{to}{service.subject}={title}&body={quoted(body)}"
    if len(link) > service.longest:
        msg = (
            f"{service.name}: this text is too long for a link ({len(link):,} characters, "
            f"{service.longest:,} are safe). Copy it, or download it as a mail file."
        )
        raise FollowUpError(msg)
    return link
