"""One file of any spreadsheet program as tables of text; what it is says its content."""

from followup_kit.exchange.lists_in.questions import Answers
from followup_kit.exchange.lists_in.reading.sheet import (
    MOST_BYTES,
    Sheet,
    TableFileError,
    refusal,
)
from followup_kit.exchange.lists_in.reading.text_files import read_text
from followup_kit.exchange.lists_in.reading.workbooks import read_workbook

_REFUSED = (
    (b"SQLite format 3\x00", "a follow-up log, not a list. Bring it back in notebook 00"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Excel file. Open it in Excel and save it as .xlsx"),
    (b"%PDF", "a PDF. Choose the spreadsheet it was made from"),
    (b"\x1f\x8b", "a packed file. Unpack it first"),
    (b"\x80\x04", "a program's own file, which is never opened here. Save it as .csv"),
)


def read_sheets(content: bytes, name: str, answers: Answers) -> tuple[Sheet, ...]:
    """The tables of one file.

    Args:
        content: The bytes of the file.
        name: Its name, shown to people and used for nothing else.
        answers: What was answered already, such as how its letters are stored.

    Raises:
        TableFileError: It is too large, damaged, or no table.
    """
    shown = shown_name(name)
    _check_kind(content, shown)
    try:
        if content.startswith(b"PK"):
            sheets = read_workbook(content, shown)
        else:
            sheets = read_text(content, shown, answers)
    except TableFileError:
        raise
    except Exception as error:  # no file may end an import of the others
        why = f"it is damaged ({type(error).__name__}). Save it again as .csv or .xlsx."
        raise refusal(shown, why) from error
    if not any(sheet.rows for sheet in sheets):
        raise refusal(shown, "it holds no rows. Choose the file with your list.")
    return tuple(sheet for sheet in sheets if sheet.rows)


def shown_name(name: str) -> str:
    """A file's name as one short line that can be shown anywhere."""
    visible = "".join(c if c.isprintable() else " " for c in name)
    line = " ".join(visible.replace("\\", "/").rsplit("/", maxsplit=1)[-1].split())
    return (line[:57] + "…" if len(line) > 60 else line) or "your file"


def _check_kind(content: bytes, name: str) -> None:
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1_000_000:.0f} MB"
        raise refusal(
            name, f"it has {size}; at most {MOST_BYTES // 1_000_000} MB can be read. Split it."
        )
    if not content.strip():
        raise refusal(name, "it is empty, so it was not copied whole. Save it again.")
    for magic, what in _REFUSED:
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise refusal(name, f"it is {what}.")
