"""What to say when something went wrong that nobody foresaw, without a name in it."""

import traceback

from followup_kit.errors import FollowUpError
from followup_kit.widgets.shared.markup import fill

SENTENCE = (
    "Something went wrong here that the workbook did not foresee. What you saved is in your log. "
    "Try again, or press Undo. If it stays, send the details to whoever gave you the workbook."
)
_DETAILS = """
<p><b>This cannot be shown.</b> {sentence}</p>
<details><summary>Details for a report (no names in it)</summary>
<div class="fk-text">{details}</div></details>
"""


def in_words(error: Exception) -> str:
    """The words of an error of ours; of any other, that it was not foreseen."""
    return str(error) if isinstance(error, FollowUpError) else SENTENCE


def unforeseen_html(error: Exception) -> str:
    """A sentence, and where in the code it happened; values, which may be names, are left out."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"{place.filename.rpartition('followup_kit')[2]}:{place.lineno}" for place in places]
    details = " > ".join([type(error).__name__, *lines[-6:]])
    return fill(_DETAILS, sentence=in_words(error), details=details)
