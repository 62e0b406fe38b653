"""Why people write, and for each kind of note a good example and a spoilt one."""

from dataclasses import dataclass

from followup_kit.text import own_toml
from followup_kit.write.checks import Finding, check
from followup_kit.write.compose import compose
from followup_kit.write.facts import NoteFacts


@dataclass(frozen=True)
class Example:
    """A made-up note of one kind."""

    body: str
    findings: tuple[Finding, ...]
    """What the checks say of it; errors and warnings first."""


def reasons() -> list[tuple[str, tuple[str, ...]]]:
    """Why people write, each with the statements it rests on."""
    table = own_toml("write/lesson.toml")["reasons"]
    return [(entry["text"], tuple(entry["sources"])) for entry in table]


def good_example(kind: str) -> Example:
    """A note of that kind drafted from a made-up student's facts."""
    facts = _facts(kind)
    draft = compose(facts)
    return Example(draft.body, tuple(check(draft.subject, draft.body, facts)))


def spoilt_example(kind: str) -> Example:
    """What not to send: a note of that kind with faults that people make."""
    facts = _facts(kind)
    body = own_toml("write/lesson.toml")["spoilt"][kind]
    return Example(body, tuple(check(compose(facts).subject, body, facts)))


def _facts(kind: str) -> NoteFacts:
    medium = "linkedin" if kind == "linkedin_invite" else "email"
    return NoteFacts(kind=kind, medium=medium, **own_toml("write/lesson.toml")["facts"])
