"""One line of text for places that know nothing else: subjects, titles, names."""

import unicodedata

_BREAKS = {"Cc", "Zl", "Zp"}


def one_line(text: str, *, longest: int) -> str:
    r"""The text as one line without control characters, cut with an ellipsis if it is long.

    Args:
        text: Any text.
        longest: How many characters may stay.

    >>> one_line("Thank you\r\nBcc: x", longest=200)
    'Thank you Bcc: x'
    """
    visible = "".join(" " if unicodedata.category(c) in _BREAKS else c for c in text)
    line = " ".join(visible.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
