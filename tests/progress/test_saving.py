from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from followup_kit.errors import FollowUpError
from followup_kit.progress.charts import chart_file, plot_delay_dots, save_chart
from followup_kit.progress.pairs import pairs
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
SVG = "{http://www.w3.org/2000/svg}"
WORDS = 'Notes to Zoë & <b>"Co"</b>, 名前'


@pytest.fixture
def chart(worked_example):
    return plot_delay_dots(pairs(worked_example, now=NOW), now=NOW)


def test_svg_begins_with_its_words(chart, tmp_path):
    root = ET.parse(save_chart(chart, tmp_path / "dots.svg", WORDS)).getroot()

    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Notes to 8 people after 5 interviews: 4 of 7 on time, 1 still open"
    assert root[1].text == WORDS
    assert root.get("role") == "img"


def test_png_carries_its_words(chart, tmp_path):
    with Image.open(save_chart(chart, tmp_path / "dots.png", WORDS)) as picture:
        assert picture.info["Description"] == WORDS
        assert picture.info["Title"].startswith("Notes to 8 people")


def test_ending_may_be_in_capitals(chart, tmp_path):
    assert save_chart(chart, str(tmp_path / "dots.PNG"), WORDS).stat().st_size > 5_000


@pytest.mark.parametrize("name", ["dots.pdf", "dots"])
def test_other_kind_of_file_is_refused(chart, tmp_path, name):
    with pytest.raises(FollowUpError, match="Allowed: png, svg"):
        save_chart(chart, tmp_path / name, WORDS)


def test_folder_that_is_missing_is_said_in_words(chart, tmp_path):
    with pytest.raises(FollowUpError, match="Choose another folder"):
        save_chart(chart, tmp_path / "nowhere" / "dots.png", WORDS)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_same_chart_gives_the_same_title(chart, kind):
    assert b"Notes to 8 people" in chart_file(chart, kind, WORDS)


def test_file_does_not_tell_when_it_was_made(chart):
    content = chart_file(chart, "svg", WORDS)

    assert b"dc:date" not in content
