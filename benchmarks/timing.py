"""Medians of repeated runs, and a table to show them in."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles
from time import perf_counter, sleep


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


def all_times(
    functions: Sequence[Callable[[], object]], *, repeat: int, pause: float = 0
) -> list[tuple[float, ...]]:
    """Every time of each, taking turns so that a slow moment hits all of them.

    Args:
        functions: What to time.
        repeat: How often.
        pause: Seconds to wait between rounds, as a person would.
    """
    rounds = []
    for _ in range(repeat):
        rounds.append([seconds(function) for function in functions])
        sleep(pause)
    return list(zip(*rounds, strict=True))


def medians(functions: Sequence[Callable[[], object]], *, repeat: int) -> list[float]:
    """The median time of each, taking turns."""
    return [median(times) for times in all_times(functions, repeat=repeat)]


def percentile_95(times: Sequence[float]) -> float:
    """The time that 95 of 100 stay under."""
    return quantiles(times, n=20, method="inclusive")[-1]


def check_count(what: str, found: int, wanted: int) -> None:
    """Stop a benchmark that would measure something smaller than it says.

    Raises:
        SystemExit: The counts differ; the message has both.
    """
    if found != wanted:
        msg = f"This would measure {found:,} {what}, not {wanted:,}."
        raise SystemExit(msg)


def show(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a small Markdown table."""
    print(f"\n### {title}\n")
    for row in (header, ["---"] * len(header), *rows):
        print(f"| {' | '.join(str(cell) for cell in row)} |")


def milliseconds(time: float) -> str:
    """A time in words."""
    return f"{1000 * time:,.2f} ms" if time < 0.1 else f"{1000 * time:,.0f} ms"
