"""Zones as people say them."""

import pytest

from followup_kit.errors import FollowUpError
from followup_kit.text import own_toml
from followup_kit.times import zone, zone_names
from followup_kit.zones import zone_in_words, zone_named, zones_offered


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("New York", "America/New_York"),
        ("new york", "America/New_York"),
        ("  Boston ", "America/New_York"),
        ("Los Angeles", "America/Los_Angeles"),
        ("Mumbai", "Asia/Kolkata"),
        ("Hong Kong", "Asia/Hong_Kong"),
        ("Eastern", "America/New_York"),
        ("US Pacific", "America/Los_Angeles"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Zürich", "Europe/Zurich"),
        ("St Louis", "America/Chicago"),
        ("Washington, DC", "America/New_York"),
        ("America/Denver", "America/Denver"),
        ("Boston (America/New_York)", "America/New_York"),
        ("Ulaanbaatar", "Asia/Ulaanbaatar"),
        ("UTC", "UTC"),
    ],
)
def test_a_place_names_its_zone(typed: str, name: str) -> None:
    assert zone_named(typed) == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("EST", r"UTC-05:00 all year.*New York \(America/New_York\) or Toronto"),
        ("ist", r"Mumbai \(Asia/Kolkata\) or Dublin"),
        ("CST", r"Chicago .* or Shanghai"),
        ("Gotham", "large city nearby"),
        ("San", "Choose "),
        ("", "is empty"),
        ("7", "not a place"),
        ("\u202e", "not a place"),
    ],
)
def test_what_is_not_sure_is_asked(typed: str, said: str) -> None:
    with pytest.raises(FollowUpError, match=said):
        zone_named(typed)


def test_every_zone_in_the_data_exists() -> None:
    fixed = [name for one in own_toml("zones.toml")["fixed"].values() for name in one["zones"]]

    assert all(zone(name) for name in (*own_toml("zones.toml")["zones"], *fixed))


def test_no_place_is_listed_twice() -> None:
    places = [place for names in own_toml("zones.toml")["zones"].values() for place in names]

    assert len(places) == len(set(places))


def test_everything_offered_is_understood() -> None:
    assert {zone_named(text) for text in zones_offered()} == set(zone_names())


def test_a_zone_is_shown_with_its_city_first() -> None:
    assert zone_in_words("Asia/Kolkata") == "Mumbai (Asia/Kolkata)"
