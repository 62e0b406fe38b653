"""The rows of the table of checks that concern single kinds, media and small matters."""

import pytest

from followup_kit.write.checks import Level

BODY = "Dear Priya,\n\n{}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize(
    "greeting",
    ["Dear Priya, Tom and Lee,", "Dear all,", "Hi everyone!", "Dear Priya and Tom,", "Dear team,"],
)
def test_note_to_several_is_a_warning(found, good_note, greeting):
    body = good_note.replace("Dear Priya,", greeting)

    assert [one.level for one in found("group_note", body)] == [Level.WARNING]
    assert found("recipient_name", body) == []


def test_coordinator_may_be_asked_to_thank_all(found):
    body = BODY.format("Thank you. Please pass my thanks on to Tom Ek and Lee Wu.")

    assert found("group_note", body.replace("Dear Priya", "Dear all"), kind="forward_request") == []


@pytest.mark.parametrize(
    ("recipient", "greeting", "levels"),
    [
        ("Priya Nair", "Dear Professor Nair,", []),
        ("Priya Nair", "Priya -", []),
        ("Priya Nair", "Good morning Priya,", []),
        ("Dr. Eva Holm", "Hello Dr Holm", []),
        ("Mrs. Jane Granger", "Dear Mrs. Granger,", []),
        ("Mary-Jane Oconnor", "Dear Mary,", []),
        ("Robert Quist", "Hi Bob,", [Level.HINT]),
        ("Will Grace", "Dear Will,", []),
        ("Priya", "Dear Ms. Nair,", [Level.HINT]),
        ("Priya Nair", "Dear Hiring Manager,", [Level.ERROR]),
        ("Priya Nair", "Dear Ms. Blackwell,", [Level.ERROR]),
    ],
)
def test_greetings_are_read_as_people_write_them(found, good_note, recipient, greeting, levels):
    body = good_note.replace("Dear Priya,", greeting)

    assert [one.level for one in found("recipient_name", body, recipient=recipient)] == levels


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Thanks again, Tom, for the tea.", 1),
        ("Please thank Tom, who made the tea.", 0),
        ("Thanks again, Priya, for the tea.", 0),
    ],
)
def test_wrong_person_is_not_spoken_to(found, good_note, text, count):
    body = good_note.replace("I am keen", f"{text} I am keen")

    assert len(found("recipient_name", body)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I have decided to decline the offer.", 0),
        ("I am sorry that I cannot accept it.", 0),
        ("I need to think about many things.", 1),
    ],
)
def test_decline_must_be_plain(found, text, count):
    body = BODY.format(f"Thank you for the offer. {text}")

    assert len(found("decline_clear", body, kind="offer_decline")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See https://example.com/a and https://example.com/b.", 1),
        ("See https://example.com/a. I attach my CV.", 1),
        ("See https://example.com/a.", 0),
        ("I attach the CV you asked for. See https://example.com/a.", 0),
    ],
)
def test_one_extra_is_enough(found, text, count):
    assert len(found("extras", BODY.format(f"Thank you. {text}"))) == count


def test_address_under_the_name_is_no_extra(found):
    body = BODY.format("Thank you.") + "\nhttps://example.com\nhttps://example.org"

    assert found("extras", body) == []


@pytest.mark.parametrize(
    ("changes", "text", "levels"),
    [
        ({"medium": "linkedin"}, "x" * 1_901, [Level.ERROR]),
        ({"medium": "linkedin", "kind": "linkedin_invite"}, "x" * 201, [Level.ERROR]),
        ({"medium": "linkedin", "character_limit": 300}, "x" * 300, []),
        ({"medium": "linkedin"}, "x" * 1_900, []),
        ({"medium": "card"}, "word " * 130, [Level.HINT]),
        ({"medium": "card"}, "word " * 40, []),
    ],
)
def test_length_follows_the_medium(found, changes, text, levels):
    assert [one.level for one in found("length", text, **changes)] == levels


@pytest.mark.parametrize("medium", ["linkedin", "card"])
def test_only_mail_has_a_subject(found, good_note, medium):
    assert found("subject", good_note, subject="", medium=medium) == []


def test_next_step_that_is_left_out_is_a_hint(found, good_note):
    assert [one.level for one in found("next_step", good_note)] == [Level.HINT]
    assert found("next_step", good_note, next_step="") == []


@pytest.mark.parametrize(("formality", "count"), [("formal", 1), ("neutral", 0)])
def test_short_forms_are_for_less_formal_notes(found, good_note, formality, count):
    body = good_note.replace("I am keen", "I'm keen")

    assert len(found("casual", body, formality=formality)) == count


def test_many_strong_words_are_a_hint(found, good_note):
    body = good_note.replace("I am keen", "It was truly amazing, really wonderful. I am very keen")

    assert [one.level for one in found("gush", body)] == [Level.HINT]


def test_topic_and_strength_belong_together(found):
    gap = "It rained. We laughed. The tea was hot. The lift was slow. "
    text = f"Thank you for the onboarding flow. {gap}I have tutored statistics."

    assert found("topic_skill_link", BODY.format(text))
    assert found("topic_skill_link", BODY.format(text.replace(gap, ""))) == []


@pytest.mark.parametrize(
    ("kind", "text", "check", "count"),
    [
        ("thank_you", "The salary range was not mentioned; what is the salary?", "oversharing", 2),
        ("offer_accept", "We agreed on a salary of 20 dollars.", "oversharing", 0),
        ("competing_deadline", "I have another offer to answer by Friday.", "pressure", 0),
        ("feedback_request", "I would value any feedback.", "feedback_request", 0),
        ("offer_acknowledgement", "May I answer by Friday?", "demand", 0),
    ],
)
def test_kind_allows_what_it_is_for(found, kind, text, check, count):
    assert len(found(check, BODY.format(f"Thank you. {text}"), kind=kind)) == count


def test_tone_of_the_subject_counts(found, good_note):
    finding = found("pressure", good_note, subject="Still waiting for an answer: Data Analyst")[0]

    assert finding.where == "subject"


def test_text_from_elsewhere_needs_few_facts(found):
    body = "Dear Priya,\n\nThx, I expect an answer by Friday!!\n\nBye"
    bare = {"sender": "", "company": "", "position": "", "topics": "", "interest": "", "fit": ""}
    named = {one.check for name in ("casual", "demand") for one in found(name, body, **bare)}

    assert named == {"casual", "demand"}
