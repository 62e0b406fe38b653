"""Special rules, contradictions between the sources, and judgement calls, read from files."""

from collections.abc import Collection

from followup_kit.practice.loading import PracticeFile, build
from followup_kit.practice.presets import Contradiction, Judgement, Overlay, Side
from followup_kit.practice.sections import check_ids, tables_in


def overlays_in(file: PracticeFile, known: Collection[str]) -> dict[str, Overlay]:
    """The special rules by name."""
    found: dict[str, Overlay] = {}
    for name, table in tables_in(file, reserved={"name"}):
        check_ids(file, name, "sources", table.get("sources"), known)
        if entry := build(Overlay, {"name": name, **table}, file, name):
            found[name] = entry
    return found


def judgements_in(file: PracticeFile) -> dict[str, Judgement]:
    """The judgement calls by name."""
    found: dict[str, Judgement] = {}
    for name, table in tables_in(file, reserved={"name"}):
        if entry := build(Judgement, {"name": name, **table}, file, name):
            found[name] = entry
    return found


def contradictions_in(file: PracticeFile, known: Collection[str]) -> dict[str, Contradiction]:
    """The contradictions by id, such as `X1`."""
    found: dict[str, Contradiction] = {}
    for name, table in tables_in(file, reserved={"id"}):
        sides = _sides(file, name, table.get("sides"), known)
        if entry := build(Contradiction, {**table, "id": name, "sides": sides}, file, name):
            found[name] = entry
    return found


def _sides(
    file: PracticeFile, name: str, tables: object, known: Collection[str]
) -> tuple[Side, ...]:
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        example = '{ says = "Within 24 hours.", sources = ["A08"] }'
        file.blame(f"`{tables}` came in. Allowed: a list of sides like {example}.", name, "sides")
        return ()
    for table in tables:
        check_ids(file, name, "sides", table.get("sources"), known)
    built = [build(Side, table, file, name, shown_as="sides") for table in tables]
    return tuple(side for side in built if side)
