from dataclasses import replace

import pytest

from followup_kit.write.checks import Level, check
from followup_kit.write.checks.employers import employer_forms
from followup_kit.write.compose import compose

SHORT = "Dear Priya,\n\n{}\n\nBest regards,\nAna Ruiz"


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Priya,",
        "Hi Priya Nair,",
        "Dear Ms. Nair:",
        "Good morning Priya!",
        "Priya,",
        "Dear Priya. Thank you",
        "Dear Priya - thanks,",
    ],
)
def test_named_greeting_passes(found, good_note, greeting):
    assert found("recipient_name", good_note.replace("Dear Priya,", greeting)) == []


@pytest.mark.parametrize(
    ("recipient", "greeting", "expected"),
    [
        ("Siobhán Kelly", "Dear Siobhan,", "Siobhán"),
        ("Sarah Lee", "Dear Sara,", "Sarah"),
        ("John McDonald", "Dear Mr. Macdonald,", "McDonald"),
    ],
)
def test_near_name_gives_the_right_one(found, good_note, recipient, greeting, expected):
    body = good_note.replace("Dear Priya,", greeting)
    finding = found("recipient_name", body, recipient=recipient)[0]

    assert f"the log says {expected}." in finding.message
    assert finding.level == Level.ERROR


@pytest.mark.parametrize("written", ["Siobha\u0301n", "Siobh\u00e1n"])
def test_accents_are_equal_however_typed(found, good_note, written):
    body = good_note.replace("Dear Priya,", f"Dear {written},")

    assert found("recipient_name", body, recipient="Siobh\u00e1n Kelly") == []


def test_name_typed_in_small_letters_is_no_rule(found, good_note):
    assert found("recipient_name", good_note, recipient="priya nair") == []


def test_shared_first_name_is_not_another(found, good_note):
    assert found("recipient_name", good_note, others=("Priya Shah",)) == []


def test_others_may_be_named_in_the_text(found, good_note):
    body = good_note.replace("I am keen", "Please greet Tom Ek and Lee. I am keen")

    assert found("recipient_name", body) == []


def test_nobody_recorded_means_nobody_missed(found, good_note):
    assert found("recipient_name", good_note, recipient="") == []


@pytest.mark.parametrize(
    ("company", "written"),
    [
        ("Northwind Health Inc.", "Northwind"),
        ("Northwind Health Inc.", "Northwind Health"),
        ("The Granite Mutual Company", "Granite Mutual"),
        ("University of Wexmoor", "University of\nWexmoor"),
        ("Hale & Whitcombe LLP", "Hale & Whitcombe"),
        ("O\u2019Brien Foods", "O'Brien Foods"),
        ("Apple", "Apple"),
    ],
)
def test_short_forms_of_an_employer_pass(found, good_note, company, written):
    assert found("employer_name", good_note.replace("Northwind", written), company=company) == []


@pytest.mark.parametrize(
    ("subject", "body", "level"),
    [
        ("Our talk", "Thank you for your time.", "warning"),
        ("Thanks: data analyst", "Thank you for your time.", "hint"),
        ("Our talk", "Thank you for the onboarding flow.", "hint"),
    ],
)
def test_absent_employer_weighs_less_where_the_talk_is_clear(found, subject, body, level):
    finding = found("employer_name", SHORT.format(body), subject=subject)[0]

    assert finding.level == level


def test_colleague_need_not_name_the_employer(found, good_note):
    body = good_note.replace(" at Northwind", "")

    assert found("employer_name", body, is_internal=True) == []


def test_other_employer_of_a_recorded_fact_passes(found, good_note):
    body = good_note.replace("I am keen", "I was at Contoso Labs. I am keen")

    assert found("employer_name", body, fit="a summer at Contoso Labs") == []


def test_other_employer_with_a_common_name_passes(found, good_note):
    body = good_note.replace("I am keen", "Target dates were clear. I am keen")

    assert found("employer_name", body, other_companies=("Target",)) == []


def test_initials_count_as_the_employer():
    assert "UCSF" in employer_forms("University California San Francisco")


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("thank_you", Level.ERROR),
        ("combined", Level.ERROR),
        ("status_check", Level.HINT),
        ("closing_note", Level.WARNING),
    ],
)
def test_thanks_weigh_most_in_a_thank_you(found, kind, level):
    body = SHORT.format("I spoke with you about Northwind.")

    assert found("gratitude", body, kind=kind)[0].level == level


def test_roundabout_thanks_give_a_hint(found):
    body = SHORT.format("Your kindness on Monday stayed with me.")

    assert found("gratitude", body)[0].level == Level.HINT


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("casual", "It was awesome to see the wind tunnel."),
        ("pressure", "You let me down gently."),
        ("presumption", "I told my current manager about the visit."),
        ("demand", "I look forward to your prompt response."),
        ("feedback_request", "Thank you for the tips on my portfolio."),
    ],
)
def test_doubtful_phrases_are_hints(found, check, text):
    assert [one.level for one in found(check, SHORT.format(text))] == [Level.HINT]


def test_accents_do_not_hide_the_name(found):
    body = "Dear Priya,\n\nThank you.\n\nBest regards,\nIn\u00eas"

    assert found("closing", body, sender="Ines Carvalho") == []


def test_possessive_in_the_employer_is_no_slip(found):
    body = SHORT.format("Thank you for showing me St Brannoc's.")

    near = found("employer_name", body, company="St Brannoc's Hospital")

    assert [one for one in near if one.span] == []


@pytest.mark.parametrize(
    "text", ["Thanks in advance.", "I do not appreciate it.", "I would appreciate a quick reply."]
)
def test_no_thanks_in_these(found, text):
    assert found("gratitude", SHORT.format(text))


def test_thanks_as_a_closing_line_is_not_enough(found):
    assert found("gratitude", "Dear Priya,\n\nIt was fine.\n\nThanks,\nAna Ruiz")


@pytest.mark.parametrize(
    ("kind", "levels"),
    [
        ("thank_you", [Level.WARNING]),
        ("combined", [Level.WARNING]),
        ("status_check", [Level.HINT]),
        ("closing_note", []),
    ],
)
def test_interest_depends_on_the_kind(found, kind, levels):
    body = SHORT.format("Thank you for your time at Northwind.")

    assert [one.level for one in found("interest", body, kind=kind)] == levels


@pytest.mark.parametrize(("kind", "count"), [("thank_you", 1), ("status_check", 0)])
def test_fit_depends_on_the_kind(found, kind, count):
    body = SHORT.format("Thank you for your time at Northwind.")

    assert len(found("fit", body, kind=kind)) == count


@pytest.mark.parametrize(
    ("topics", "detail"),
    [
        ("automated tests", "I tested it at home."),
        ("AI; the canteen", "The canteen is lovely."),
        ("R", "I have used R for years."),
        ("onboarding nurses", "Nurse training matters."),
    ],
)
def test_detail_is_seen_in_other_forms(found, topics, detail):
    assert found("specific_detail", SHORT.format(detail), topics=topics) == []


def test_missing_detail_is_an_error(found):
    finding = found("specific_detail", SHORT.format("Thank you for the work."))[0]

    assert finding.level == Level.ERROR
    assert "onboarding flow" in finding.fix


def test_unrecorded_detail_is_a_hint(found, good_note):
    assert found("specific_detail", good_note, topics="")[0].level == Level.HINT


def test_position_is_no_detail(found):
    body = SHORT.format("Thank you for the talk about the Data Analyst Intern role.")

    assert found("specific_detail", body, topics="the Data Analyst role and Excel")


GENERIC = SHORT.format(
    "I hope this message finds you well. Thank you for taking the time to meet with me. I am very "
    "excited about the opportunity. I look forward to hearing from you."
)


@pytest.mark.parametrize("topics", ["", "the harbor survey"])
def test_stock_phrases_alone_are_generic(found, topics):
    assert found("generic", GENERIC, topics=topics)[0].level == Level.WARNING


def test_stock_phrases_with_a_detail_pass(found):
    body = GENERIC.replace("meet with me", "show me the harbor survey")

    assert found("generic", body, topics="the harbor survey") == []


def test_copy_of_another_note_is_an_error(full, found):
    other = replace(full, recipient="Tom Ek", others=("Priya Nair", "Lee Wu"))
    body = compose(full).body.replace("Priya", "Tom")
    finding = found("duplicate_text", compose(full).body, earlier_notes=(("Tom Ek", body),))[0]

    assert finding.level == Level.ERROR
    assert "Tom Ek" in finding.message
    mine = compose(other).body
    assert found("duplicate_text", compose(full).body, earlier_notes=(("Tom Ek", mine),)) == []


def test_half_a_copy_is_a_warning(found, good_note):
    other = good_note.replace(
        "It was clear how\nmuch the new nurses rely on it.", "You drew the whole plan on a napkin."
    ).replace("Priya", "Tom")
    finding = found("duplicate_text", good_note, earlier_notes=(("Tom Ek", other),))[0]

    assert finding.level == Level.WARNING
    assert "%" in finding.message


def test_shared_facts_are_no_copy(full, found):
    facts = f"{full.interest}, {full.fit}, {full.next_step}"
    one = SHORT.format(f"Thank you. I liked {facts}, and the view over the river at dusk.")
    two = f"Hi Tom,\n\nMany thanks indeed for {facts}; what a fine old tower it was.\n\nBest,\nAna"

    assert found("duplicate_text", one, earlier_notes=(("Tom Ek", two),)) == []


def test_feedback_may_be_asked_for_after_the_outcome(found):
    body = SHORT.format("Thank you. I would be grateful for feedback on my case study.")

    assert found("feedback_request", body, kind="closing_note") == []
    assert found("feedback_request", body)[0].level == Level.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "You must be busy.",
        "I know that you have to weigh many things.",
        "You said you would decide by Friday, and I look forward to it.",
        "I will send the file by Friday.",
        "I felt at home right away.",
        "If I were to join, I would start with the wiki.",
        "I look forward to the possibility of working with you.",
        "If you need references, please let me know.",
        "I haven't heard of a better plan.",
        "It was no small change for the team.",
        "We also discussed how R and Python differ.",
        "We met at 8:30 (room 4).",
        "You asked how I would price it; I said $5-$8.",
        "I learned how igneous rocks form.",
    ],
)
def test_harmless_words_pass(full, good_note, text):
    tone = {"demand", "presumption", "pressure", "casual", "feedback_request", "spelling"}
    body = good_note.replace("I am keen", f"{text} I am keen")

    assert [one for one in check("Data Analyst", body, full) if one.check in tone] == []


def test_many_exclamation_marks_are_counted(found, good_note):
    finding = found("casual", good_note.replace(".", "!"))[0]

    assert "exclamation marks" in finding.message


@pytest.mark.parametrize(
    ("count", "level"), [(10, "hint"), (49, "hint"), (201, "warning"), (301, "error")]
)
def test_length_has_steps(found, count, level):
    assert found("length", "word " * count)[0].level == level


@pytest.mark.parametrize("count", [50, 200])
def test_length_in_the_band_passes(found, count):
    assert found("length", ("word " * 25 + "\n\n") * (count // 25)) == []


def test_short_status_check_is_fine(found):
    assert found("length", "word " * 30, kind="status_check") == []


def test_empty_note_says_only_that(full):
    assert [one.check for one in check("Data Analyst", " \n", full)] == ["length"]


@pytest.mark.parametrize(
    ("subject", "level"),
    [
        ("", "error"),
        ("  ", "error"),
        ("a\nb", "error"),
        ("Hello", "hint"),
        ("Follow up", "hint"),
        ("Our talk last week", "hint"),
    ],
)
def test_weak_subject_is_found(found, good_note, subject, level):
    finding = found("subject", good_note, subject=subject)[0]

    assert finding.level == level
    assert finding.where == "subject"


def test_subject_needs_no_name_that_is_not_recorded(found, good_note):
    assert found("subject", good_note, subject="Our talk", position="", sender="") == []


def test_short_position_counts_in_the_subject(found, good_note):
    assert found("subject", good_note, subject="VP interview", position="VP") == []


@pytest.mark.parametrize("subject", ["Analyst interview", "Thanks from Ana", "Data Analyst Intern"])
def test_clear_subject_passes(found, good_note, subject):
    assert found("subject", good_note, subject=subject) == []


def test_subject_is_checked_for_gaps_and_slips(full, good_note):
    found = [
        one for one in check("Intern [Name] recieved", good_note, full) if one.where == "subject"
    ]

    assert {one.check for one in found} == {"unfilled_placeholder", "spelling"}


def test_missing_closing_is_found(found):
    body = "Dear Priya,\n\nThank you for all."

    assert len(found("closing", body)) == 2


@pytest.mark.parametrize(
    "ending", ["Best,\nAna", "With thanks,\nAna Ruiz\nexample.com", "Cheers,\nana"]
)
def test_closing_passes(found, ending):
    assert found("closing", f"Dear Priya,\n\nThank you.\n\n{ending}") == []


@pytest.mark.parametrize("text", ["[1]", "<ana@example.com>", "<https://example.com>", "a < b"])
def test_brackets_with_a_meaning_pass(found, good_note, text):
    body = good_note.replace("I am keen", f"{text} I am keen")

    assert found("unfilled_placeholder", body) == []


def test_recorded_names_are_not_misspelled(found, good_note):
    body = good_note.replace("I am keen", "The qwxzv team is fun. I am keen")

    assert found("spelling", body, company="Qwxzv Northwind") == []
    assert found("spelling", body)


def test_suggestion_is_offered(found, good_note):
    body = good_note.replace("keen", "kkeen")

    assert "keen" in found("spelling", body)[0].fix
