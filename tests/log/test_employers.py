"""Names of one employer, and names that only look alike."""

import pytest

from followup_kit.log.employers import at_employer, employer_key
from followup_kit.log.log import FollowUpLog


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "ACME Inc."),
        ("Acme", "Acme, Inc"),
        ("Brightwater GmbH", "brightwater"),
        ("Larkfield & Sons Ltd.", "Larkfield Sons"),
        ("T.M. Foods", "TM Foods"),
        ("株式会社みどり", "株式会社みどり "),
    ],
)
def test_one_employer_is_known_again(one: str, other: str) -> None:
    assert employer_key(one) == employer_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme Bikes"),
        ("Company", "Limited"),
        ("みどり", "みとり"),
        ("नीला", "नीली"),
        ("ขวัญ", "ขวาญ"),
        ("Ёлка", "Елка"),
        ("C", "C++"),
        ("Brandon Co", "Brandow Co"),
    ],
)
def test_unlike_names_are_two_employers(one: str, other: str) -> None:
    assert employer_key(one) != employer_key(other)


def test_applications_of_an_employer_are_found(panel_log: FollowUpLog) -> None:
    found = at_employer(panel_log.histories(), "northwind health, Inc.")

    assert [h.application.company for h in found] == ["Northwind Health"]


@pytest.mark.parametrize("nothing", ["", "  ", "—"])
def test_no_name_is_no_employer(panel_log: FollowUpLog, nothing: str) -> None:
    assert at_employer(panel_log.histories(), nothing) == []
