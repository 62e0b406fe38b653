import re

import pytest

from followup_kit.write.facts import FORMALITIES
from followup_kit.write.library import sentences

SENTENCES = sentences()
FEWEST = {
    "own": 1,  # the student's own sentence stands as it is
    "next_hear": 2,  # whose day hardly another sentence can hold
    "next_doing": 2,
}


@pytest.mark.parametrize("role", SENTENCES)
def test_each_role_has_several_wordings(role):
    assert set(SENTENCES[role]) == set(FORMALITIES)
    for variants in SENTENCES[role].values():
        assert len(set(variants)) == len(variants) >= FEWEST.get(role, 3)


@pytest.mark.parametrize(
    "role",
    [
        "thanks",
        "subject_thank_you",
        *(role for role in SENTENCES if role.startswith(("topic_", "interest_", "fit", "missed_"))),
        *(role for role in SENTENCES if role.startswith("clarification_")),
    ],
)
def test_what_every_note_says_has_five_wordings(role):
    assert all(len(variants) >= 5 for variants in SENTENCES[role].values())


@pytest.mark.parametrize("role", [role for role in SENTENCES if "subject" not in role])
def test_sentence_is_a_sentence(role):
    for formality in FORMALITIES:
        for sentence in SENTENCES[role][formality]:
            assert sentence[0].isupper() or sentence.startswith("{{"), sentence
            assert re.search(r"[.?!,]$|but$|and$|:$|}}$", sentence), sentence
