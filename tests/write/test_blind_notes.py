"""Notes by authors who had read neither the rules nor the other notes.

The rules were made better on these; the numbers that count are those of the half that
nobody who works on the rules has read, and they are not kept here.
"""

import re
import tomllib

from followup_kit.write.checks import Level
from tests.write.corpus import FOLDER, blind_bad_notes, blind_good_notes

MOST_DISTURBED = 2  # of 53
FEWEST_NAMED = 70
FAULTS = {
    f"{entry['id']}": entry["fault_words"]
    for entry in tomllib.loads((FOLDER / "bad_blind.toml").read_text("utf-8"))["notes"]
}


def sentence_of(text, words):
    """Start and end of the sentence that holds the words; None when it does not."""
    start = re.sub(r"\s", " ", text).find(re.sub(r"\s", " ", words))
    if start < 0:
        return None
    ends = [found.end() for found in re.finditer(r"[.!?]\s|\n\n", text)]
    left = max((end for end in ends if end <= start), default=0)
    return left, min((end for end in ends if end >= start + len(words)), default=len(text))


def is_named(note):
    """Whether an error or a warning lies in the sentence of the fault, or speaks of the whole."""
    places = {
        "body": sentence_of(note.body, FAULTS[note.id]),
        "subject": sentence_of(note.subject, FAULTS[note.id]),
    }
    return any(
        one.span is None
        or (
            (place := places[one.where]) is not None
            and (one.span[0] < place[1] and place[0] < one.span[1])
        )
        for one in note.serious()
    )


def test_good_notes_are_left_alone():
    disturbed = [note.id for note in blind_good_notes() if note.serious()]

    assert len(disturbed) <= MOST_DISTURBED, disturbed


def test_faults_are_named():
    named = [note.id for note in blind_bad_notes() if is_named(note)]

    assert len(named) >= FEWEST_NAMED


def test_no_bad_note_goes_without_a_word():
    assert [note.id for note in blind_bad_notes() if not note.findings()] == []


def test_calm_note_is_offered_beside_anger():
    angry = [
        note
        for note in blind_bad_notes()
        if any(one.check == "temper" and one.level != Level.HINT for one in note.findings())
    ]

    assert angry
    for note in angry:
        assert [one.check for one in note.findings()].count("calm") == 1
