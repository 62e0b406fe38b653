"""Medians of repeated runs, and a table to show them in."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from time import perf_counter


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


def medians(functions: Sequence[Callable[[], object]], *, repeat: int) -> list[float]:
    """The median time of each, taking turns so that a slow moment hits all of them."""
    rounds = [[seconds(function) for function in functions] for _ in range(repeat)]
    return [median(times) for times in zip(*rounds, strict=True)]


def show(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a small Markdown table."""
    print(f"\n### {title}\n")
    for row in (header, ["---"] * len(header), *rows):
        print(f"| {' | '.join(str(cell) for cell in row)} |")


def milliseconds(time: float) -> str:
    """A time in words."""
    return f"{1000 * time:,.2f} ms" if time < 0.1 else f"{1000 * time:,.0f} ms"
