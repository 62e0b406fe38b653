"""Countries as people type them into the settings."""

import pytest

from followup_kit.countries import country_code
from followup_kit.errors import FollowUpError


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("us", "US"),
        ("USA", "US"),
        ("united states", "US"),
        ("England", "GB-ENG"),
        ("uk", "GB"),
        ("gb-eng", "GB-ENG"),
        ("CA-QC", "CA-QC"),
        ("germany", "DE"),
        ("DEU", "DE"),
        ("India ", "IN"),
        ("  ", ""),
    ],
)
def test_a_country_is_understood(typed: str, code: str) -> None:
    assert country_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("XX", "No holidays are known for `XX`"),
        ("US, GB", "Choose one country"),
        ("US-ZZ", "No holidays are known"),
        ("weekends", "Allowed: a country or a code"),
        ("a" * 5000, "No holidays are known"),
    ],
)
def test_what_is_not_known_is_refused_with_the_allowed_forms(typed: str, said: str) -> None:
    with pytest.raises(FollowUpError, match=said):
        country_code(typed)
