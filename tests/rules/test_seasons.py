"""Whole seasons, day by day: what is asked, of whom and by when, is what the policy says."""

from pathlib import Path

import pytest

from tests.rules.seasons import Player, disagreements, in_order, seasons

FOLDER = Path(__file__).parents[1] / "data" / "seasons"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
SEASONS = [(name, one) for name in TEXTS for one in seasons(FOLDER / f"{name}.toml").values()]


@pytest.mark.parametrize(("file", "season"), SEASONS, ids=[one["title"] for _, one in SEASONS])
def test_a_season_is_planned_as_the_policy_says(file: str, season: dict) -> None:
    player, wrong = Player(season), []

    for kind, told in in_order(season, TEXTS[file]):
        if kind == "event":
            player.tell(told)
        else:
            wrong += [f"{told['at']}: {problem}" for problem in disagreements(player, told)]

    assert wrong == []
