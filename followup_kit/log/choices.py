"""The words a log may use where it offers a list, each with its label.

A value is what the file holds; a label is what a person reads. Only the user says
"sent", and only the user confirms "no answer".
"""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A value with a label, equal to its value as text."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member that compares equal to `value` and is shown as `label`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class PositionType(Choice):
    """What kind of position an application is for."""

    JOB = "job", "Job"
    INTERNSHIP = "internship", "Internship"
    INTERNAL = "internal", "Position where I already work"
    OTHER = "other", "Something else"


class ContactInstruction(Choice):
    """What the employer said about writing to them; it beats every preset (C19)."""

    NONE = "none", "Nothing said"
    NO_STATUS = "no_status", "No status enquiries, please"
    NO_CONTACT = "no_contact", "Please do not contact the interviewers"
    VIA_AGENCY = "via_agency", "Everything through the agency"


class InterviewKind(Choice):
    """How an interview was held."""

    UNKNOWN = "unknown", "Not recorded"
    PHONE = "phone_screen", "Phone call"
    VIDEO = "video", "Video call"
    ON_SITE = "on_site", "In person"
    ONE_WAY_VIDEO = "one_way_video", "Recorded video, nobody there"
    CAREERS_FAIR = "careers_fair", "Careers fair"
    INFORMATIONAL = "informational", "Informational talk"


class InterviewStatus(Choice):
    """Whether an interview happened."""

    SCHEDULED = "scheduled", "Planned"
    COMPLETED = "completed", "Took place"
    RESCHEDULED = "rescheduled", "Moved to another time"
    CANCELLED_BY_EMPLOYER = "cancelled_by_employer", "Cancelled by the employer"
    CANCELLED_BY_ME = "cancelled_by_me", "Cancelled by me"
    NO_SHOW_EMPLOYER = "no_show_employer", "Nobody came"
    NO_SHOW_ME = "no_show_me", "I missed it"


class Part(Choice):
    """The part a person plays in the hiring."""

    INTERVIEWER = "interviewer", "Interviewer"
    HIRING_MANAGER = "hiring_manager", "Hiring manager"
    RECRUITER = "recruiter", "Recruiter or HR"
    PEER = "peer", "Future colleague"
    COORDINATOR = "coordinator", "Arranged the interview"
    AGENCY = "agency", "Agency recruiter"


class Medium(Choice):
    """The way a message travels."""

    UNKNOWN = "unknown", "Not said"
    EMAIL = "email", "E-mail"
    LINKEDIN = "linkedin", "LinkedIn"
    POST = "post", "Card by post"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"


class Direction(Choice):
    """Which way a message went."""

    OUT = "out", "From me"
    IN = "in", "From the employer"


class MessageKind(Choice):
    """What a message is for; the second part are the kinds an employer sends."""

    THANK_YOU = "thank_you", "Thank-you note"
    STATUS_CHECK = "status_check", "Status check"
    COMBINED = "combined", "Thanks and status check in one"
    CLOSING_NOTE = "closing_note", "Closing note"
    FEEDBACK_REQUEST = "feedback_request", "Feedback request"
    REPLY = "reply", "Reply"
    CONFIRM_NEXT_ROUND = "confirm_next_round", "Next round confirmed"
    CORRECTION = "correction", "Correction"
    FORWARD_REQUEST = "forward_request", "Thanks to pass on"
    APOLOGY = "apology", "Apology"
    WITHDRAWAL = "withdrawal", "Withdrawal"
    OFFER_REPLY = "offer_reply", "Reply to an offer"
    OFFER_ACKNOWLEDGEMENT = "offer_acknowledgement", "Thanks for an offer"
    OFFER_DECLINE = "offer_decline", "Offer declined"
    OFFER_ACCEPT = "offer_accept", "Offer accepted"
    COMPETING_DEADLINE = "competing_deadline", "Another deadline"
    NETWORKING = "networking", "Staying in touch"
    LINKEDIN_INVITE = "linkedin_invite", "LinkedIn invitation"
    LOGISTICS = "logistics", "Practical matters"
    ACKNOWLEDGEMENT = "acknowledgement", "Thanks or received"
    QUESTION = "question", "Question or request"
    SCHEDULING = "scheduling", "Times for a meeting"
    NEW_DATE = "new_date", "A new decision date"
    REJECTION = "rejection", "Rejection"
    OFFER = "offer", "Offer"
    CLOSED = "closed", "Position closed"
    AUTO_REPLY = "auto_reply", "Automatic reply"


class MessageState(Choice):
    """How far a message of yours has come."""

    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled to go out"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Came back undelivered"
    FAILED = "failed", "Could not be sent"


class Precision(Choice):
    """How exactly a time is known."""

    MINUTE = "minute", "To the minute"
    DAY = "day", "Only the day"


class OutcomeKind(Choice):
    """News about an application; none yet means it is still open."""

    ADVANCED = "advanced", "Invited to the next round"
    OFFER = "offer", "Offer"
    ACCEPTED = "accepted", "I accepted"
    DECLINED = "declined", "I declined the offer"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "I withdrew"
    CLOSED_BY_EMPLOYER = "closed_by_employer", "Position closed or filled"
    NO_RESPONSE = "no_response", "No answer, closed by me"


class MarkKind(Choice):
    """What you decided about one step of the plan."""

    SNOOZED = "snoozed", "Remind me later"
    PINNED = "pinned", "I do it at this time"
    DONE = "done", "Done or left out"
