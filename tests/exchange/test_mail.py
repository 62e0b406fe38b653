"""Links and files for mail programs, read back by parsers."""

import email
import re
from email.message import EmailMessage
from email.policy import compat32, default
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.errors import FollowUpError
from followup_kit.exchange.mail import mailto_link, message_file
from tests.exchange.test_addresses import HOSTILE

NASTY = [
    "x%0ABcc:e@example.net",
    "a&bcc=e@example.net",
    "a?to=e@example.net",
    "one\ntwo",
    "one\r\ntwo",
    "50 % off + more",
    "quote ' and \" and <b>",
    "Zoë 🎉",
    "#fragment",
    "a=b;c=d",
]


def parts(link: str) -> tuple[str, dict[str, list[str]]]:
    split = urlsplit(link)
    return split.path, parse_qs(split.query, strict_parsing=True)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_typed_adds_a_field(text: str) -> None:
    path, fields = parts(mailto_link("priya@example.com", text, text))

    assert path == "priya@example.com"
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == [" ".join(text.split())]
    assert fields["body"][0].splitlines() == text.splitlines()


@pytest.mark.parametrize("address", HOSTILE)
def test_only_one_plain_address_is_taken(address: str) -> None:
    for write in (mailto_link, message_file):
        with pytest.raises(FollowUpError):
            write(address, "Thank you", "Dear Priya")


def test_without_an_address_the_link_still_opens() -> None:
    assert mailto_link("", "Hi", "Dear").startswith("mailto:?subject=Hi&body=")


def test_a_link_that_would_be_cut_is_refused() -> None:
    with pytest.raises(FollowUpError, match="Download it as a mail file"):
        mailto_link("priya@example.com", "Thank you", "x" * 2_000)


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(content: bytes) -> str:
    return read(content).get_content()


def test_a_file_opens_as_a_new_message() -> None:
    content = message_file("priya@example.com", "Thank you", "Dear Priya,\n\nThank you.")
    message = read(content)

    assert message["X-Unsent"] == "1"
    assert (message["To"], message["Subject"]) == ("priya@example.com", "Thank you")
    assert message.get_content() == "Dear Priya,\r\n\r\nThank you.\r\n"
    assert set(message.keys()) == {
        *("To", "Subject", "X-Unsent", "MIME-Version"),
        *("Content-Type", "Content-Transfer-Encoding"),
    }
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_without_an_address_the_file_names_nobody() -> None:
    assert read(message_file("", "Hi", "Dear"))["To"] is None


def test_the_longest_address_is_written_whole() -> None:
    address = "a" * 64 + "@" + ".".join(["x" * 58] * 3) + ".example"

    assert read(message_file(address, "Hi", "Dear"))["To"] == address


LONG = "Zoë 🎉 " * 5_000


@pytest.mark.parametrize("text", [*NASTY, LONG, ".\nFrom here", "To: x\n\nBcc: y", "x" * 2_000])
def test_the_text_of_a_file_comes_back(text: str) -> None:
    assert text_of(message_file("", "Hi", text)).splitlines() == text.splitlines()


SEPARATORS = {
    "CRLF": "\r\n",
    "LF": "\n",
    "CR": "\r",
    "VT": "\x0b",
    "FF": "\x0c",
    "FS": "\x1c",
    "GS": "\x1d",
    "RS": "\x1e",
    "NEL": "\x85",
    "LS": "\u2028",
    "PS": "\u2029",
    "NUL": "\0",
    "CRLF and a blank": "\r\n ",
    "encoded word (q)": "=?utf-8?q?=0D=0A?=",
    "encoded word (b)": "=?utf-8?b?DQo=?=",
}
INJECTED = "Bcc: evil@example.net"
SUBJECTS = {name: f"Hi{separator}{INJECTED}" for name, separator in SEPARATORS.items()}
SUBJECTS["one encoded word"] = "=?utf-8?q?Hi=0D=0ABcc=3A_evil=40example=2Enet?="


def has_another_header(content: bytes) -> bool:
    """Whether any reader would see a copy go to somebody else."""
    unfolded = re.sub(rb"\r\n[ \t]", b"", content)
    heads = [email.message_from_bytes(content, policy=one) for one in (default, compat32)]
    return any("bcc" in head for head in heads) or bool(re.search(rb"(?im)^bcc:", unfolded))


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_adds_no_header(name: str) -> None:
    content = message_file("priya@example.com", SUBJECTS[name], "Dear Priya")

    assert not has_another_header(content)
    assert read(content)["Subject"].startswith(("Hi", "= ?utf-8"))


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_recipient_adds_no_header(name: str) -> None:
    with pytest.raises(FollowUpError):
        message_file(f"priya@example.com{SUBJECTS[name]}", "Hi", "Dear Priya")


def test_an_added_header_would_be_noticed() -> None:
    """The control: the same subjects without the guard."""
    plain = [f"Subject: {subject}\r\n\r\nDear\r\n".encode() for subject in SUBJECTS.values()]

    assert len(SUBJECTS) == 16
    assert sum(map(has_another_header, plain)) >= 3


@given(st.text(), st.text())
def test_any_text_gives_a_file_with_our_headers_only(subject: str, body: str) -> None:
    message = read(message_file("priya@example.com", subject, body))

    assert message["To"] == "priya@example.com"
    assert len(message.keys()) == 6
    assert len(message["Subject"]) <= 400


def test_half_a_character_is_no_obstacle() -> None:
    """A browser can hand over one half of an emoji that was cut."""
    assert text_of(message_file("", "Hi \ud83c", "Dear \ud83c")).startswith("Dear ?")
    assert mailto_link("", "Hi \ud83c", "Dear \ud83c").endswith("body=Dear%20%3F")
