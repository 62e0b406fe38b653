"""How long the plan takes for many applications, against one plain pass of pandas."""

from benchmarks.made_logs import MESSAGES_EACH, NOW, MadeLog, plain_pass
from benchmarks.timing import check_count, medians, milliseconds, show
from followup_kit.plan.next_steps import next_steps

SIZES = (10, 1_000, 10_000)
SHORT_SIZES = (10, 1_000)
REPEAT = 5


def main(*, short: bool = False) -> None:
    """Measure and print."""
    header = (
        "open applications",
        "messages",
        "next_steps",
        "per application",
        "plain pass",
        "ratio",
    )
    show("The plan", header, [_row(size) for size in (SHORT_SIZES if short else SIZES)])


def _row(size: int) -> tuple[str, ...]:
    log = MadeLog(size)
    steps = next_steps(log, now=NOW)
    planned = {one.application_id for step in steps for one in (step.instead or (step,))}
    check_count("applications with a step", len(planned), size)
    plain_pass(log)
    plan, plain = medians(
        [lambda: next_steps(log, now=NOW), lambda: plain_pass(log)], repeat=REPEAT
    )
    times = (milliseconds(plan), milliseconds(plan / size), milliseconds(plain))
    return (f"{size:,}", f"{size * MESSAGES_EACH:,}", *times, f"{plan / plain:.1f}x")


if __name__ == "__main__":
    main()
