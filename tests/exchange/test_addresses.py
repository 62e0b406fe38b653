import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.addresses import plain_address

HOSTILE = [
    "a@example.com, evil@example.net",
    "a@example.com; evil@example.net",
    "a@example.com\nBcc: evil@example.net",
    '"Boss" <boss@example.com>, evil@example.net',
    "a@example.com <evil@example.net>",
    "boss@example.com%0Aevil@example.net",
    "a@example.com?bcc=evil@example.net",
    "a@example.com&cc=evil@example.net",
    "<a@example.com>evil@example.net",
    "a@[127.0.0.1]",
    "a@x",
    "a b@example.com",
    "a@example..com",
    ".a@example.com",
    "a@-example.com",
    "a" * 65 + "@example.com",
    "a@" + "x" * 250 + ".com",
    "ann@ex\u0430mple.com",
    "ann@example.com\u202e",
    "a@example.com\0",
    "a@example.com\n",
    "@",
    "a@",
    "@example.com",
    "group: a@example.com, b@example.net;",
    "=?utf-8?q?a?=@example.com",
]


def test_there_are_26_hostile_addresses() -> None:
    assert len(set(HOSTILE)) == 26


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_addresses_are_refused(text: str) -> None:
    with pytest.raises(FollowUpError):
        plain_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.com",
        "ann.o'neil+jobs@sub.example.co.uk",
        "a_b-c@x-y.org",
        "ann@xn--bcher-kva.example",
        "a" * 64 + "@example.com",
    ],
)
def test_plain_addresses_are_taken(text: str) -> None:
    assert plain_address(text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ann@ex\u0430mple.com", "mail programs read them as `ann@xn--exmple-4nf.com`"),
        ("jos\u00e9@example.com", "letters other than a to z"),
        ("ann@example.com\u202e", "`ann@example.com` holds a character that cannot be seen"),
        ("Boss <a@example.com>", "not one plain e-mail address. Correct it, or copy the text."),
    ],
)
def test_the_reason_is_said(text: str, message: str) -> None:
    with pytest.raises(FollowUpError, match=message.replace(".", r"\.")):
        plain_address(text)


def test_a_refusal_is_short() -> None:
    with pytest.raises(FollowUpError) as refused:
        plain_address("x" * 10_000)

    assert len(str(refused.value)) < 200
