"""The small language of language.toml: a fault as a row of words and parts of speech.

Each step of a pattern is one word of the sentence: `word|word` by its letters (`*` stands
for the rest), `:VVI|NN*` by its tag, `word:NN1` by both, `!step` any word but that one.
`step?` may be left out, `...` is up to three words, `^` the start of a sentence, and
`{name}` a family of words in language.toml.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from followup_kit.write.shapes.tokens import Token
from followup_kit.write.words import words

_FAMILY = re.compile(r"\{(\w+)\}")
_ANY = r"[^\s/]+"
_GAP = rf"(?: {_ANY}/(?!PU|\^){_ANY}){{0,3}}?"
_START = " ^/^"


class TaggedLine:
    """Sentences with their tags, in the one line that patterns are looked for in.

    Args:
        sentences: Place of each sentence in its text, and its words.
    """

    def __init__(self, sentences: Iterable[tuple[int, Sequence[Token]]]) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._spans: list[tuple[int, int] | None] = []
        length = 0
        for place, tokens in sentences:
            steps = [(f" {one.low.replace('/', '-')}/{one.tag}", one) for one in tokens]
            for step, token in ((_START, None), *steps):
                self._starts.append(length)
                span = (place + token.start, place + token.end) if token else None
                self._spans.append(span)
                pieces.append(step)
                length += len(step)
        self._line = "".join((*pieces, _START))

    def places(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Start and end in the text of each row of words that fits the pattern."""
        for found in _compiled(pattern).finditer(self._line):
            first, after = (bisect_left(self._starts, place) for place in found.span())
            spans = [span for span in self._spans[first:after] if span]
            if spans:
                yield spans[0][0], spans[-1][1]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    families = words()["word_families"]
    filled = _FAMILY.sub(lambda found: families[found.group(1)], pattern)
    return re.compile("".join(_step(step) for step in filled.split()))


def _step(step: str) -> str:
    if step == "...":
        return _GAP
    if step == "^":
        return re.escape(_START)
    if step.endswith("?"):
        return f"(?:{_step(step[:-1])})?"
    if step.startswith("!"):
        word, tag = _parts(step[1:])
        return rf" (?!(?:{word})/(?:{tag})(?= |$)){_ANY}/{_ANY}"
    word, tag = _parts(step)
    return rf" (?:{word})/(?:{tag})(?= |$)"


def _parts(step: str) -> tuple[str, str]:
    word, _, tag = step.partition(":")
    return _choice(word), _choice(tag)


def _choice(text: str) -> str:
    return re.escape(text).replace(r"\|", "|").replace(r"\*", r"[^\s/]*") or _ANY
