import pytest

from followup_kit.errors import InvalidEntryError
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW


def added(log: FollowUpLog, **fields: str) -> dict[str, str]:
    log.add("applications", {"company": "Birch Foods", **fields}, now=NOW, action="Added")
    return log.applications.iloc[0].to_dict()


@pytest.mark.parametrize("text", ["\ud800", "half \ud83d a letter"])
def test_half_a_letter_of_a_broken_paste_can_be_saved_and_shown(log: FollowUpLog, text) -> None:
    entry = added(log, notes=text, position=f"Cook {text}")

    assert "\ufffd" in entry["notes"]
    assert entry["position"].encode()
    assert len(entry["notes"]) == len(text)


@pytest.mark.parametrize(
    "text",
    ["👨‍👩‍👧 Family Shop", "شركة النور", "Zoe\u0308", "İzmir", "Straße", "\u202eevil", "=1+1"],
)
def test_letters_of_all_kinds_are_kept_as_typed(log: FollowUpLog, text: str) -> None:
    entry = added(log, company=text, notes=text)

    assert (entry["company"], entry["notes"]) == (text, text)


@pytest.mark.parametrize("text", ["\u200b", " \u200b\u2060 ", "\ufeff"])
def test_a_name_of_invisible_signs_is_empty(log: FollowUpLog, text: str) -> None:
    with pytest.raises(InvalidEntryError, match="`Employer` is empty"):
        added(log, company=text)


def test_an_advert_address_may_be_long(log: FollowUpLog) -> None:
    address = "https://jobs.example.com/" + "x" * 400

    assert added(log, url=address)["url"] == address
