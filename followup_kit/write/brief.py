"""A brief for those who write with a chatbot: the facts they tick, as plain text to paste.

No model is called here. What does not belong into a note is not offered, and the answer is
pasted and checked like any other text.
"""

from collections.abc import Iterable

from followup_kit.text import one_line, own_toml
from followup_kit.write.facts import NoteFacts, forms_of_words, told_facts
from followup_kit.write.fitting.told import used_facts
from followup_kit.write.kinds import kinds
from followup_kit.write.names import greeting, person_name
from followup_kit.write.phrasing import company_name, words_for
from followup_kit.write.shapes.unfit import unfit_reasons

_ALWAYS = ("answer", "link")
_MOST = 120
"""Words of a usual note (checks.md 5: the middle of good notes is 90)."""


def facts_for_brief(facts: NoteFacts) -> dict[str, str]:
    """The facts that may be ticked, by field, as sentences; nothing that is private.

    >>> facts = NoteFacts(kind="thank_you", sender="Ana Ruiz", recipient="Priya Nair",
    ...                   company="Northwind", position="Baker", topics="rye", fit="my salary")
    >>> facts_for_brief(facts)
    {'topics': 'We talked about rye.'}
    """
    fields = [name for name in (*told_facts(), *_ALWAYS) if _is_used(facts, name)]
    typed = {name: one_line(getattr(facts, name)) for name in fields}
    return {
        name: _sentence(name, text)
        for name, text in typed.items()
        if text and not unfit_reasons(text)
    }


def _is_used(facts: NoteFacts, name: str) -> bool:
    return name in used_facts(facts) or (name in _ALWAYS and bool(getattr(facts, name)))


def _sentence(name: str, text: str) -> str:
    stem = forms_of_words()["facts"].get(name, {}).get("stem", "").removesuffix("...").rstrip()
    return f"{stem} {text}".strip().rstrip(".") + "."


def brief(facts: NoteFacts, ticked: Iterable[str]) -> str:
    """The brief as plain text.

    Args:
        facts: The note.
        ticked: Fields of `facts_for_brief` that the student chose.
    """
    table, offered = own_toml("write/brief.toml"), facts_for_brief(facts)
    words = words_for(facts)
    chosen = [offered[name] for name in ticked if name in offered]
    known = [
        f"The position: {words['title']}." if words["title"] else "",
        f"The employer: {company_name(facts.company)}." if facts.company.strip() else "",
        f"We spoke{words['on_date']}." if words["on_date"] else "",
    ]
    least = kinds()[facts.kind].fewest_words
    values = {
        "greeting": greeting(facts.recipient, formality=facts.formality, place=facts.place),
        "sender": one_line(facts.sender),
        "least": least,
        "most": max(_MOST, least + _MOST // 2),
        "tone": table["tones"][facts.formality],
        "english": table["english"][facts.place],
    }
    person = person_name(facts.recipient).full or "the reader"
    lines = [
        table["opening"].format(a_kind=table["kinds"][facts.kind], person=person),
        table["facts"],
        *(f"- {one}" for one in (*known, *chosen) if one),
        *(f"{line.format(**values)}" for line in table["asks"]),
        table["leave_out"],
    ]
    return "\n".join(lines)


def brief_hint() -> str:
    """What to do with the text that comes back."""
    return str(own_toml("write/brief.toml")["hint"])
