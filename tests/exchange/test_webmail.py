"""Links to mail services, read back as a browser reads them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.exchange.webmail import SERVICES, Service, compose_link
from tests.exchange.test_addresses import HOSTILE
from tests.exchange.test_mail import NASTY

GMAIL, LIVE, OFFICE = SERVICES


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_typed_adds_a_field(service: Service, text: str) -> None:
    split = urlsplit(compose_link(service, "priya@example.com", text, text))
    fields = parse_qs(split.query, strict_parsing=True)

    own = {"view", "fs"} if service is GMAIL else set()
    assert set(fields) == {"to", "body", service.subject} | own
    assert fields["to"] == ["priya@example.com"]
    assert fields[service.subject] == [" ".join(text.split())]
    assert fields["body"][0].splitlines() == text.splitlines()
    assert not split.fragment


@pytest.mark.parametrize(
    ("service", "start"),
    [
        (GMAIL, "https://mail.google.com/mail/?view=cm&fs=1&to=a@example.com&su=Hi&body=Dear"),
        (LIVE, "https://outlook.live.com/mail/0/deeplink/compose?to=a@example.com&subject=Hi&"),
        (OFFICE, "https://outlook.office.com/mail/deeplink/compose?to=a@example.com&subject=Hi&"),
    ],
)
def test_links_are_those_of_the_services(service: Service, start: str) -> None:
    assert compose_link(service, "a@example.com", "Hi", "Dear Priya").startswith(start)


def test_blanks_are_written_so_that_no_service_shows_a_plus() -> None:
    assert "+" not in compose_link(LIVE, "a@example.com", "Thank you", "Dear Priya")


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_refused(address: str) -> None:
    with pytest.raises(FollowUpError):
        compose_link(GMAIL, address, "Hi", "Dear")


def test_without_an_address_there_is_no_recipient() -> None:
    assert "to=" not in compose_link(GMAIL, "", "Hi", "Dear")


@pytest.mark.parametrize(("service", "longest"), [(GMAIL, 4_000), (LIVE, 2_000), (OFFICE, 2_000)])
def test_a_link_that_is_too_long_is_not_offered(service: Service, longest: int) -> None:
    room = longest - len(compose_link(service, "", "Hi", ""))

    assert len(compose_link(service, "", "Hi", "x" * room)) == longest
    with pytest.raises(FollowUpError, match="download it as a mail file"):
        compose_link(service, "", "Hi", "x" * (room + 1))
