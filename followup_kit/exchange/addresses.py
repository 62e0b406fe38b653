"""One plain e-mail address, or a reason why a text is none.

A message goes to one person. Lists, names beside an address, and letters that only look
like those of an address are refused, whoever typed them.
"""

import re
import unicodedata

from followup_kit.errors import FollowUpError

_LONGEST = 254
_WORD = r"[A-Za-z0-9!#$'*+/^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(
    rf"(?=.{{3,{_LONGEST}}}\Z)(?=[^@]{{1,64}}@){_WORD}(?:\.{_WORD})*@(?:{_LABEL}\.)+"
    r"(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})"
)


def plain_address(text: str) -> str:
    """The text, if it is one plain address such as name@example.com, else an error.

    Raises:
        FollowUpError: It is none; if letters only look like others, the message shows how
            mail programs write them.
    """
    if _PLAIN.fullmatch(text):
        return text
    advice = "Correct it, or copy the text."
    if any(unicodedata.category(c) == "Cf" for c in text):
        msg = f"`{_seen(text)}` holds a character that cannot be seen. Type the address anew."
    elif not text.isascii():
        msg = (
            f"`{_seen(text)}` holds letters other than a to z; mail programs read them as "
            f"`{_seen(_as_ascii(text))}`. It may not be the address it looks like. {advice}"
        )
    else:
        msg = f"`{_seen(text)}` is not one plain e-mail address. {advice}"
    raise FollowUpError(msg)


def _as_ascii(text: str) -> str:
    """An address with each part that is not ASCII as mail programs write it (punycode)."""
    parts = re.split(r"([@.])", text)
    return "".join(p if p.isascii() else f"xn--{p.encode('punycode').decode()}" for p in parts)


def _seen(text: str) -> str:
    """A text for a message: what cannot be seen is left out."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")[:100]
