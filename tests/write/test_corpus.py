"""The checks on whole notes: on the half they were tuned on, and on the half that reports."""

import pytest

from tests.write.corpus import (
    bad_notes,
    false_alarms,
    good_notes,
    in_half,
    only_hints,
    recall,
    second_bad_notes,
    second_good_notes,
    unseen_bad_notes,
    unseen_notes,
)

FEWEST_CASES = 3
LEAST_RECALL = 0.9
MOST_FALSE_ALARMS = 0.05
LEAST_SUBTLE = 0.8
LEAST_AT_FIRST_SIGHT = 0.84
MOST_ONLY_HINTS = 0.25
MOST_DISTURBED_AT_FIRST_SIGHT = 2
FEWEST_FOUND_OF_SECOND_AUTHOR = {"plain": 25, "subtle": 10}
FEWEST_SECOND_WITH_MORE_THAN_HINTS = 15
HALVES = ("tuning", "reported")


def test_there_are_sixty_of_each():
    assert len(good_notes()) >= 60
    assert len(bad_notes()) >= 60


def test_ids_are_unique():
    good = (good_notes(), unseen_notes(), second_good_notes())
    bad = (bad_notes(), unseen_bad_notes(), second_bad_notes())
    ids = [note.id for batch in (*good, *bad) for note in batch]

    assert len(set(ids)) == len(ids)


def test_every_marked_text_stands_in_its_note():
    for note in (*bad_notes(), *unseen_bad_notes(), *second_bad_notes()):
        for fault in note.faults:
            assert fault.quote in f"{note.subject}\n{note.body}", note.id


@pytest.mark.parametrize("half", HALVES)
def test_faults_are_found(half):
    for name, (found, total) in recall(in_half(bad_notes(), half)).items():
        if total >= FEWEST_CASES:
            assert found / total >= LEAST_RECALL, name


def test_soft_faults_get_at_least_a_hint():
    found, total = (sum(n) for n in zip(*recall(bad_notes(), subtle=True).values(), strict=True))

    assert total >= 100
    assert found / total >= LEAST_SUBTLE


def test_most_bad_notes_get_more_than_hints():
    assert len(only_hints(bad_notes())) <= MOST_ONLY_HINTS * len(bad_notes())


@pytest.mark.parametrize("half", HALVES)
def test_good_notes_stay_clean(half):
    notes = in_half(good_notes(), half)
    disturbed = {note for found in false_alarms(notes).values() for note in found}

    assert len(disturbed) <= MOST_FALSE_ALARMS * len(notes), disturbed


@pytest.mark.parametrize("batch", [unseen_notes, second_good_notes])
def test_unseen_notes_are_disturbed_no_more_than_stated(batch):
    disturbed = {note for found in false_alarms(batch()).values() for note in found}

    assert len(disturbed) <= MOST_DISTURBED_AT_FIRST_SIGHT, disturbed


def test_plain_faults_of_unseen_notes_are_found():
    found, total = (sum(n) for n in zip(*recall(unseen_bad_notes()).values(), strict=True))

    assert found / total >= LEAST_AT_FIRST_SIGHT


@pytest.mark.parametrize(("kind", "fewest"), FEWEST_FOUND_OF_SECOND_AUTHOR.items())
def test_faults_of_a_second_author_are_found(kind, fewest):
    counts = recall(second_bad_notes(), subtle=kind == "subtle").values()

    assert sum(found for found, _ in counts) >= fewest


def test_notes_of_a_second_author_get_more_than_hints():
    serious = [note.id for note in second_bad_notes() if note.serious()]

    assert len(serious) >= FEWEST_SECOND_WITH_MORE_THAN_HINTS


def test_unseen_bad_notes_get_more_than_hints():
    assert len(only_hints(unseen_bad_notes())) <= MOST_ONLY_HINTS * len(unseen_bad_notes())


def test_bad_notes_are_not_called_good():
    bad = (*bad_notes(), *unseen_bad_notes(), *second_bad_notes())

    assert [note.id for note in bad if not note.findings()] == []
