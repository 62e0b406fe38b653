"""Ways to send a note: each carries the whole note, or says what to do instead."""

import email
import re
from email.policy import default
from html import unescape

import pytest

from followup_kit.widgets.write.ways_to_send import HandOver
from tests.exchange.test_addresses import HOSTILE
from tests.widgets.conftest import html_of

ADDRESS = "priya@example.com"
NAMES = ["Gmail", "Outlook.com", "Outlook (work or school)"]
HREF = re.compile(r'href="([^"]*)"')


@pytest.fixture
def hand_over() -> HandOver:
    made = HandOver()
    made.show("Thank you", "Dear Priya,\n\nThank you.", address=ADDRESS, medium="email")
    return made


def links(hand_over: HandOver) -> list[str]:
    return [unescape(link) for link in HREF.findall(html_of(hand_over))]


def saved(hand_over: HandOver) -> list[tuple[dict[str, str], bytes]]:
    """What the button for a file hands to the browser."""
    sent = []
    hand_over.file.send = lambda message, buffers: sent.append((message, buffers[0]))
    hand_over.file._hand_over({"wanted": True})
    return sent


def test_mail_program_and_services_have_a_link_each(hand_over: HandOver) -> None:
    starts = [link.split("?")[0] for link in links(hand_over)]

    assert starts == [
        f"mailto:{ADDRESS}",
        "https://mail.google.com/mail/",
        "https://outlook.live.com/mail/0/deeplink/compose",
        "https://outlook.office.com/mail/deeplink/compose",
    ]
    assert html_of(hand_over).count('rel="noopener noreferrer"') == 4


def test_services_wait_behind_a_button(hand_over: HandOver) -> None:
    assert hand_over._webmail.layout.display == "none"

    hand_over.more.buttons["More ways to send"].value = True

    assert hand_over._webmail.layout.display == ""
    assert all(f"Open in {name}" in hand_over._webmail.value for name in NAMES)
    assert "when you press a link, and" in hand_over._webmail.value


def test_the_file_holds_the_note(hand_over: HandOver) -> None:
    ((message, content),) = saved(hand_over)
    read = email.message_from_bytes(content, policy=default)

    assert message == {"name": "message.eml"}
    assert (read["To"], read["Subject"], read["X-Unsent"]) == (ADDRESS, "Thank you", "1")
    assert read.get_content().splitlines() == ["Dear Priya,", "", "Thank you."]


def test_a_long_text_goes_by_file_and_says_so(hand_over: HandOver) -> None:
    body = "Thank you. " * 200
    hand_over.show("Hi", body, address=ADDRESS, medium="email")

    assert [link.split("?")[0] for link in links(hand_over)] == ["https://mail.google.com/mail/"]
    assert "Download it as a mail file, or copy it." in hand_over.problem.value
    assert "Outlook.com: this text is too long for a link" in hand_over._webmail.value
    assert body.strip() in saved(hand_over)[0][1].decode().replace("=\r\n", "")
    assert hand_over.copy.text == body


def test_the_reason_goes_when_the_text_is_short_again(hand_over: HandOver) -> None:
    hand_over.show("Hi", "x" * 5_000, address=ADDRESS, medium="email")
    hand_over.show("Hi", "Dear Priya", address=ADDRESS, medium="email")

    assert hand_over.problem.value == ""
    assert len(links(hand_over)) == 4


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_has_no_link_and_a_reason(hand_over: HandOver, address: str) -> None:
    hand_over.show("Hi", "Dear", address=address, medium="email")

    assert hand_over.problem.value.startswith("<p>`")
    for part in (hand_over.mail, hand_over.file, hand_over.more):
        assert part.layout.display == "none"
    assert saved(hand_over) == []


def test_without_an_address_the_note_can_be_handed_over(hand_over: HandOver) -> None:
    hand_over.show("Hi", "Dear", address="", medium="email")

    assert len(links(hand_over)) == 4
    assert len(saved(hand_over)) == 1


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", '"><a href="x:y">'])
def test_no_link_leads_anywhere_else(hand_over: HandOver, text: str) -> None:
    hand_over.show(text, text, address="", medium="email")

    assert len(links(hand_over)) == 4
    assert all(link.startswith(("mailto:?", "https://")) for link in links(hand_over))


@pytest.mark.parametrize("medium", ["linkedin", "card"])
def test_other_media_need_no_mail(hand_over: HandOver, medium: str) -> None:
    hand_over.show("", "Dear Priya", address="wrong", medium=medium)

    assert hand_over.problem.value == ""
    assert hand_over.mail.layout.display == "none"
    assert hand_over.more.layout.display == "none"
