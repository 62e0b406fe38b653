"""Files that a coach edited badly, and what the message must name."""

from pathlib import Path

import pytest

from followup_kit.errors import PracticeError
from followup_kit.practice import practice as practice_module
from followup_kit.practice.practice import load_practice

FOLDER = Path(practice_module.__file__).parent
DUE = 'due_hours = { value = 24, sources = ["A08"] }'
SILENCE = "status_after_silence_due_days = { value = 14"


def _edited(folder: Path, file: str, old: str, new: str) -> str:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / file).write_text(changed, encoding="utf-8")
    return changed


def _message(folder: Path) -> str:
    with pytest.raises(PracticeError) as caught:
        load_practice(folder)
    return str(caught.value)


GENERAL_DUE = 'due_hours = { value = 48, sources = ["C06", "R01"] }'
# file, what stood there, what stands there now, what the message must name
BAD = [
    ("presets.toml", DUE, "due_hours = = 24", ["line 11", "due_hours = = 24", "name = value"]),
    ("presets.toml", DUE, f"{DUE}\n{DUE}", ["line 12", "overwrite"]),
    (
        "presets.toml",
        DUE,
        DUE.replace("24", "-3"),
        ["line 11", "internship.due_hours", "`-3`", "1 to 168"],
    ),
    ("presets.toml", DUE, DUE.replace("24", '"24"'), ["line 11", '`"24"`', "whole number"]),
    ("presets.toml", DUE, DUE.replace("24", "true"), ["`true`", "whole number from 1 to 168"]),
    ("presets.toml", DUE, DUE.replace("24", "24.5"), ["`24.5`", "whole number"]),
    ("presets.toml", DUE, DUE.replace("24", "12"), ["target_hours", "due_hours", "later", "12"]),
    ("presets.toml", DUE, "due_hours = 24", ["line 11", "due_hours", "value = 24, sources"]),
    ("presets.toml", GENERAL_DUE, "", ["general.due_hours", "missing", "1 to 168"]),
    (
        "presets.toml",
        DUE,
        DUE.replace("due_", "deu_"),
        ["line 11", "internship.deu_hours", "Did you mean due_hours"],
    ),
    ("presets.toml", DUE, DUE.replace("A08", "A99"), ["line 11", "due_hours", "A99", "sources"]),
    ("presets.toml", DUE, DUE.replace('"A08"', ""), ["line 11", "due_hours", "judgement"]),
    ("presets.toml", DUE, DUE.replace('["A08"]', '"A08"'), ["line 11", "list of ids"]),
    ("presets.toml", DUE, DUE.replace('"A08"', "[1]"), ["line 11", "due_hours"]),
    ("presets.toml", 'from_source = ["A"]', 'from_source = ["Z"]', ["line 9", "from_source", "Z"]),
    ("presets.toml", SILENCE, SILENCE.replace("14", "3"), ["status_after_silence", "later", "3"]),
    ("presets.toml", SILENCE, f"#{SILENCE}", ["silence_earliest_days", "Set both, or leave both"]),
    ("presets.toml", "value = false", 'value = "no"', ['`"no"`', "true or false"]),
    ("presets.toml", '"error"', '"fatal"', ['`"fatal"`', "error, warning, hint"]),
    ("presets.toml", "[general]", "[genral]", ["general", "missing"]),
    ("presets.toml", "[internship]", 'x = 1\n[internship]\nname = "y"', ["line 6", "line 8"]),
    ("presets.toml", 'label = "General"', 'label = ""', ["general.label", "not empty"]),
    (
        "industries.toml",
        '"warm"',
        '"cosy"',
        ["industries.toml, line", '`"cosy"`', "formal, neutral"],
    ),
    ("industries.toml", "medium_hint", "medium_hnt", ["Did you mean medium_hint"]),
    ("industries.toml", '"M33"', '"M99"', ["government.sources", "M99"]),
    ("help.toml", "{due_hours}", "{due_hour}", ["reasons.T4.text", "{due_hour}", "{who}"]),
    ("help.toml", "{due_hours}", "{due_hours!r:>9}", ["reasons.T4.text", "{due_hours}"]),
    ("help.toml", "{due_hours}", "{due_hours.x}", ["reasons.T4.text", "{due_hours}"]),
    ("help.toml", "{due_hours}", "{due_hours", ["reasons.T4.text", "brace"]),
    ("help.toml", "[reasons.T4]", "[reasons.T44]", ["T44", "Did you mean", "reasons.T4]"]),
    ("help.toml", "[reasons.wait]", "[reasons]\nW9 = 1\n[reasons.wait]", ["W9"]),
    ("help.toml", "[reasons.wait]", "[reasons]\nwait = 1\n[reasons.x]", ["write it under"]),
    ("help.toml", '"D06"]', '"D66"]', ["line", "questions.sources", "D66"]),
    ("help.toml", "answer =", "anwser =", ["questions.anwser", "questions.answer", "line 6"]),
    ("sources.toml", "A08 =", "a8 =", ["a8", "letter of a document"]),
    ("sources.toml", 'A = "the internship guide"', "", ["statements.A01", "letter"]),
    ("sources.toml", "[documents]", "[document]", ["documents", "missing"]),
    ("sources.toml", "A09 = ", "A09 = 7 # ", ["statements.A09", "words in double quotes"]),
]


@pytest.mark.parametrize(("file", "old", "new", "named"), BAD)
def test_mistake_is_named(tmp_path, file, old, new, named):
    _edited(tmp_path, file, old, new)

    message = _message(tmp_path)
    assert [part for part in [file, *named] if part not in message] == []
    assert "validation" not in message
    assert "pydantic" not in message


def test_all_problems_are_told_at_once(tmp_path):
    _edited(tmp_path, "presets.toml", DUE, DUE.replace("24", "-3"))
    _edited(tmp_path, "industries.toml", '"warm"', '"cosy"')

    assert len(_message(tmp_path).splitlines()) == 2


def test_question_is_named_by_its_own_line(tmp_path):
    text = _edited(tmp_path, "help.toml", '"D06"]', '"D66"]')

    number = next(n for n, line in enumerate(text.splitlines(), 1) if "D66" in line)
    assert f"line {number}," in _message(tmp_path)


def test_single_questions_table_is_refused(tmp_path):
    text = (FOLDER / "help.toml").read_text(encoding="utf-8")
    reasons = text[text.index("[reasons.") :]
    (tmp_path / "help.toml").write_text('[questions]\nanswer = "x"\n' + reasons, encoding="utf-8")

    assert "[[questions]]" in _message(tmp_path)


def test_wrong_encoding_says_how_to_save(tmp_path):
    (tmp_path / "presets.toml").write_bytes("# Größe\n".encode("latin-1"))

    assert "UTF-8" in _message(tmp_path)


def test_mark_of_windows_editors_is_ignored(tmp_path):
    text = (FOLDER / "presets.toml").read_text(encoding="utf-8")
    (tmp_path / "presets.toml").write_text(text, encoding="utf-8-sig")

    assert load_practice(tmp_path).presets == load_practice().presets


def test_file_that_cannot_be_opened_is_named(tmp_path):
    (tmp_path / "help.toml").mkdir()

    assert "help.toml: this file cannot be read" in _message(tmp_path)


def test_folder_without_files_says_which_are_allowed(tmp_path):
    assert "presets.toml" in _message(tmp_path)


def test_own_value_is_used(tmp_path):
    _edited(tmp_path, "presets.toml", DUE, DUE.replace("24", "36"))

    assert load_practice(tmp_path).preset("internship").due_hours == 36


def test_due_may_be_the_last_useful_moment(tmp_path):
    _edited(tmp_path, "presets.toml", DUE, DUE.replace("24", "168"))

    assert load_practice(tmp_path).preset("internship").latest_days == 7


def test_own_preset_can_be_added(tmp_path):
    text = (FOLDER / "presets.toml").read_text(encoding="utf-8")
    block = text[text.index("[campus]") :].replace("[campus]", "[my_class]")
    (tmp_path / "presets.toml").write_text(f"{text}\n{block}", encoding="utf-8")

    assert load_practice(tmp_path).preset("my_class").due_hours == 24
