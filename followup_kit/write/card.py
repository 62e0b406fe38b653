"""A card to print: one page in the size of the card, in plain HTML that escapes every text.

The page loads nothing and runs nothing; the browser prints it or saves it as PDF. It also
serves as a model to copy by hand, which is what a handwritten card is for (D12, E09).
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from followup_kit.errors import FollowUpError

if TYPE_CHECKING:
    from jinja2 import Environment

CARD_SIZES = {"a6": ("148mm", "105mm"), "us_4x6": ("6in", "4in")}
"""Name of a size to width and height, both lying."""

_FONT_SIZES = ((70, "12pt"), (100, "11pt"), (130, "9.5pt"))
_SMALLEST = "8pt"


def card_page(text: str, *, size: str = "a6", title: str = "Thank-you card") -> str:
    """The page of a card as HTML, ready to print.

    Args:
        text: The text of the card, with empty lines between paragraphs.
        size: `a6` or `us_4x6`.
        title: The title of the page; browsers offer it as the name of a PDF.

    Raises:
        FollowUpError: The size is unknown, or there is no text to print.
    """
    if size not in CARD_SIZES:
        msg = f"`size` is {size!r}. Allowed: {', '.join(CARD_SIZES)}. Choose one of them."
        raise FollowUpError(msg)
    paragraphs = [found.strip() for found in re.split(r"\n\s*\n", text) if found.strip()]
    if not paragraphs:
        msg = "The card is empty. Write two or three sentences first."
        raise FollowUpError(msg)
    width, height = CARD_SIZES[size]
    return (
        _environment()
        .get_template("card.html")
        .render(
            paragraphs=paragraphs,
            title=" ".join(title.split()),
            width=width,
            height=height,
            font_size=_font_size(text),
        )
    )


def _font_size(text: str) -> str:
    count = len(text.split())
    return next((size for most, size in _FONT_SIZES if count <= most), _SMALLEST)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("followup_kit.write"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
    )
