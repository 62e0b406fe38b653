"""A text file as a table: its letters, its separator, its rows.

Nothing is guessed in silence. UTF-8 and UTF-16 are proved by the bytes; where they are not,
a few words with accents are shown in each way they can be read, and a person chooses.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from followup_kit.exchange.lists_in.questions import Answers, Question
from followup_kit.exchange.lists_in.reading.json_lists import json_tables
from followup_kit.exchange.lists_in.reading.markdown import markdown_tables
from followup_kit.exchange.lists_in.reading.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, refusal
from followup_kit.exchange.lists_in.reading.web_pages import web_tables

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LEGACY = {
    "cp932": "Japanese",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "euc_kr": "Korean",
    "cp1252": "Windows",
    "mac_roman": "old Mac",
    "cp1250": "Windows, Central Europe",
    "cp1254": "Windows, Turkish",
}
_ONE_BYTE = frozenset({"cp1252", "mac_roman", "cp1250", "cp1254"})
_MOST_ENCODINGS = 5
_EASTERN = re.compile(
    r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff9f\u2010-\u2027\u25a0-\u26ff]"
)
_TAIL = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
_DAMAGED = re.compile(f"[ÂÃ][{_TAIL}]|â[{_TAIL}]{{2}}")
"""Letters of UTF-8 that were read as Windows letters and stored again."""

_COMMENT = re.compile(r"\s*#\s*\w")
_WORD = re.compile(r"\w*[^\x00-\x7f]+\w*")
_LOOKED_AT = 60
_AS_IT_IS, _REPAIRED = "as it is", "repaired"


def read_text(content: bytes, name: str, answers: Answers) -> tuple[Sheet, ...]:
    """The tables of one text file: one, or those of a Markdown, web or JSON file.

    Raises:
        TableFileError: It is no table, a quotation mark is never closed, or it has more
            rows or columns than can be taken.
    """
    text, questions = _decoded(content, name, answers)
    remarks = []
    if "\x00" in text:
        remarks.append(f"{text.count(chr(0)):,} invisible NUL characters were left out.")
        text = text.replace("\x00", "")
    for find in (json_tables, web_tables, markdown_tables):
        if found := find(text, name):
            return tuple(
                replace(s, remarks=tuple(remarks), questions=tuple(questions)) for s in found
            )
    return (_separated(text, name, remarks, questions),)


def _separated(text: str, name: str, remarks: list[str], questions: list[Question]) -> Sheet:
    separator, text = _separator(text)
    remarks.append(f"The cells are separated by {_SEPARATORS[separator]}.")
    rows = list(_rows(text, separator, name))
    comments = tuple(_comments(rows))
    if comments:
        remarks.append("The lines at its top that begin with # only say something about it.")
        rows = rows[len(comments) :]
    return Sheet(
        name,
        tuple((number, tuple(cells)) for number, cells in rows if any(c.strip() for c in cells)),
        tuple(remarks),
        tuple(questions),
        is_text=True,
        broken_rows=_broken(rows, cut=not text.endswith(("\n", "\r"))),
        comments=comments,
    )


def _decoded(content: bytes, name: str, answers: Answers) -> tuple[str, list[Question]]:
    """The text, and what to ask about its letters."""
    encoding = _proved_encoding(content)
    if encoding is None:
        question = _letters_question(content, name)
        chosen = question.answer(answers) or question.options[0][1]
        return content.decode(chosen, "replace"), [question]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(name, "its text is damaged. Save it again as .csv or .xlsx.") from error
    if sum(not (c.isprintable() or c in "\r\n\t\x00\x0b\x0c") for c in text[:4000]) > 40:
        raise refusal(name, "it is not a text file. Save your list as .csv or .xlsx.")
    return _repaired(text, name, answers)


def _proved_encoding(content: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return encoding
    start = content[:2000]
    if start.count(0) > len(start) // 4:
        return "utf-16-le" if start[1:2] == b"\x00" else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _letters_question(content: bytes, name: str) -> Question:
    """Which way of storing letters it is: those that fit, with three words as each reads them."""
    fitting = [(encoding, label) for encoding, label in _LEGACY.items() if _fits(content, encoding)]
    fitting = fitting or [("cp1252", _LEGACY["cp1252"])]
    if not re.search(rb"[\x80-\xff]{3}", content):
        fitting.sort(key=lambda one: one[0] not in _ONE_BYTE)
    options = []
    for encoding, label in fitting[:_MOST_ENCODINGS]:
        words = _WORD.findall(content.decode(encoding, "replace"))
        sample = ", ".join(list(dict.fromkeys(word[:20] for word in words))[:3])
        options.append((f"{label}: {sample[:60]}", encoding))
    text = f"{name} does not say how its letters are stored. Which of these reads right?"
    return Question(f"letters:{name}", text, tuple(options))


def _fits(content: bytes, encoding: str) -> bool:
    """Whether bytes are letters of a script that is stored so."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    if encoding in _ONE_BYTE:
        return not re.search(r"[^\x00-\x7f]{6}", text)
    rare = sum(not _EASTERN.match(c) for c in text if not c.isascii())
    return rare * 10 <= sum(not c.isascii() for c in text)


def _repaired(text: str, name: str, answers: Answers) -> tuple[str, list[Question]]:
    """The text, with letters that were stored twice put right if that was chosen."""
    if not _DAMAGED.search(text):
        return text, []
    mended = _DAMAGED.sub(_mended, text)
    words = zip(_WORD.findall(text), _WORD.findall(mended), strict=False)
    before, after = next(((a, b) for a, b in words if a != b), ("", ""))
    question = Question(
        f"letters:{name}",
        f"Some letters of {name} look damaged, such as {before}. Read it as {after}?",
        ((f"Yes, as {after}", _REPAIRED), (f"No, as {before}", _AS_IT_IS)),
    )
    return (mended if question.answer(answers) == _REPAIRED else text), [question]


def _mended(found: re.Match[str]) -> str:
    stored = bytes(0x80 + _TAIL.index(c) if c in _TAIL else ord(c) for c in found[0])
    return stored.decode("utf-8", "ignore") or found[0]


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells, and the text without a line that says so."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and (named := first.strip().strip('"')[4:] or "\t") in _SEPARATORS:
        return named, rest
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator)), text


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """How well rows are of one width above one with this separator."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row, _ in zip(reader, range(_LOOKED_AT), strict=False):
            widths[len(row) if any(row) else 0] += 1
    except csv.Error:
        pass
    wide = {width: count for width, count in widths.items() if width > 1}
    most = max(wide, key=lambda width: (wide[width], width), default=1)
    return wide.get(most, 0) / max(1, sum(widths.values())), most


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, line = 0, 1
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS + _LOOKED_AT:
                raise refusal(name, f"it has more than {MOST_ROWS:,} rows. Split it into parts.")
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise refusal(
                    name, f"row {number} has more than {MOST_COLUMNS} columns. Delete some first."
                )
            line = reader.line_num + 1
            yield number, cells
    except csv.Error as error:
        where = f"row {number + 1} (line {line}) cannot be read ({error})"
        why = f"{where}. Look for a lone quotation mark."
        raise refusal(name, why) from error


def _comments(rows: list[tuple[int, list[str]]]) -> Iterator[int]:
    """The numbers of the first lines that begin with `#` and words, as in many programs."""
    for number, cells in rows:
        if not _COMMENT.match(cells[0] if cells else ""):
            return
        yield number


def _broken(rows: list[tuple[int, list[str]]], *, cut: bool) -> tuple[tuple[int, str], ...]:
    """A last row that ends too early, in a file that does not end with a line of its own."""
    widths = Counter(len(cells) for _, cells in rows if any(cells))
    if not cut or len(widths) < 2 or len(rows) < 3:
        return ()
    number, cells = rows[-1]
    usual = widths.most_common(1)[0][0]
    if len(cells) >= usual:
        return ()
    why = f"The file ends in the middle of it: {len(cells)} cells, the others have {usual}."
    return ((number, why),)
