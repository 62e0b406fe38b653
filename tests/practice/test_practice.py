import tomllib
from pathlib import Path

import pytest

from followup_kit.errors import PracticeError
from followup_kit.practice import practice as practice_module
from followup_kit.practice.practice import Practice, load_practice
from followup_kit.practice.sections import JUDGEMENT, placeholders

FOLDER = Path(practice_module.__file__).parent
SPAN = {"A": 44, "B": 20, "C": 33, "D": 16, "E": 19}
PRESETS = ("internship", "internal", "general", "campus")

# One parameter a line, then internship, internal, general, campus
VALUES = [
    ("from_source", ("A",), ("B",), ("C",), ("D", "E", "C")),
    ("target_hours", 24, 24, 24, 24),
    ("due_hours", 24, 48, 48, 24),
    ("earliest_minutes", 60, 60, 60, 60),
    ("latest_days", 7, 7, 7, 7),
    ("same_day_earliest_minutes", 15, 15, 15, 15),
    ("same_day_due_hours", 2, 2, 2, 2),
    ("default_interview_minutes", 60, 60, 60, 60),
    ("max_unprompted_rounds", 1, 1, 2, 2),
    ("missed_date_is_prompt", True, True, False, False),
    ("status_after_date_earliest_business_days", 2, 2, 2, 2),
    ("status_after_date_due_business_days", 5, 5, 5, 5),
    ("status_after_date_latest_days", 28, 28, 28, 28),
    ("status_after_silence_earliest_days", None, None, 7, 7),
    ("status_after_silence_due_days", None, None, 14, 14),
    ("status_after_silence_latest_days", None, None, 28, 28),
    ("status_gap_days", 7, 7, 7, 7),
    ("close_out_after_days", 45, 45, 45, 45),
    ("close_out_quiet_days", 14, 14, 14, 14),
    ("feedback_request_level", "error", "error", "error", "error"),
    ("separate_notes", True, True, True, True),
    ("default_formality", *["by_industry"] * 4),
    ("card_in_addition", "no", "no", "formal_fields", "formal_fields"),
]
CELLS = [
    (name, row[0], value) for row in VALUES for name, value in zip(PRESETS, row[1:], strict=True)
]


@pytest.fixture(scope="module")
def practice() -> Practice:
    return load_practice()


def _source_lists(data):
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "sources":
                yield value
            else:
                yield from _source_lists(value)
    elif isinstance(data, list):
        for value in data:
            yield from _source_lists(value)


@pytest.mark.parametrize(("preset", "parameter", "value"), CELLS)
def test_preset_value_is_the_taught_one(practice, preset, parameter, value):
    assert getattr(practice.preset(preset), parameter) == value


def test_every_set_parameter_has_sources(practice):
    without = [
        (preset.name, parameter)
        for preset in practice.presets.values()
        for parameter in preset.parameters()
        if getattr(preset, parameter) is not None and not preset.sources_of(parameter)
    ]

    assert without == []


@pytest.mark.parametrize("file", ["presets.toml", "industries.toml", "help.toml"])
def test_every_source_id_exists(practice, file):
    lists = list(_source_lists(tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))))

    assert lists
    assert {one for ids in lists for one in ids} - practice.statements.keys() <= {JUDGEMENT}


@pytest.mark.parametrize(("letter", "count"), SPAN.items())
def test_all_statements_of_a_document_are_there(practice, letter, count):
    expected = {f"{letter}{number:02}" for number in range(1, count + 1)}

    assert {one for one in practice.statements if one.startswith(letter)} == expected


def test_there_are_132_statements_in_the_guides(practice):
    assert sum(one[0] in SPAN for one in practice.statements) == 132


def test_no_two_statements_are_alike(practice):
    texts = [statement.text for statement in practice.statements.values()]

    assert len(texts) == len(set(texts))


def test_statement_names_its_document(practice):
    assert practice.statement("A08").document == "the internship guide"


def test_documents_are_named_once(practice):
    assert practice.who_says(["A08", "D04", "A26"]) == "the internship guide and the campus blog"


def test_judgement_is_named_as_ours(practice):
    assert practice.who_says(["judgement"]) == "our judgement"


def test_finance_is_formal(practice):
    assert practice.industry("finance").formality == "formal"


def test_fifteen_questions_are_answered(practice):
    assert len(practice.questions) == 15


@pytest.mark.parametrize(
    "key", ["T1", "T2", "T3", "T4", "T5", "T6", "S0", "S1", "S2", "S3", "S4", "B1", "W1"]
)
def test_every_rule_has_a_reason(practice, key):
    assert practice.reasons[key].sources


@pytest.mark.parametrize("key", ["send_thank_you", "wait", "send_status_check", "close_out"])
def test_every_action_has_a_reason_without_gaps(practice, key):
    assert placeholders(practice.reason(key).text) == set()


def test_reason_is_filled_in(practice):
    reason = practice.reason("T4", due_hours=24, who="the campus blog", unused=1)

    assert reason.text == "Within 24 hours the talk is still fresh (the campus blog)."
    assert reason.sources == ("C33", "A09")


def test_braces_in_a_value_stay_text(practice):
    assert "{who}" in practice.reason("T3", zone="{who}").text


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda p: p.preset("internshp"), "internship, internal, general, campus"),
        (lambda p: p.industry("banking"), "finance, law"),
        (lambda p: p.statement("A99"), "A99"),
        (lambda p: p.reason("T9"), "T1, T2"),
        (lambda p: p.reason("T4", who="us"), "due_hours"),
    ],
)
def test_unknown_name_is_answered_with_the_known_ones(practice, ask, named):
    with pytest.raises(PracticeError, match=named):
        ask(practice)


def test_packaged_files_are_read_once():
    assert load_practice() is load_practice()


def test_presets_cannot_be_changed_by_accident(practice):
    with pytest.raises(TypeError):
        practice.presets["mine"] = None


def test_help_texts_are_short(practice):
    too_long = [key for key, reason in practice.reasons.items() if len(reason.text.split()) > 20]

    assert too_long == []
