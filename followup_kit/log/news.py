"""What can happen after an interview, as a person would say it, and how it is kept."""

from dataclasses import dataclass

from followup_kit.log.choices import MessageKind, OutcomeKind


@dataclass(frozen=True)
class News:
    """One thing that can happen.

    Attributes:
        label: As a person would say it.
        message: The kind of message it came as; None if it is your own decision.
        outcome: The outcome it means for the application, if any.
    """

    label: str
    message: MessageKind | None = None
    outcome: OutcomeKind | None = None


NEWS: dict[str, News] = {
    "acknowledgement": News("They thanked me or said they got it", MessageKind.ACKNOWLEDGEMENT),
    "question": News("They asked me something", MessageKind.QUESTION),
    "new_date": News("They named a new decision date", MessageKind.NEW_DATE),
    "advanced": News(
        "They invited me to the next round", MessageKind.SCHEDULING, OutcomeKind.ADVANCED
    ),
    "offer": News("They made me an offer", MessageKind.OFFER, OutcomeKind.OFFER),
    "rejected": News("They said no", MessageKind.REJECTION, OutcomeKind.REJECTED),
    "closed": News(
        "The position was closed or filled", MessageKind.CLOSED, OutcomeKind.CLOSED_BY_EMPLOYER
    ),
    "auto_reply": News("An automatic reply came", MessageKind.AUTO_REPLY),
    "accepted": News("I accepted the offer", None, OutcomeKind.ACCEPTED),
    "declined": News("I declined the offer", None, OutcomeKind.DECLINED),
    "withdrawn": News("I withdrew", None, OutcomeKind.WITHDRAWN),
    "no_response": News("I close it: no answer came", None, OutcomeKind.NO_RESPONSE),
}
