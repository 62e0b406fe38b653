"""How long the plan takes for many applications, against one plain pass of pandas."""

from benchmarks.made_logs import MESSAGES_EACH, NOW, MadeLog, plain_pass
from benchmarks.timing import medians, milliseconds, show
from followup_kit.plan.next_steps import next_steps

SIZES = (10, 1_000, 10_000)
REPEAT = 5


def main() -> None:
    """Measure and print."""
    header = (
        "open applications",
        "messages",
        "next_steps",
        "per application",
        "plain pass",
        "ratio",
    )
    show("The plan", header, [_row(size) for size in SIZES])


def _row(size: int) -> tuple[str, ...]:
    log = MadeLog(size)
    next_steps(log, now=NOW)
    plain_pass(log)
    plan, plain = medians(
        [lambda: next_steps(log, now=NOW), lambda: plain_pass(log)], repeat=REPEAT
    )
    times = (milliseconds(plan), milliseconds(plan / size), milliseconds(plain))
    return (f"{size:,}", f"{size * MESSAGES_EACH:,}", *times, f"{plan / plain:.1f}x")


if __name__ == "__main__":
    main()
