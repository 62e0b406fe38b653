"""Colours that stand together can be told apart by people with each colour-blindness.

The matrices are those of Machado, Oliveira and Fernandes (2009) for full severity, on
linear RGB; distances are 100 times those of Oklab, in which about 2 can just be seen.
"""

from itertools import combinations

import numpy as np
import pytest

from followup_kit.progress.charts import lanes, promise_dots, waiting_curve
from followup_kit.progress.charts.paper import paper
from followup_kit.progress.states import LOOKS, OWED_STATES

SIGHT = {
    "full colour": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_CONES = np.array(
    [
        [0.41222147, 0.53633254, 0.05144599],
        [0.21190350, 0.68069955, 0.10739696],
        [0.08830246, 0.28171884, 0.62997870],
    ]
)
TO_OKLAB = np.array(
    [
        [0.21045426, 0.79361778, -0.00407205],
        [1.97799850, -2.42859221, 0.45059371],
        [0.02590404, 0.78277177, -0.80867577],
    ]
)
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
FAR_ENOUGH = 8
"""A distance that is seen at a glance between small marks."""
CONTRAST = 3
"""Of marks against the page (WCAG 2.2, 1.4.11)."""

STATE_COLOURS = {
    dark: {LOOKS[state].word: LOOKS[state].colour_on(dark=dark) for state in OWED_STATES}
    for dark in (False, True)
}
OTHER_COLOURS = {
    False: {
        **{f"lane {name}": look.light for name, look in lanes.LOOKS.items()},
        **{f"promise {name}": look[1] for name, look in promise_dots.LOOKS.items()},
        **{f"curve {name}": look[0] for name, look in waiting_curve.STYLES.items()},
    },
    True: {
        **{f"lane {name}": look.dark for name, look in lanes.LOOKS.items()},
        **{f"promise {name}": look[2] for name, look in promise_dots.LOOKS.items()},
        **{f"curve {name}": look[1] for name, look in waiting_curve.STYLES.items()},
    },
}


def _linear(colour):
    value = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _seen(colour, sight):
    light = np.clip(SIGHT[sight] @ _linear(colour), 0, 1)
    return 100 * TO_OKLAB @ np.cbrt(TO_CONES @ light)


def _contrast(one, other):
    low, high = sorted(LUMINANCE @ _linear(colour) + 0.05 for colour in (one, other))
    return high / low


def test_simulation_knows_red_from_green_only_in_full_colour():
    red, green = "#C04040", "#508000"

    distances = {sight: np.linalg.norm(_seen(red, sight) - _seen(green, sight)) for sight in SIGHT}
    assert distances["full colour"] > 20
    assert distances["deuteranopia"] < FAR_ENOUGH


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [False, True])
def test_states_differ_in_colour(sight, dark):
    close = [
        (first, second)
        for (first, one), (second, other) in combinations(STATE_COLOURS[dark].items(), 2)
        if np.linalg.norm(_seen(one, sight) - _seen(other, sight)) < FAR_ENOUGH
    ]

    assert close == []


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("dark", [False, True])
def test_curves_differ_in_colour(sight, dark):
    first, second = (look[int(dark)] for look in waiting_curve.STYLES.values())

    assert np.linalg.norm(_seen(first, sight) - _seen(second, sight)) > FAR_ENOUGH


@pytest.mark.parametrize("dark", [False, True])
def test_marks_stand_out_from_the_page(dark):
    ground = paper(dark=dark).ground
    faint = {
        name: colour
        for name, colour in (STATE_COLOURS[dark] | OTHER_COLOURS[dark]).items()
        if _contrast(colour, ground) < CONTRAST
    }

    assert faint == {}


@pytest.mark.parametrize(
    "page", [paper(dark=False), paper(dark=True), paper(dark=True, for_print=True)]
)
def test_words_stand_out_from_the_page(page):
    assert _contrast(page.ink, page.ground) > 7
    assert _contrast(page.soft, page.ground) > 4.5


def test_states_differ_in_shape_and_hatch_too():
    assert len({(look.marker, look.filled) for look in LOOKS.values()}) == len(LOOKS)
    assert len({(look.hatch, look.filled) for look in LOOKS.values()}) == len(LOOKS)
