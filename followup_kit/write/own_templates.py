"""Templates that a student or coach writes: words, fields, and "if", and nothing else.

The text is parsed first, and only what stands on a short list may pass: names of fields,
a few filters, `if`, and plain quoted words. There are no calls, attributes, loops or sums,
so nothing can run, reach into the program, or grow without end. Values are plain strings
and are never parsed.
"""

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from followup_kit.errors import FollowUpError
from followup_kit.text import one_line
from followup_kit.write.compose import Draft, tidy
from followup_kit.write.facts import NoteFacts, given_name, noun_phrase, told_facts
from followup_kit.write.phrasing import words_for
from followup_kit.write.questions import questions

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

FIELDS = {
    "first_name": "recipient",
    "recipient": "recipient",
    "sender": "sender",
    "company": "company",
    "position": "position",
    "topic": "topics",
    "interest": "interest",
    "fit": "fit",
    "next_step": "next_step",
    "interview_day": "interview_on",
    "decision_day": "decision_on",
    "meeting": "interview_kind",
    "meeting_time": "meeting_time",
    "missed_point": "missed_point",
    "clarification": "clarification",
    "link": "link",
    "reason": "reason",
}
"""What a template may name, and the fact of `NoteFacts` it comes from."""

FILTERS = ("upper", "lower", "title", "capitalize", "trim", "default")

_LONGEST = 20_000
_LONGEST_TAG = 300
_MOST_TAGS = 300
_DEEPEST = 8
_TAG = re.compile(r"\{[{%#](.*?)(?:[}%#]\}|$)", re.DOTALL)
_SUBJECT = re.compile(r"\s*subject:[^\S\n]*([^\n]*)\n", re.IGNORECASE)
_OPENING, _CLOSING = "([{", ")]}"


class _Missing(str):
    """A fact that is not recorded: it shows as a gap, and counts as empty in `if`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def check_template(text: str) -> tuple[str, ...]:
    """The fields that a template uses, in order of their first use.

    Raises:
        FollowUpError: The template holds something that is not allowed, or an unknown
            field; the message names the line and what is allowed.
    """
    _refuse_what_is_too_big(text)
    tree = _parsed(text)
    used: list[str] = []
    for node in _all_nodes(tree, 0):
        _refuse_what_is_not_listed(node)
        if type(node).__name__ == "Name" and node.name not in used:  # type: ignore[attr-defined]
            used.append(node.name)  # type: ignore[attr-defined]
    return tuple(used)


def render_template(text: str, facts: NoteFacts) -> Draft:
    """The draft that a template gives for these facts.

    A first line "Subject: ..." becomes the subject. A field whose fact is missing shows
    as a gap in brackets, which the checks find; `Draft.missing` asks for the fact.

    Raises:
        FollowUpError: As for `check_template`.
    """
    used = check_template(text)
    filled = _environment().from_string(text.replace("\r\n", "\n")).render(_values(facts))
    subject = _SUBJECT.match(filled)
    body = filled[subject.end() :] if subject else filled
    wanted = {FIELDS[name] for name in used}
    missing = tuple(one for one in questions(facts) if one.field in wanted)
    return Draft(one_line(subject.group(1)) if subject else "", tidy(body), missing)


def _values(facts: NoteFacts) -> dict[str, str]:
    words = words_for(facts)
    values = {
        "first_name": given_name(facts.recipient),
        "recipient": one_line(facts.recipient),
        "company": one_line(facts.company),
        "position": str(words["title"]),
        "interview_day": str(words["on_date"]).removeprefix(" on "),
    }
    told = {
        name: noun_phrase(getattr(facts, field), field)
        for name, field in FIELDS.items()
        if field in told_facts()
    }
    plain = told | {
        name: str(words[name]) for name in FIELDS if name in words and name not in values
    }
    return {name: value or _Missing(f"[{name}]") for name, value in (values | plain).items()}


def _refuse_what_is_too_big(text: str) -> None:
    if len(text) > _LONGEST:
        msg = f"The template has {len(text)} characters; up to {_LONGEST} are allowed. Shorten it."
        raise FollowUpError(msg)
    tags = list(_TAG.finditer(text))
    if len(tags) > _MOST_TAGS:
        _refuse(tags[_MOST_TAGS].start(), text, f"more than {_MOST_TAGS} fields and conditions")
    open_conditions = 0
    for tag in tags:
        words = tag.group(1).strip(" -+").split(maxsplit=1)
        open_conditions += (words[:1] == ["if"]) - (words[:1] == ["endif"])
        if open_conditions > _DEEPEST:
            _refuse(tag.start(), text, f"more than {_DEEPEST} conditions inside each other")
        depth = deepest = 0
        for letter in tag.group(1):
            depth += (letter in _OPENING) - (letter in _CLOSING)
            deepest = max(deepest, depth)
        if len(tag.group(1)) > _LONGEST_TAG or deepest > _DEEPEST:
            _refuse(tag.start(), text, "a part in braces that is too long or too deep")


def _refuse(place: int, text: str, what: str) -> None:
    msg = f"Line {text.count(chr(10), 0, place) + 1}: {what} came in. {_allowed()}"
    raise FollowUpError(msg)


def _parsed(text: str) -> "nodes.Template":
    from jinja2 import TemplateSyntaxError

    try:
        return _environment().parse(text)
    except TemplateSyntaxError as error:
        msg = f"Line {error.lineno}: this cannot be read ({error.message}). {_allowed()}"
        raise FollowUpError(msg) from error
    except RecursionError as error:
        msg = f"Line 1: conditions are nested too deep. {_allowed()}"
        raise FollowUpError(msg) from error


def _all_nodes(node: "nodes.Node", depth: int) -> "list[nodes.Node]":
    if depth > 4 * _DEEPEST:
        msg = f"Line {node.lineno}: conditions are nested too deep. {_allowed()}"
        raise FollowUpError(msg)
    for child in node.iter_child_nodes():  # a comparison has no line of its own
        child.lineno = child.lineno or node.lineno
    below = [one for child in node.iter_child_nodes() for one in _all_nodes(child, depth + 1)]
    return [node, *below]


def _refuse_what_is_not_listed(node: Any) -> None:
    name = type(node).__name__
    if name not in _NODES:
        msg = f"Line {node.lineno}: {_NAMES.get(name, name.lower())} came in. {_allowed()}"
        raise FollowUpError(msg)
    if name == "Filter" and (node.node is None or node.name not in FILTERS or node.kwargs):
        msg = f"Line {node.lineno}: the filter `{node.name}` came in. {_allowed()}"
        raise FollowUpError(msg)
    if name == "Const" and not isinstance(node.value, str):
        msg = f"Line {node.lineno}: the number {node.value!r} came in. {_allowed()}"
        raise FollowUpError(msg)
    if name == "Name" and (node.ctx != "load" or node.name not in FIELDS):
        msg = f"Line {node.lineno}: {_unknown_field(node.name)}"
        raise FollowUpError(msg)
    if name == "Operand" and node.op not in ("eq", "ne"):
        msg = f"Line {node.lineno}: the comparison `{node.op}` came in. {_allowed()}"
        raise FollowUpError(msg)


def _unknown_field(name: str) -> str:
    near = difflib.get_close_matches(name[:60], FIELDS, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return f"there is no field `{name[:60]}`.{hint} The fields are {', '.join(FIELDS)}."


def _allowed() -> str:
    return (
        "Allowed: plain words, a field such as {{ first_name }}, a condition such as "
        "{% if topic %} ... {% endif %}, and the filters " + ", ".join(FILTERS) + ". "
        "Take out the rest."
    )


_NODES = frozenset(
    {
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "Const",
        "If",
        "Filter",
        "And",
        "Or",
        "Not",
        "Compare",
        "Operand",
    }
)
_NAMES = {
    "Call": "a call with parentheses",
    "Getattr": "a period after a field",
    "Getitem": "square brackets after a field",
    "For": "a loop",
    "Assign": "`set`",
    "AssignBlock": "`set`",
    "Include": "`include`",
    "Import": "`import`",
    "FromImport": "`import`",
    "Extends": "`extends`",
    "Macro": "a macro",
    "Concat": "a sum of texts",
}


def _default(value: str, fallback: str = "") -> str:
    return value or fallback


@cache
def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters["default"] = _default
    return environment
