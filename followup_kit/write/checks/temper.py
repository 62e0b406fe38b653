"""Temper: anger, insult, blame, self-pity, threats, praise of oneself against others.

Such a note is not for today, whatever its kind (A22, C22). Beside what was found stands a
calm wording of the whole note, made of nothing but the names of the log.
"""

from followup_kit.text import one_line, own_toml
from followup_kit.write.checks.finding import Finding, Level, finding
from followup_kit.write.checks.note import Note
from followup_kit.write.checks.phrases import finding_for, placed_hits
from followup_kit.write.facts import NoteFacts, given_name

_KINDS = ("anger", "insult", "blame", "self_pity", "threat", "boast")


def check_temper(note: Note) -> list[Finding]:
    """What is said in anger or in despair, and once a calm note to put in its place."""
    found = [(kind, where, hit) for kind in _KINDS for where, hit in placed_hits(note, kind)]
    is_pattern = len(found) > 1
    said = [
        finding_for(note, hit, where, f"temper.{kind}", is_pattern=is_pattern)
        for kind, where, hit in found
    ]
    if not any(one.level is not Level.HINT for one in said):
        return said
    return [*said, _calm(note)]


def _calm(note: Note) -> Finding:
    span = (0, len(note.body))
    return finding("calm.offered", span=span, replacement=calm_note(note.facts))


def calm_note(facts: NoteFacts) -> str:
    """A short calm note of the same kind, from the recorded names alone.

    >>> facts = NoteFacts(kind="closing_note", sender="Ana Ruiz", recipient="Priya Nair",
    ...                   company="Northwind", position="Data Analyst")
    >>> calm_note(facts).splitlines()[2].partition(",")[0]
    'Thank you for letting me know about your decision'
    """
    texts = own_toml("write/words/calm.toml")["calm"]
    text = texts.get(facts.kind, texts["thank_you"])
    greeting = given_name(facts.recipient) or "all"
    has_position = facts.position.strip() and not facts.position.startswith("(")
    of = f" for the {one_line(facts.position)} position" if has_position else ""
    return f"Dear {greeting},\n\n{text.format(of=of).strip()}\n\nBest regards,\n{facts.sender}"
