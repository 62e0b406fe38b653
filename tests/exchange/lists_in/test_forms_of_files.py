"""A list is the same in each form in which people keep it."""

import pytest

from followup_kit.exchange.lists_in.preview import Choices
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.log.file.store import LogFile
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW

FORMS = {
    "list.csv": "Company,Role,Applied\nAcme Foods,Analyst,2026-09-01\nBorel,Intern,2026-09-04\n",
    "list.md": (
        "| Company | Role | Applied |\n|---|---|---|\n"
        "| Acme Foods | Analyst | 2026-09-01 |\n| Borel | Intern | 2026-09-04 |\n"
    ),
    "list.json": (
        '[{"Company": "Acme Foods", "Role": "Analyst", "Applied": "2026-09-01"},'
        ' {"Company": "Borel", "Role": "Intern", "Applied": "2026-09-04"}]'
    ),
    "list.html": (
        "<table><tr><th>Company</th><th>Role</th><th>Applied</th></tr>"
        "<tr><td>Acme Foods</td><td>Analyst</td><td>2026-09-01</td></tr>"
        "<tr><td>Borel</td><td>Intern</td><td>2026-09-04</td></tr></table>"
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_list_is_read_alike_in_each_form(name: str) -> None:
    sheets = read_sheets(FORMS[name].encode(), name, {})

    preview = preview_import(
        sheets, FollowUpLog(LogFile(None)), choices=Choices(), zone_name="UTC", now=NOW
    )

    told = [edit.fields for edit in preview.edits if edit.table == "applications"]
    found = [(one["company"], one["position"], str(one["applied_on"])) for one in told]
    assert found == [("Acme Foods", "Analyst", "2026-09-01"), ("Borel", "Intern", "2026-09-04")]
