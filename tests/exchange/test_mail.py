from urllib.parse import parse_qs, urlsplit

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.mail import mailto_link

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


@pytest.mark.parametrize(
    "address",
    [
        "Boss <boss@example.com>",
        "a@example.com, b@example.com",
        "a@example.com\nBcc: b",
        "a@b",
        "x",
    ],
)
def test_only_one_plain_address_is_taken(address: str) -> None:
    with pytest.raises(FollowUpError, match="not one plain e-mail address"):
        mailto_link(address, "Thank you", "Dear Priya")


def test_without_an_address_the_link_still_opens() -> None:
    assert mailto_link("", "Hi", "Dear").startswith("mailto:?subject=Hi&body=")


def test_a_link_that_would_be_cut_is_refused() -> None:
    with pytest.raises(FollowUpError, match="Copy it instead"):
        mailto_link("priya@example.com", "Thank you", "x" * 2_000)
