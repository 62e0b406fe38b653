import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from followup_kit.write.checks import Level, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import KINDS, NoteFacts

NOTES = Path(__file__).parents[1] / "data" / "notes"
SUBJECT = "Thank you: Data Analyst Intern"
BAD = tomllib.loads((NOTES / "pieces.toml").read_text("utf-8"))["texts"]
CASES = tomllib.loads((files("followup_kit.write") / "findings.toml").read_text("utf-8"))
ODD = ("", "x" * 10_000, "🌻🌻", "נועה לוי", "<b>Bo</b>", "a\r\nb", "(((")
FACTS = ("topics", "interest", "fit", "next_step")


def serious(findings):
    return [(one.check, one.message) for one in findings if one.level != Level.HINT]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.get("piece", bad.get("greeting")))
def test_fault_is_found_where_it_stands(full, good_note, bad):
    body = good_note.replace("I am keen", bad.get("piece", "") + " I am keen")
    body = body.replace("Dear Priya,\n\n", bad.get("greeting", "Dear Priya,") + "\n\n").lstrip()
    place = body.index(bad["quote"])
    spans = [one.span for one in check(SUBJECT, body, full) if one.check == bad["check"]]

    assert any(start <= place + len(bad["quote"]) and place <= end for start, end in spans)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.get("piece", bad.get("greeting")))
def test_fault_is_not_taken_for_another(full, good_note, bad):
    """One fault may have two names only where the table of checks says so."""
    related = {"demand", "pressure", "presumption", "oversharing", "casual", "stiff", "spelling"}
    related |= {"grammar", "language", "sentence"}  # three readers of one slip
    body = good_note.replace("I am keen", bad.get("piece", "") + " I am keen")
    others = {one[0] for one in serious(check(SUBJECT, body, full))} - {bad["check"]} - related

    assert others == set()


def _parts(draft):
    return draft.subject, draft.body


def test_errors_come_before_hints(full):
    body = "Dear Tom,\n\nThx for [thing]. I expect to hear from you.\n\nBest,\nAna"
    levels = [one.level for one in check("", body, full)]

    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) == set(Level)


def test_every_finding_can_be_acted_on():
    for check_name, cases in CASES.items():
        for case, text in cases.items():
            assert text["level"] in set(Level), (check_name, case)
            assert all(text[part] for part in ("message", "fix", "reason", "sources"))


def test_spans_lie_in_the_text(full):
    body = "Hey Pria,\n\nThx [x] 😀!!! You must reply ASAP to {y}.\n\nBst,\nAna"
    found = check("Re: [job]", body, full)

    for one in found:
        text = body if one.where == "body" else "Re: [job]"
        assert one.span is None or 0 <= one.span[0] <= one.span[1] <= len(text)


def test_checking_changes_nothing(full, good_note):
    assert check(SUBJECT, good_note, full) == check(SUBJECT, good_note, full)


@pytest.mark.parametrize(
    "text", ["", "x" * 10_000, "🌻🌻", "נועה לוי", "<b>Bo</b>", "a\r\nb", "((("]
)
@pytest.mark.parametrize("kind", KINDS)
def test_odd_text_can_be_checked(kind, text):
    facts = NoteFacts(
        kind=kind,
        sender=text,
        recipient=text,
        company=text,
        position=text,
        topics=text,
        others=(text, "Bo"),
        other_companies=(text, "Contoso"),
        earlier_notes=((text, text), ("Bo", "Thank you " * 30)),
    )

    for body in (text, compose(facts).body, "Dear Bo,\n\n" + text):
        assert all(one.message for one in check(text, body, facts))


def test_odd_names_pass_in_their_own_draft():
    for name in ("b" * 10_000, "🌻🌻", "נועה לוי", "<b>Bo</b>", "O'Neil-Sørensen"):
        facts = NoteFacts(
            kind="status_check", sender=name, recipient=name, company=name, position=name
        )
        draft = compose(facts)
        found = {one.check for one in check(*_parts(draft), facts) if one.level == Level.ERROR}
        assert found <= {"length"}, name
