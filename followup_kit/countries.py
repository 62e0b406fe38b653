"""Countries as people say them: `us`, `USA` and `United States` are one."""

import re
from functools import cache

from followup_kit.errors import FollowUpError
from followup_kit.text import own_toml


def country_code(text: str) -> str:
    """The code of the country or region whose public holidays are meant; empty for none.

    >>> country_code("us"), country_code("England"), country_code("gb-sct"), country_code("")
    ('US', 'GB-ENG', 'GB-SCT', '')

    Raises:
        FollowUpError: No holidays are known for it, or it names several countries.
    """
    typed = text.strip()
    if not typed:
        return ""
    country, _, region = _codes().get(_key(typed), typed.upper()).partition("-")
    country = _codes().get(_key(country), country)
    if _has_holidays(country, region):
        return f"{country}-{region}" if region else country
    if re.search(r"[,;/+&]| and ", typed):
        msg = (
            f"`Holidays of` is {typed!r}. Choose one country or region, such as US, GB or CA-QC; "
            "add single days of another under `More free days`."
        )
    else:
        msg = (
            f"No holidays are known for `{typed[:40]}`. Allowed: a country or a code such as "
            "US, England, GB or CA-QC. Leave it empty for weekends only."
        )
    raise FollowUpError(msg)


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def _codes() -> dict[str, str]:
    """What a country may be called, as a key, to its code."""
    from holidays.registry import COUNTRIES

    called = own_toml("countries.toml")["called"]
    known = {_key(name): codes[1] for name, codes in COUNTRIES.items()}
    known |= {_key(code): codes[1] for codes in COUNTRIES.values() for code in codes[1:3]}
    return known | {_key(name): code for name, code in called.items()}


@cache
def _has_holidays(country: str, region: str) -> bool:
    import holidays

    try:
        holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return False
    return True
