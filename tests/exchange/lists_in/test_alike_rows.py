"""Only rows that are applications are asked about when they are alike."""

from pathlib import Path

from followup_kit.exchange.lists_in.preview import Choices
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW

LISTS = Path(__file__).parents[2] / "data" / "tables"


def asked(*files: tuple[str, bytes]) -> list[str]:
    """The keys of the questions about some files."""
    sheets = [sheet for name, content in files for sheet in read_sheets(content, name, {})]
    log = FollowUpLog(LogFile(None))
    found = preview_import(sheets, log, choices=Choices(), zone_name="UTC", now=NOW)
    return [question.key for question in found.questions]


def test_two_interviews_of_one_application_are_not_asked_about() -> None:
    names = ("three_applications.csv", "three_interviews.csv", "three_contacts.csv")

    keys = asked(*((name, (LISTS / name).read_bytes()) for name in names))

    assert keys == ["word:suspected ghost job", "attach"]


def test_two_rows_of_a_list_of_applications_are_asked_about() -> None:
    rows = b"Company,Role,Notes\nAcme Foods,Analyst,by mail\nAcme Foods,Analyst,at the fair\n"

    assert asked(("list.csv", rows)) == ["alike:list.csv"]
