"""Why a step is advised: the statements behind it, and where the sources disagree."""

from dataclasses import dataclass

from followup_kit.plan.steps import NextStep
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Contradiction, Judgement, Statement
from followup_kit.practice.sections import JUDGEMENT

_STATEMENTS = 3


@dataclass(frozen=True, kw_only=True)
class Why:
    """What stands behind a step.

    Attributes:
        statements: What the sources say, the most telling first, three at most.
        judgements: The calls where no source decides; to be labelled as judgement.
        contradictions: Where the sources disagree about this step, the nearest first.
    """

    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    contradictions: tuple[Contradiction, ...]


def why(step: NextStep, practice: Practice) -> Why:
    """The two or three statements behind a step, its judgement calls and contradictions."""
    return Why(
        statements=_statements(step, practice),
        judgements=_judgements(step, practice),
        contradictions=_contradictions(step, practice),
    )


def _statements(step: NextStep, practice: Practice) -> tuple[Statement, ...]:
    """One statement of each reason in turn, so that no reason stays without its source."""
    ids: list[str] = []
    longest = max((len(reason.sources) for reason in step.reasons), default=0)
    for nth in range(longest):
        ids += [reason.sources[nth] for reason in step.reasons if nth < len(reason.sources)]
    known = [one for one in dict.fromkeys(ids) if one in practice.statements]
    return tuple(practice.statement(one) for one in known[:_STATEMENTS])


def _judgements(step: NextStep, practice: Practice) -> tuple[Judgement, ...]:
    names = [reason.judgement for reason in step.reasons if reason.judgement]
    if not names and JUDGEMENT in step.sources:
        names = ["workbook"]
    named = dict.fromkeys(names)
    if len(named) > 1:
        named.pop("workbook", None)
    return tuple(practice.judgements[name] for name in named if name in practice.judgements)


def _contradictions(step: NextStep, practice: Practice) -> tuple[Contradiction, ...]:
    """Those that name the action and share a statement with the step, most shared first."""
    behind, action = set(step.sources), step.instead_of or step.then or step.action
    touching = [
        (len(behind.intersection(one.sources)), one)
        for one in practice.contradictions.values()
        if action in one.actions
    ]
    shared = [pair for pair in touching if pair[0]]
    return tuple(one for _, one in sorted(shared, key=lambda pair: -pair[0]))
