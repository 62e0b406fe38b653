"""What was changed between two texts, word by word, for the eye and for a screen reader."""

import difflib
import re

from followup_kit.widgets.shared.markup import fill, joined

_ADDED = "<ins>{text}</ins>"
_TAKEN = "<del>{text}</del>"
_KEPT = "{text}"


def difference_html(before: str, after: str) -> str:
    """The second text with what was added to the first and what was taken from it marked."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    parts = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in {"delete", "replace"}:
            parts.append(fill(_TAKEN, text="".join(old[i1:i2])))
        if tag in {"insert", "replace"}:
            parts.append(fill(_ADDED, text="".join(new[j1:j2])))
        if tag == "equal":
            parts.append(fill(_KEPT, text="".join(new[j1:j2])))
    return fill('<div class="fk-text">{parts}</div>', parts=joined(parts))
