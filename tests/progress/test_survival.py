import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from followup_kit.progress.rates import wilson
from followup_kit.progress.survival import CURVE_DTYPES, cumulative_incidence, median_time

ENDINGS = np.array(["", "offer", "rejected", "withdrawn"])


def _spans(seed, kinds=4):
    """Sixty spans, many of them equal; a quarter or half, and the longest, have no ending."""
    random = np.random.default_rng(seed)
    spans, codes = random.integers(1, 30, 60), random.integers(0, kinds, 60)
    return np.append(spans, 31.0), np.append(codes, 0)


def _curve(spans, codes):
    return cumulative_incidence(pd.Series(spans), pd.Series(ENDINGS[codes], dtype="str"))


@pytest.mark.parametrize("seed", range(4))
def test_shares_equal_those_of_statsmodels(seed):
    spans, codes = _spans(seed)
    other = CumIncidenceRight(spans, codes)

    for code in (1, 2, 3):
        curve = _curve(spans, codes).query("ending == @ENDINGS[@code]").set_index("time")
        expected = pd.Series(other.cinc[code - 1], index=other.times)
        np.testing.assert_allclose(curve["share"], expected.loc[curve.index])


@pytest.mark.parametrize("seed", range(4))
def test_intervals_equal_those_of_statsmodels(seed):
    spans, codes = _spans(seed)
    other = CumIncidenceRight(spans, codes)

    curve = _curve(spans, codes).query("ending == 'offer'").set_index("time").dropna()
    share = curve["share"]
    error = pd.Series(other.cinc_se[0], index=other.times).loc[curve.index]
    reach = 1.959964 * error / abs(share * np.log(share))
    np.testing.assert_allclose(curve["low"], share ** np.exp(reach), rtol=1e-5)
    np.testing.assert_allclose(curve["high"], share ** np.exp(-reach), rtol=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_one_ending_gives_kaplan_meier(seed):
    spans, codes = _spans(seed, kinds=2)
    other = SurvfuncRight(spans, codes)

    curve = _curve(spans, codes)
    np.testing.assert_allclose(1 - curve["share"], other.surv_prob, atol=1e-12)
    assert curve["at_risk"].tolist() == other.n_risk.astype(int).tolist()


@pytest.mark.parametrize("seed", range(6))
def test_median_equals_that_of_statsmodels(seed):
    spans, codes = _spans(seed, kinds=2)

    assert median_time(spans, codes == 1) == SurvfuncRight(spans, codes).quantile(0.5)


@pytest.mark.parametrize(("done", "of"), [(0, 5), (3, 5), (6, 10), (24, 40), (60, 100), (7, 7)])
def test_wilson_equals_that_of_statsmodels(done, of):
    expected = proportion_confint(done, of, method="wilson")

    assert wilson(done, of) == pytest.approx(expected, abs=1e-12)


def test_shares_and_those_who_wait_add_up_to_one():
    spans, codes = _spans(7)

    last = _curve(spans, codes).groupby("ending")["share"].last().sum()
    still = SurvfuncRight(spans, (codes > 0).astype(int)).surv_prob[-1]
    assert last + still == pytest.approx(1)


def test_competing_ending_is_not_more_waiting():
    """One minus Kaplan-Meier per ending would say 100 % here (PMC2410013)."""
    curve = _curve(np.array([1.0, 2.0]), np.array([3, 1]))

    assert curve.query("ending == 'offer'")["share"].tolist() == [0, 0.5]


def test_last_ones_who_end_leave_a_share_of_one():
    curve = _curve(np.array([1.0, 2.0]), np.array([1, 1]))

    assert curve["share"].tolist() == [0.5, 1]
    assert np.isnan(curve["high"].iloc[-1])


def test_median_is_unknown_while_half_wait():
    assert np.isnan(median_time(np.array([1.0, 2.0, 3.0]), np.array([True, False, False])))


def test_row_without_a_span_is_left_out():
    curve = cumulative_incidence(pd.Series([1.0, np.nan]), pd.Series(["offer", "offer"]))

    assert curve["at_risk"].tolist() == [1]


@pytest.mark.parametrize("codes", [[], [0, 0]])
def test_curve_without_endings_is_empty(codes):
    curve = _curve(np.ones(len(codes)), np.array(codes, dtype=int))

    assert curve.empty
    assert {name: str(dtype) for name, dtype in curve.dtypes.items()} == CURVE_DTYPES
