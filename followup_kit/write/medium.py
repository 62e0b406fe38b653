"""Which way a note should travel, and why.

A stated preference comes first, then what the employer asked for, then e-mail. A card is
an extra, unless the person likes post (practice.md X3).
"""

from dataclasses import dataclass
from typing import Any

from followup_kit.log.choices import ContactInstruction, Medium
from followup_kit.text import own_toml

SLOWEST_POST = 5
"""Business days after which a card has surely arrived."""


@dataclass(frozen=True)
class MediumAdvice:
    """The medium to choose, why, and which one may be added."""

    medium: str
    """One of `MEDIA`, or empty when no note should be sent."""
    reason: str
    sources: tuple[str, ...]
    extra: str = ""
    """`card` where one may come in addition, else empty."""
    extra_reason: str = ""


def advise_medium(
    *,
    kind: str = "thank_you",
    person: str = "",
    preferred: str = "",
    instruction: str = "",
    formality: str = "neutral",
    decides_same_day: bool = False,
    business_days_left: int | None = None,
    is_decided: bool = False,
    card: str = "formal_fields",
) -> MediumAdvice:
    """The way a note should travel, with the reason (A11 A13 E09 D12 C19).

    Args:
        kind: The kind of note, such as `thank_you`.
        person: What to call the reader in the reason.
        preferred: A value of `Medium`: how the person likes to be written to.
        instruction: A value of `ContactInstruction`.
        formality: `formal`, `neutral` or `warm`.
        decides_same_day: Whether they decide on the day of the interview.
        business_days_left: Business days until the decision; None when unknown.
        is_decided: Whether the outcome is known.
        card: Where the preset offers a card in addition: `no`, `formal_fields` or `yes`.
    """
    is_slow = business_days_left is not None and business_days_left < SLOWEST_POST
    rule = _rule(kind, preferred, instruction, decides_same_day or is_slow, is_decided)
    if rule == "usual" and decides_same_day:
        rule = "same_day"
    text = _rules()[rule]
    is_early = not (decides_same_day or is_slow or is_decided)
    is_offered = card == "yes" or (card == "formal_fields" and formality == "formal")
    has_card = rule == "usual" and kind == "thank_you" and is_offered and is_early
    return MediumAdvice(
        medium=text["medium"],
        reason=text["reason"].format(person=person or "This person"),
        sources=tuple(text["sources"]),
        extra="card" if has_card else "",
        extra_reason=_rules()["extra_card"]["reason"] if has_card else "",
    )


def _rule(kind: str, preferred: str, instruction: str, is_soon: bool, is_decided: bool) -> str:
    if instruction == ContactInstruction.NO_CONTACT:
        return "no_contact"
    if preferred == Medium.POST:
        return "prefers_post_too_slow" if is_soon else "prefers_post"
    if preferred in (Medium.PHONE, Medium.IN_PERSON):
        return "prefers_phone"
    if preferred in (Medium.EMAIL, Medium.LINKEDIN):
        return f"prefers_{preferred}"
    if instruction == ContactInstruction.VIA_AGENCY:
        return "via_agency"
    if kind == "linkedin_invite":
        return "invite" if is_decided else "invite_too_early"
    return "usual"


def _rules() -> dict[str, dict[str, Any]]:
    return own_toml("write/medium.toml")
