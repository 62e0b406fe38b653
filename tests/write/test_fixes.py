import pytest

from followup_kit.errors import FollowUpError
from followup_kit.write.checks import apply_fix, check

SUBJECT = "Thank you: Data Analyst Intern"


def fixes(full, subject, body):
    return [one for one in check(subject, body, full) if one.replacement is not None]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Please greet Tomm Ek.", "Please greet Tom Ek."),
        ("Dear Pria,", "Dear Priya,"),
        ("at Nothwind on", "at Northwind on"),
        ("It was  clear", "It was clear"),
        ("I learned alot there.", "I learned a lot there."),
        ("Thankyou for", "Thank you for"),
        ("I definately agree.", "I definitely agree."),
        ("for you\u2019re time", "for your time"),
        ("the [Company Name] tour", "the Northwind Health Inc. tour"),
        ("Dear [Name],", "Dear Priya,"),
        ("Dear {{first_name}},", "Dear Priya,"),
    ],
)
def test_certain_fix_makes_the_text_right(full, good_note, wrong, right):
    body = good_note.replace("I am keen", f"{wrong} I am keen")
    if wrong.startswith("Dear"):
        body = good_note.replace("Dear Priya,", wrong)
    found = fixes(full, SUBJECT, body)

    assert apply_fix(body, found[0]) == body.replace(wrong, right)


def test_subject_is_fixed_too(full, good_note):
    found = fixes(full, "Thankyou: Data Analyst Intern", good_note)

    assert found[0].where == "subject"
    assert apply_fix("Thankyou: Data Analyst Intern", found[0]) == SUBJECT


def test_guess_of_the_speller_is_never_a_fix(full, good_note):
    body = good_note.replace("keen", "kkeen")

    assert fixes(full, SUBJECT, body) == []


def test_what_has_no_fix_is_refused(full, good_note):
    found = next(one for one in check("", good_note, full) if one.check == "subject")

    with pytest.raises(FollowUpError, match="no fix that is certain"):
        apply_fix("", found)


def test_fixing_all_leaves_nothing_to_fix(full, good_note):
    body = good_note.replace("I am keen", "I learned alot  at Nothwind. I am keen")
    while found := fixes(full, SUBJECT, body):
        body = apply_fix(body, found[0])

    assert "I learned a lot at Northwind." in body
