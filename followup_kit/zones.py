"""Time zones as people say them: by city, by region, or by letters that need a question.

`New York`, `Boston` and `Eastern` are one zone. `EST` is not: it is five hours behind UTC all
year, and in summer New York is not, so whoever types it is asked. The names are data, in
`zones.toml`.
"""

import unicodedata
from functools import cache

from followup_kit.errors import FollowUpError
from followup_kit.text import own_toml
from followup_kit.times import zone_names

_MOST_OFFERED = 3


def _key(text: str) -> str:
    """Letters only, so that capitals, accents, points and spaces do not matter."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


@cache
def _places() -> dict[str, str]:
    """What people call a place, as a key, to its zone."""
    own = {_key(name.rpartition("/")[2]): name for name in zone_names()}
    said = {
        _key(place): name
        for name, places in own_toml("zones.toml")["zones"].items()
        for place in places
    }
    full = {_key(name): name for name in zone_names()}
    shown = {_key(zone_in_words(name)): name for name in zone_names()}
    return {**own, **full, **said, **shown}


@cache
def zone_in_words(name: str) -> str:
    """A zone as it is offered, its city first: `Mumbai (Asia/Kolkata)`."""
    places = own_toml("zones.toml")["zones"].get(name)
    city = places[0] if places else name.rpartition("/")[2].replace("_", " ")
    return f"{city} ({name})" if "/" in name else name


@cache
def zones_offered() -> tuple[str, ...]:
    """What a field for a zone offers: every city we know, then all other zones."""
    cities = [
        f"{place} ({name})"
        for name, places in own_toml("zones.toml")["zones"].items()
        for place in places
    ]
    others = [
        zone_in_words(name) for name in zone_names() if name not in own_toml("zones.toml")["zones"]
    ]
    return (*sorted(cities), *sorted(others))


def zone_named(text: str) -> str:
    """The zone that a person means, such as `America/New_York` for `Boston`.

    Args:
        text: A city, a region, a zone's name, or what `zones_offered` gave.

    Raises:
        FollowUpError: It is empty, unknown, or letters that stand for one offset all year;
            the message says which zones may be meant.
    """
    typed = text.strip()
    if not typed:
        msg = "The time zone is empty. Type a city, such as New York."
        raise FollowUpError(msg)
    if fixed := own_toml("zones.toml")["fixed"].get(typed.upper()):
        msg = (
            f"`{typed}` means {fixed['offset']} all year, and clocks there may change in summer. "
            f"Which place do you mean? {_offered(fixed['zones'])}"
        )
        raise FollowUpError(msg)
    inside = typed.rpartition("(")[2].removesuffix(")")
    found = inside if inside in zone_names() else _places().get(_key(typed), "")
    if not found:
        msg = f"`{typed}` is not a place this workbook knows a time zone for. {_near(typed)}"
        raise FollowUpError(msg)
    return found


def _near(typed: str) -> str:
    key = _key(typed)
    near = {name for place, name in _places().items() if key and place.startswith(key)}
    return _offered(sorted(near)) if near else "Type a large city nearby, such as Mumbai or Berlin."


def _offered(names: list[str]) -> str:
    """A sentence that offers some zones by their city."""
    return f"Choose {' or '.join(zone_in_words(name) for name in names[:_MOST_OFFERED])}."
