import re

import pytest

from followup_kit.write.facts import FORMALITIES
from followup_kit.write.library import sentences

SENTENCES = sentences()


@pytest.mark.parametrize("role", SENTENCES)
def test_each_role_has_several_wordings(role):
    assert set(SENTENCES[role]) == set(FORMALITIES)
    for variants in SENTENCES[role].values():
        assert len(set(variants)) == len(variants) >= (1 if role == "own" else 2)


@pytest.mark.parametrize(
    "role", ["thanks", "topic_noun", "interest_noun", "fit", "subject_thank_you"]
)
def test_what_every_note_says_has_five_wordings(role):
    assert all(len(variants) >= 5 for variants in SENTENCES[role].values())


@pytest.mark.parametrize("role", [role for role in SENTENCES if "subject" not in role])
def test_sentence_is_a_sentence(role):
    for formality in FORMALITIES:
        for sentence in SENTENCES[role][formality]:
            assert sentence[0].isupper() or sentence.startswith("{{"), sentence
            assert re.search(r"[.?!,]$|but$|and$|:$|}}$", sentence), sentence
