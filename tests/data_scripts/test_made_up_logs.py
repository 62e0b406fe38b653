"""The made-up logs are what their scripts write, and nobody in them exists."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data.cohort.make_cohort import make_cohort, make_story, read
from data.sample.make_sample import make_sample
from followup_kit.log.log import FollowUpLog, open_copy
from followup_kit.log.schema import TABLES
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import Action, Urgency
from followup_kit.practice.practice import load_practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.states import STATES

DATA = Path(__file__).parents[2] / "data"
COMMITTED = sorted(DATA.glob("*/*.db"))
RESERVED = re.compile(r"@([a-z0-9-]+\.)*example\.(com|edu)$")
LIMIT_BYTES = 80_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("written")
    return {path.name: path for path in [make_sample(folder), *make_cohort(folder)]}


@pytest.fixture
def sample() -> FollowUpLog:
    return open_copy(DATA / "sample" / "sample_log.db")


def test_every_committed_log_has_its_script(written: dict[str, Path]) -> None:
    assert {path.name for path in COMMITTED} == written.keys()


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_script_writes_the_committed_log(path: Path, written: dict[str, Path]) -> None:
    committed, anew = open_copy(path), open_copy(written[path.name])

    assert committed.settings == anew.settings
    for table in TABLES:
        assert_frame_equal(committed.table(table), anew.table(table))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_log_is_labelled_made_up(path: Path) -> None:
    settings = open_copy(path).settings

    assert settings.made_up
    assert settings.stands_at == pd.Timestamp("2026-10-05T16:00Z")


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_addresses_lead_nowhere(path: Path) -> None:
    people = open_copy(path).interviewers

    assert all(RESERVED.search(address) for address in people["email"] if address)
    assert people["linkedin_url"].str.fullmatch(r"(https://example\.com/in/.*)?").all()


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_log_is_small_and_whole(path: Path) -> None:
    assert path.stat().st_size < LIMIT_BYTES
    assert open_copy(path).bad_rows == ()


def test_sample_has_ten_interviews(sample: FollowUpLog) -> None:
    assert len(sample.interviews) == 10
    assert sample.interviews["starts_at"].max() - sample.interviews["starts_at"].min() > (
        pd.Timedelta(days=80)
    )


def test_sample_shows_every_state(sample: FollowUpLog) -> None:
    now = sample.settings.stands_at

    assert set(pairs(sample, now=now)["state"]) == set(STATES)


def test_sample_uses_every_preset(sample: FollowUpLog) -> None:
    assert set(sample.applications["preset"]) == set(load_practice().presets)


def test_sample_stores_when_notes_are_due(sample: FollowUpLog) -> None:
    held = sample.interviews.loc[sample.interviews["status"] == "completed"]

    assert held["due_at"].notna().all()
    assert (held["policy"] != "").all()


@pytest.mark.parametrize(
    ("action", "urgency", "count"),
    [
        (Action.SEND_THANK_YOU, Urgency.OVERDUE, 1),
        (Action.SEND_THANK_YOU, Urgency.OPEN, 2),
        (Action.SEND_STATUS_CHECK, Urgency.OPEN, 1),
        (Action.PREPARE, Urgency.UPCOMING, 1),
    ],
)
def test_sample_shows_step(
    sample: FollowUpLog, action: Action, urgency: Urgency, count: int
) -> None:
    steps = next_steps(sample, now=sample.settings.stands_at)

    assert [(step.action, step.urgency) for step in steps].count((action, urgency)) == count


@pytest.mark.parametrize("kind", ["rejection", "offer", "auto_reply", "acknowledgement"])
def test_sample_has_message_from_employer(sample: FollowUpLog, kind: str) -> None:
    received = sample.messages.loc[sample.messages["direction"] == "in"]

    assert kind in set(received["kind"])


def test_sample_has_rows_typed_from_memory(sample: FollowUpLog) -> None:
    wait = sample.interviews["logged_at"] - sample.interviews["starts_at"]

    assert (wait > pd.Timedelta(days=7)).sum() == 1


def test_class_has_every_size(written: dict[str, Path]) -> None:
    logs = [open_copy(path) for name, path in written.items() if name != "sample_log.db"]
    sizes = [len(log.interviews) for log in logs]

    assert len(logs) == 24
    assert sizes.count(0) == 1
    assert sizes.count(1) == 1
    assert 9 <= max(sizes) <= 12


def news_in(story: dict[str, Any]) -> list[tuple[str, dt.datetime]]:
    applications = story["applications"]
    return [(news["outcome"], news["at"]) for one in applications for news in one["outcomes"]]


def test_outcomes_stay_when_habits_change() -> None:
    parameters, people = read("parameters.toml"), read("people.toml")
    student = {"student": "Ana Example", "applications": 12}
    silent = {name: {"share": 0.0} for name in ("prompt", "next_day", "slow")}
    silent |= {"never": {"share": 1.0}}

    usual = make_story(student, parameters, people, seed="s")
    never = make_story(student, {**parameters, "note_delay": silent}, people, seed="s")

    assert news_in(never) == news_in(usual)
    assert news_in(usual)


def notes_and_offers(application: dict[str, Any]) -> list[tuple[bool, bool]]:
    """For each note, whether it was sent within a day, and whether an offer came."""
    is_offered = any(news["outcome"] == "offer" for news in application["outcomes"])
    ended = {i["round"]: i.get("ended_at", i["ends_at"]) for i in application["interviews"]}
    notes = [message for message in application["messages"] if message["kind"] == "thank_you"]
    return [
        (note["at"] - ended[note["round"]] < dt.timedelta(days=1), is_offered) for note in notes
    ]


def test_delay_does_not_foretell_the_offer() -> None:
    parameters, people = read("parameters.toml"), read("people.toml")
    student = {"student": "Ana Example", "applications": 12}
    rows = [
        row
        for number in range(120)
        for application in make_story(student, parameters, people, seed=str(number))["applications"]
        for row in notes_and_offers(application)
    ]
    table = pd.DataFrame(rows, columns=["prompt", "offer"]).astype("float64")

    assert len(table) > 2000
    assert abs(table.corr().loc["prompt", "offer"]) < 0.05
