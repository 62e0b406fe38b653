"""Small draws that both halves of the made-up class need. Each takes its own stream."""

import datetime as dt
import unicodedata
from math import exp, log
from random import Random

from followup_kit.times import business_day_from

OPENS, CLOSES = 9, 17


def lognormal(random: Random, median: float, sigma: float) -> float:
    """A positive number with that median."""
    return exp(random.gauss(log(median), sigma))


def index_by_share(random: Random, shares: list[float]) -> int:
    """Which of several things, each drawn with its share."""
    return random.choices(range(len(shares)), weights=shares)[0]


def office_moment(moment: dt.datetime) -> dt.datetime:
    """The same moment, or the next one at which an office is open."""
    if moment.hour >= CLOSES:
        moment = _morning(moment + dt.timedelta(days=1))
    elif moment.hour < OPENS:
        moment = _morning(moment)
    day = business_day_from(moment.date())
    return moment if day == moment.date() else _morning(moment + (day - moment.date()))


def office_hours_later(moment: dt.datetime, hours: float) -> dt.datetime:
    """The moment after that many hours in which an office is open."""
    moment = office_moment(moment)
    left = dt.timedelta(hours=hours)
    while left > (until_closing := moment.replace(hour=CLOSES, minute=0, second=0) - moment):
        left -= until_closing
        moment = office_moment(moment.replace(hour=CLOSES, minute=0, second=0))
    return (moment + left).replace(second=0, microsecond=0)


def _morning(moment: dt.datetime) -> dt.datetime:
    return moment.replace(hour=OPENS, second=0, microsecond=0)


def plain_letters(name: str) -> str:
    """A name in small letters without marks, for addresses and file names.

    >>> plain_letters("Søren Câmara")
    'soren camara'
    """
    split = unicodedata.normalize("NFD", name.lower().replace("ø", "o"))
    return split.encode("ascii", "ignore").decode()
