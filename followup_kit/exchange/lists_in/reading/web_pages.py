"""Tables of a page that was saved from the web."""

from html.parser import HTMLParser

from followup_kit.exchange.lists_in.reading.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Beside,
    Sheet,
    refusal,
)

_CELLS = frozenset({"td", "th"})


def web_tables(text: str, name: str) -> tuple[Sheet, ...]:
    """The tables of a web page; none if the text is no web page.

    Raises:
        TableFileError: It is a web page without a table, or larger than can be taken.
    """
    start = text[:2000].lstrip("\ufeff \r\n\t").lower()
    if not start.startswith(("<!doctype", "<html", "<table", "<meta", "<head")):
        return ()
    page = _Page(name)
    page.feed(text)
    page.close()
    tables = [(rows, beside) for rows, beside in page.tables if len(rows) > 1]
    if not tables:
        why = "it is a web page without a table. Download the list itself, as .csv or .xlsx."
        raise refusal(name, why)
    return tuple(
        Sheet(
            name if len(tables) == 1 else f"{name}, table {number}",
            tuple((at, tuple(cells)) for at, cells in enumerate(rows, start=1) if any(cells)),
            beside=tuple(beside),
        )
        for number, (rows, beside) in enumerate(tables, start=1)
    )


class _Page(HTMLParser):
    """Collects the cells of the tables of a page, with the addresses behind them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tables: list[tuple[list[list[str]], list[Beside]]] = []
        self._name, self._is_cell = name, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(([], []))
        if not self.tables:
            return
        rows, beside = self.tables[-1]
        if tag == "tr":
            rows.append([])
        elif tag in _CELLS and rows:
            rows[-1].append("")
            self._is_cell = True
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "a" and self._is_cell and rows and rows[-1]:
            address = dict(attrs).get("href") or ""
            if address.startswith("http"):
                beside.append(Beside(len(rows), len(rows[-1]) - 1, "link", address))
        if len(rows) > MOST_ROWS or (rows and len(rows[-1]) > MOST_COLUMNS):
            raise refusal(self._name, "it is too large a table. Split it into parts.")

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS:
            self._is_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            row = self.tables[-1][0][-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split()) if data.strip() else f"{row[-1]} "
            row[-1] = row[-1].strip() if not data.strip() else row[-1]
