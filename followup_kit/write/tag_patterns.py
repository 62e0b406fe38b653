"""The small language of language.toml: a fault as a row of words and parts of speech.

Each step of a pattern is one word of the sentence: `word|word` by its letters (`*` stands
for the rest), `:VVI|NN*` by its tag, `word:NN1` by both, `!step` any word but that one.
`step?` may be left out, `...` is up to three words, `^` the start of the sentence, and
`{name}` a family of families.toml or language.toml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from followup_kit.write.shapes.tokens import Token
from followup_kit.write.words import words

_FAMILY = re.compile(r"\{(\w+)\}")
_WORD = r"[^\s/]+"
_TAG = r"[^\s/]+"
_GAP = rf"(?: {_WORD}/(?!PU){_TAG}){{0,3}}?"


def places(pattern: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Start and end, in characters of the tagged text, of each row that fits the pattern."""
    line = "".join(f" {token.low.replace('/', '-')}/{token.tag}" for token in tokens)
    starts = [found.start() for found in re.finditer(" ", line)]
    for found in _compiled(pattern).finditer(line):
        fitting = [
            token
            for token, start in zip(tokens, starts, strict=True)
            if found.start() <= start < found.end()
        ]
        if fitting:
            yield fitting[0].start, fitting[-1].end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    families = words()["families"] | words()["word_families"]
    filled = _FAMILY.sub(lambda found: families[found.group(1)].replace(" ", ""), pattern)
    return re.compile("".join(_step(step) for step in filled.split()))


def _step(step: str) -> str:
    if step == "...":
        return _GAP
    if step == "^":
        return "^"
    if step.endswith("?"):
        return f"(?:{_step(step[:-1])})?"
    if step.startswith("!"):
        word, tag = _parts(step[1:])
        return rf" (?!(?:{word})/(?:{tag})(?= |$)){_WORD}/{_TAG}"
    word, tag = _parts(step)
    return rf" (?:{word})/(?:{tag})(?= |$)"


def _parts(step: str) -> tuple[str, str]:
    word, _, tag = step.partition(":")
    return _choice(word, _WORD), _choice(tag, _TAG)


def _choice(text: str, anything: str) -> str:
    return re.escape(text).replace(r"\|", "|").replace(r"\*", r"[^\s/]*") or anything
