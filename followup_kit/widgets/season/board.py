"""The season as a board: one column per stage, one card per application."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from followup_kit.widgets.season.overview import BOARD, Row

_HERE = Path(__file__).parent


class Board(anywidget.AnyWidget):
    """Columns of cards; a press on one opens its application.

    Attributes:
        columns: One `{name, cards}` per stage; a card is `{id, name, stage, next, urgent}`.
    """

    _esm = _HERE / "board.js"
    columns: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, on_open: Callable[[str], object]) -> None:
        super().__init__()
        self.on_msg(lambda _, message, __: on_open(message["open"]))

    def show(self, rows: Iterable[Row]) -> None:
        """Show some applications in the columns of their stages."""
        cards: dict[str, list[dict[str, Any]]] = {name: [] for name in BOARD}
        for row in rows:
            card = {"id": row.id, "name": row.name, "stage": row.stage, "next": row.next_step}
            cards[row.column].append({**card, "urgent": row.is_urgent})
        self.columns = [{"name": name, "cards": found} for name, found in cards.items()]
