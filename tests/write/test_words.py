from importlib.resources import files

import pytest

from followup_kit.write.checks.note import sentence_around
from followup_kit.write.checks.phrases import Hit, hits, is_doubtful
from followup_kit.write.words import phrase_pattern, phrases, words

CHECKS = sorted({*words()["phrases"], *words()["hints"]})
ENTRIES = [(check, number) for check in CHECKS for number in range(len(phrases(check)))]


def listed(list_name: str) -> list[tuple[str, dict[str, str]]]:
    return [(check, entry) for check, found in words()[list_name].items() for entry in found]


@pytest.mark.parametrize(("check", "number"), ENTRIES)
def test_example_is_found(check, number):
    phrase = phrases(check)[number]

    assert phrase.pattern.search(phrase.example)
    assert hits(phrase.example, check)


@pytest.mark.parametrize(("check", "number"), ENTRIES)
def test_counter_example_is_left_alone(check, number):
    phrase = phrases(check)[number]

    assert phrase not in [hit.phrase for hit in hits(phrase.counter_example, check)]


@pytest.mark.parametrize(("check", "entry"), listed("harmless"))
def test_harmless_words_hide_a_phrase(check, entry):
    example, harmless = entry["example"], phrase_pattern(entry["phrase"])

    assert harmless.search(example)
    assert any(phrase.pattern.search(example) for phrase in phrases(check))
    assert hits(example, check) == []
    assert not harmless.search(entry["counter_example"])
    assert hits(entry["counter_example"], check)


@pytest.mark.parametrize(("check", "entry"), listed("doubtful"))
def test_doubtful_words_leave_a_hint(check, entry):
    found = certain_hits(entry["example"], check)

    assert found
    assert all(touches(entry["phrase"], hit, entry["example"]) for hit in found)


@pytest.mark.parametrize(("check", "entry"), listed("doubtful"))
def test_other_words_keep_the_level(check, entry):
    found = certain_hits(entry["counter_example"], check)

    assert found
    assert not any(is_doubtful(hit, entry["counter_example"]) for hit in found)


def certain_hits(text: str, check: str) -> list[Hit]:
    return [hit for hit in hits(text, check) if not hit.phrase.is_hint]


def touches(phrase: str, hit: Hit, text: str) -> bool:
    start, end = sentence_around(text, *hit.span)
    return any(
        start + found.start() < hit.span[1] and hit.span[0] < start + found.end()
        for found in phrase_pattern(phrase).finditer(text[start:end])
    )


def test_a_sure_phrase_outweighs_a_hint():
    found = hits("I urge you to think again.", "pressure")

    assert [hit.phrase.is_hint for hit in found] == [False]


def test_every_tone_phrase_has_its_sources():
    for check in (
        "demand",
        "presumption",
        "pressure",
        "oversharing",
        "casual",
        "stiff",
        "feedback_request",
        "deadline",
        "rivals",
        "excuses",
        "pay",
        "flattery",
        "better_terms",
        "anger",
        "insult",
        "blame",
        "self_pity",
        "threat",
        "boast",
    ):
        for phrase in phrases(check):
            assert phrase.sources, phrase.example
            assert phrase.fix, phrase.example


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("i am sure", "I'm sure"),
        ("i am sure", "I\n  am  sure"),
        ("do not know", "don't know"),
        ("you will not find", "you won't find"),
        ("new (team|boss)", "New boss"),
        ("if [only] you", "if you"),
        ("if [only] you", "if only you"),
        ("[so] glad", "glad"),
        ("from ... to", "from one end of it to"),
        ("appeal*", "appealing"),
    ],
)
def test_phrase_language_finds(phrase, text):
    assert phrase_pattern(phrase).fullmatch(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("r", "our"),
        ("team", "teamwork"),
        ("from ... to", "from a b c d e to"),
        ("from ... to", "from here. Go to"),
    ],
)
def test_phrase_language_passes_over(phrase, text):
    assert not phrase_pattern(phrase).search(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't expect an answer.",
        "I would never say that I expect an answer.",
        'You wrote "I expect an answer" on the board.',
    ],
)
def test_negated_and_quoted_words_do_not_count(found, good_note, text):
    body = good_note.replace("I am keen", f"{text} I am keen")

    assert found("demand", body) == []


def test_not_only_is_no_negation():
    assert hits("I am not only interested but ready.", "interest")


def test_lists_have_no_doubles():
    for name, entries in words().items():
        if isinstance(entries, list) and isinstance(entries[0], str):
            assert len(entries) == len(set(entries)), name


@pytest.mark.parametrize(("check", "number"), ENTRIES)
def test_companion_words_are_patterns(check, number):
    phrase = phrases(check)[number]

    for text in (*phrase.not_when, *phrase.only_when):
        assert not phrase_pattern(text).fullmatch("")


def test_phrase_needs_its_companions():
    assert hits("I have two weeks in Crete booked in August.", "pay")
    assert hits("I have the hall booked in August.", "pay") == []


def test_every_family_is_used():
    folder = files("followup_kit.write") / "words"
    text = "".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix == ".toml")

    assert [name for name in words()["families"] if f"{{{name}}}" not in text] == []


def test_slang_with_not_is_slang():
    assert hits("I'm not gonna lie.", "casual")
