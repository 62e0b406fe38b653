"""What all findings on a note come to, in one line that promises no more than was read."""

from collections.abc import Sequence

from followup_kit.text import counted
from followup_kit.write.checks.finding import Finding, Level
from followup_kit.write.facts import NoteFacts
from followup_kit.write.kinds import kinds

_READER = "Only a reader can judge the rest."


def summary(found: Sequence[Finding], facts: NoteFacts) -> str:
    """How much there is to fix, to look at, and to consider, and what nobody could judge.

    "Nothing to fix" is said only where nothing was found and greeting, thanks and detail
    could be compared with the log.
    """
    counts = {level: sum(one.level is level for one in found) for level in Level}
    parts = [
        f"{counts[Level.ERROR]} to fix" if counts[Level.ERROR] else "",
        f"{counts[Level.WARNING]} to look at" if counts[Level.WARNING] else "",
        counted(counts[Level.HINT], "hint") if counts[Level.HINT] else "",
    ]
    said = ", ".join(filter(None, parts))
    unread = not_judged(facts)
    if not said and not unread:
        return f"✓ Nothing to fix that a program can see. {_READER}"
    if unread:
        said = f"{said or 'Nothing found'}. Not compared with the log: {', '.join(unread)}"
    return f"{said}. {_READER}"


def not_judged(facts: NoteFacts) -> list[str]:
    """The parts of a note that the log says too little about."""
    is_about_a_talk = kinds()[facts.kind].has_detail
    return [
        *([] if facts.recipient.strip() else ["the greeting"]),
        *([] if facts.company.strip() else ["the employer"]),
        *(["the detail"] if is_about_a_talk and not facts.topics.strip() else []),
    ]
