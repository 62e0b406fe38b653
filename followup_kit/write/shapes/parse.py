"""A small grammar of English over tagged words: where a phrase that begins at a word may end.

Every rule answers with the set of all places where it may end, so that a text is a noun
phrase, a clause and so on when the end of the text is among them. What the grammar does not
hold is left to the student to say another way.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Any

from followup_kit.write.shapes.grammar import word_list
from followup_kit.write.shapes.tokens import Token, tagged

Ends = frozenset[int]

_NONE: Ends = frozenset()
_DETERMINERS = ("AT0", "DPS", "DT0", "DTQ")
_NUMBERS = ("CRD", "ORD")
_ADJECTIVES = ("AJ0", "AJC", "AJS")
_NOUNS = ("NN0", "NN1", "NN2", "NP0", "UNC", "!!!")
_BASE = ("VVB", "VVI", "VBI", "VDI", "VDB", "VHI", "VHB")
_PAST = ("VVD", "VHD", "VDD", "VBD")
_BE = ("am", "is", "are", "was", "were", "be", "been", "being", "'s", "'m", "'re")
_PRONOUNS = ("me", "us", "you", "it", "them", "him", "her", "myself", "yourself", "ourselves")
_SUBJECTS = ("i", "you", "he", "she", "it", "we", "they")
_MANY = ("you", "we", "they", "i")
_WH = ("how", "why", "what", "where", "when", "which", "who", "whether", "whose")
_TIMES = ("every", "each", "last", "next", "this", "all", "twice", "once")
_WHILE = ("because", "when", "if", "so", "before", "after", "while", "until", "since", "once", "as")
_TAKES_TWO = frozenset(
    [
        "give",
        "show",
        "tell",
        "teach",
        "send",
        "offer",
        "make",
        "call",
        "name",
        "let",
        "help",
        "see",
        "watch",
        "have",
        "take",
        "get",
        "hear",
    ]
)
_MOST_STEPS = 6


def _kept(rule: Callable[..., Ends]) -> Callable[..., Ends]:
    """A rule that is worked out once for each place."""
    name = rule.__name__

    def kept(self: "Parse", at: int, *more: Any) -> Ends:
        key = (name, at, *more)
        if key not in self.known:
            self.known[key] = _NONE  # a rule that comes back to itself finds nothing
            if 0 <= at < self.length:
                self.known[key] = rule(self, at, *more)
            elif at == self.length and name == "_rest":  # nothing follows the verb
                self.known[key] = frozenset((at,))
        return self.known[key]

    return kept


class Parse:
    """The phrases of one piece of text.

    >>> parse("how they cook for 400 people").is_all("question")
    True
    """

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.length = len(tokens)
        self.known: dict[tuple[object, ...], Ends] = {}

    def is_all(self, rule: str, at: int = 0) -> bool:
        """Whether the text from a place on is one phrase of that kind."""
        return bool(self.tokens) and self.length in getattr(self, rule)(at)

    def longest(self, rule: str, at: int = 0) -> int:
        """Where the longest phrase of that kind ends; -1 when there is none."""
        return max(getattr(self, rule)(at), default=-1)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(token.low for token in self.tokens)

    def _tag(self, at: int) -> str:
        return self.tokens[at].tag if at < self.length else ""

    def _low(self, at: int) -> str:
        return self.lows[at] if at < self.length else ""

    # --- nouns ---

    def _is_noun(self, at: int) -> bool:
        """Whether a word may be a noun: a verb's form that is a noun too counts after another."""
        tag, low = self._tag(at), self._low(at)
        if tag in _NOUNS or (
            tag == "ZZ0"
            and (self.tokens[at].text.isupper() or (at > 0 and self._tag(at - 1) == "CRD"))
        ):
            return True
        if low in word_list("languages"):
            return True
        is_either = tag in ("VVZ", "VVB", "VVI", "VVG") and (
            low in word_list("also_nouns") or low.rstrip("s") in word_list("also_nouns")
        )
        return is_either and self._tag(at - 1 if at else at) not in ("TO0", "VM0", "PNP", "XX0")

    @_kept
    def core(self, at: int) -> Ends:
        """A noun with what stands before it: "the new splinting room", "cell 3"."""
        if self._low(at) in _PRONOUNS or self._tag(at) == "PNI":
            after = at + 1
            is_made_near = self._tag(at) == "PNI" and self._tag(after) == "AJ0"
            return frozenset((after, after + 1) if is_made_near else (after,))
        place = at
        if self._low(place) in ("all", "both", "half"):
            place += 1
            place += self._low(place) == "of"
        if self._tag(place) in _DETERMINERS and self._low(place) != "which":
            place += 1
        is_lone = place > at and self._low(place - 1) in ("this", "that", "these", "those", "most")
        return self._heads(place, at) | (frozenset((place,)) if is_lone else _NONE)

    def _heads(self, place: int, at: int) -> Ends:
        ends = set()
        is_wrong = self._low(place - 1) in ("a", "an") if place > at else False
        while place < self.length:
            if self._is_noun(place) or (
                self._tag(place) == "CRD" and self._low(place) in ("one", "ones")
            ):
                is_many = self._tag(place) == "NN2"
                if not (is_wrong and is_many):
                    ends.add(place + 1)
                    if self._tag(place + 1) in ("CRD", "ZZ0") and not self._is_noun(place + 2):
                        ends.add(place + 2)
            elif not self._is_modifier(place):
                break
            elif self._tag(place) == "AJ0" and place > at and self._low(place - 1) == "the":
                ends.add(place + 1)  # "the quiet"
            place += 1
        return frozenset(ends)

    def _is_modifier(self, at: int) -> bool:
        tag, after = self._tag(at), self._tag(at + 1)
        if tag in (*_ADJECTIVES, *_NUMBERS, "ZZ0", "POS", "VVN", "VVG", "VVD") or (
            self._low(at) == "'s" and at > 0 and self._is_noun(at - 1)
        ):
            is_past = tag in ("VVD", "VVN") and _looks_past(self._low(at))
            return not is_past or self._tag(at - 1 if at else at) in (
                *_DETERMINERS,
                *_ADJECTIVES,
                "AV0",
                "NN1",
            )
        if self._low(at) in ("a.m.", "p.m.", "am", "pm"):
            return at > 0 and self._tag(at - 1) == "CRD"
        if tag == "AV0":
            return after in (*_ADJECTIVES, "VVN", "VVG")
        is_between = self._low(at) in ("and", "or", "but") and after in _ADJECTIVES
        return is_between and self._tag(at - 1) in _ADJECTIVES

    @_kept
    def noun(self, at: int) -> Ends:
        """A noun phrase with all that belongs to it: "the chairs with arms for older patients"."""
        return self._closure(self.core(at), self._after_noun)

    def _after_noun(self, at: int) -> Ends:
        tag, low = self._tag(at), self._low(at)
        found = set(self.place(at))
        if low in ("that", "which", "who", "where", "when") and tag != "DT0":
            head = self.tokens[at - 1]
            is_many = head.tag == "NN2" or head.low == "people"
            found |= self.verb(at + 1, "they" if is_many else "it") | self.clause(at + 1)
        is_way = self._low(at - 1) in ("way", "reason", "day", "time", "moment")
        if is_way or (tag == "PNP" and low in _SUBJECTS and low != "it"):
            found |= self.clause(at)  # "the sensors they use"
        if tag in ("VVN", "VVD") and self._tag(at + 1) in ("PRP", "AVP", "PRF", "TO0", "NP0"):
            found |= self._rest(at + 1)
        if tag == "VVG" and not self._is_noun(at):
            found |= self._rest(at + 1)
        if tag in _ADJECTIVES and self._tag(at + 1) in ("PRP", "PRF"):  # "work close to home"
            found |= self.adjective(at)
        if low in ("a", "an") and self._low(at + 1) in word_list("units"):  # "14 rooms a day"
            found.add(at + 2)
        if tag == "TO0":
            found |= self.infinitive(at)
        if low in ("and", "or", "versus") or (low == "but" and self._low(at + 1) == "not"):
            found |= self.noun(at + 1) | self.question(at + 1) | self.doing(at + 1)
        if low in _TIMES or tag in ("AV0", "AVP"):
            found |= self._time(at)
        return frozenset(found)

    def _time(self, at: int) -> Ends:
        if self._tag(at) in ("AV0", "AVP") and self._low(at) not in ("last", "next", "every"):
            ends = {at + 1}
            if self._tag(at + 1) == "AT0" and self._tag(at + 2) == "NN1":  # "twice a day"
                ends.add(at + 3)
            return frozenset(ends)
        at += self._tag(at + 1) == "ORD"
        is_time = self._tag(at + 1) in ("NN1", "NP0", "NN2")
        return (
            frozenset((at + 2, at + 3) if is_time and self._is_noun(at + 2) else (at + 2,))
            if (is_time)
            else _NONE
        )

    @_kept
    def place(self, at: int) -> Ends:
        """A preposition and what it holds: "at both ends", "by finding relatives"."""
        if self._tag(at) not in ("PRP", "PRF", "AVP") and self._low(at) not in (
            "than",
            "versus",
            "like",
            "as",
            "after",
            "before",
            "since",
            "until",
            "once",
        ):
            return _NONE
        after = at + 1
        if self._tag(at) == "AVP" and self._tag(after) not in ("PRP", "PRF"):
            return frozenset((after,))
        if self._low(at) in _PARTICLES and self._tag(after) in ("", "AV0", "CJS", "CJC", "AVQ"):
            return frozenset((after,))
        after += self._tag(after) in ("PRP", "PRF")
        found = self.noun(after) | self.doing(after) | self.question(after)
        if self._low(at - 1) in ("instead", "rather"):  # "you repair instead of replace"
            found |= self.plain(after)
        if self._tag(after) in (*_NUMBERS, "AV0") or self._low(after) in ("a.m.", "p.m."):
            found |= {after + 1}
            if self._low(after + 1) in ("a.m.", "p.m."):
                found |= {after + 2}
        return frozenset(found)

    def _closure(self, ends: Iterable[int], step: Callable[[int], Ends]) -> Ends:
        """All places that can be reached by taking steps from these."""
        found, new = set(ends), set(ends)
        for _ in range(_MOST_STEPS):
            new = {end for place in new if place < self.length for end in step(place)} - found
            if not new:
                break
            found |= new
        return frozenset(found)

    # --- verbs ---

    @_kept
    def doing(self, at: int) -> Ends:
        """An -ing form with what belongs to it: "splicing fiber in the rain"."""
        at += self._tag(at) == "XX0"
        tag, low = self._tag(at), self._low(at)
        is_form = tag in ("VVG", "VBG", "VHG", "VDG") or (
            tag in ("NN1", "AJ0") and low.endswith("ing") and low in word_list("gerunds")
        )
        return self._rest(at + 1) if is_form else _NONE

    @_kept
    def infinitive(self, at: int) -> Ends:
        """The word "to" and a plain verb with what belongs to it."""
        return self.plain(at + 1) if self._low(at) == "to" else _NONE

    @_kept
    def plain(self, at: int) -> Ends:
        """A plain verb with what belongs to it: "speak Malay and English"."""
        while self._tag(at) == "AV0":
            at += 1
        is_base = (
            self._tag(at) in _BASE
            or self._low(at) == "like"
            or (self._tag(at) in ("NN1", "NN0", "AJ0") and self._low(at) in word_list("also_nouns"))
        )
        if self._low(at) == "be":
            return self._being(at + 1)
        return self._joined(at, self._rest(at + 1), self.plain) if is_base else _NONE

    @_kept
    def past(self, at: int) -> Ends:
        """A past form with what belongs to it: "ran a crew of 11 pickers and kept a log"."""
        while self._tag(at) == "AV0":
            at += 1
        if self._low(at) in ("was", "were"):
            return self._being(at + 1)
        is_past = self._tag(at) in _PAST or (
            self._tag(at) in ("VVN", "VDN", "AJ0", "VVB", "NN1") and _looks_past(self._low(at))
        )
        return self._joined(at, self._rest(at + 1), self.past) if is_past else _NONE

    def _joined(self, at: int, ends: Ends, rule: Callable[[int], Ends]) -> Ends:
        """The same form again after "and"."""
        more = {last for end in ends if self._low(end) in ("and", "but") for last in rule(end + 1)}
        return frozenset(ends | more) if at < self.length else _NONE

    @_kept
    def verb(self, at: int, who: str) -> Ends:
        """A finite verb that agrees, with what belongs to it.

        Args:
            at: The place.
            who: `i`, `it` or `they`, for the person and number.
        """
        while (self._tag(at) == "AV0" and self._low(at) not in _DEGREE) or (
            self._low(at) in ("all", "both", "also")
        ):
            at += 1
        tag, low = self._tag(at), self._low(at)
        after = at + 1
        while self._tag(after) == "XX0" or (
            self._tag(after) == "AV0" and low in (*_BE, "'ve") and after + 1 < self.length
        ):
            after += 1
        if low in _BE[:7] or low in ("'s", "'m", "'re"):
            allowed = {
                "i": ("am", "was", "'m"),
                "it": ("is", "was", "'s"),
                "they": ("are", "were", "'re"),
            }[who]
            ends = self._being(after) if low in allowed else _NONE
        elif tag == "VM0" or low in ("'ll", "'d"):
            ends = self.plain(after)
        elif low in ("have", "has", "had", "'ve"):
            is_right = low == "had" or (low == "has") == (who == "it")
            ends = self._had(after) if is_right else _NONE
        elif low in ("do", "does", "did"):
            is_right = low == "did" or (low == "does") == (who == "it")
            ends = (self.plain(after) | self._rest(after)) if is_right else _NONE
        elif (
            tag in ("VVD",)
            or (tag in ("VVN", "AJ0", "VVB") and _looks_past(low))
            or tag in (("VVZ",) if who == "it" else ("VVB", "VVI"))
        ) or self._may_be_verb(at, who):
            ends = self._rest(after)
        else:
            return _NONE
        return self._joined(at, ends, lambda place: self.verb(place, who))

    def _may_be_verb(self, at: int, who: str) -> bool:
        """Whether what the tagger takes for a noun is the verb: "a downgrade changes what ..."."""
        low, after = self._low(at), self._tag(at + 1)
        form = low.removesuffix("s") if who == "it" else low
        is_formed = (low != form) == (who == "it") and self._tag(at) in ("NN1", "NN2")
        is_before_object = after in ("PRP", "NN2", "AT0", "DPS", "DTQ", "PNP", "AVQ", "TO0")
        return is_formed and is_before_object and form in word_list("also_nouns")

    def _had(self, at: int) -> Ends:
        ends = set(self._rest(at))
        while self._tag(at) == "AV0":
            at += 1
        if self._low(at) == "been":
            return frozenset(ends | self._being(at + 1))
        if self._tag(at) in ("VVN", "VVD", "VDN", "VHN"):
            ends |= self._rest(at + 1)
        return frozenset(ends)

    def _being(self, at: int) -> Ends:
        """What follows a form of "be"."""
        while self._tag(at) in ("AV0", "XX0"):
            if self._tag(at) == "AV0" and at + 1 == self.length:
                return frozenset((at + 1,))
            at += 1
        ends = set(self.noun(at) | self.adjective(at) | self.doing(at) | self.question(at))
        ends |= self.place(at) | self.infinitive(at)
        if self._tag(at) in ("VVN", "VVD"):
            ends |= self._rest(at + 1)
        if self._tag(at) in ("AVP", "AV0", "CRD"):
            ends.add(at + 1)
        return self._closure(ends, self._after_verb_late)

    @_kept
    def adjective(self, at: int) -> Ends:
        """An adjective with what belongs to it: "curious how it works", "good with animals"."""
        while self._tag(at) == "AV0" and at + 1 < self.length:
            at += 1
        is_word = self._tag(at) in (*_ADJECTIVES, "VVN") or (
            self._low(at) in word_list("participles") | word_list("eager")
        )
        if not is_word:
            return _NONE
        ends = {at + 1}
        if self._low(at + 1) in ("and", "but"):
            ends |= self.adjective(at + 2)
        ends |= self.place(at + 1) | self.infinitive(at + 1) | self.question(at + 1)
        if self._low(at + 1) == "that":
            ends |= self.clause(at + 2)
        return self._closure(ends, self._after_verb_late)

    @_kept
    def _rest(self, at: int) -> Ends:
        """All that may follow a verb, at most two nouns of it."""
        verb = self.tokens[at - 1].base
        found = {at}
        first = set(self.noun(at)) if at < self.length else set()
        if verb in _TAKES_TWO:
            first |= {end for one in set(first) for end in self.noun(one) | self.plain(one)}
        if verb in ("see", "hear", "watch", "find", "keep", "have", "spend", "make"):
            first |= {end for one in set(first) for end in self.doing(one) | self.adjective(one)}
        found |= first
        if self._tag(at) == "AVP":  # "set out the walls"
            found |= self.noun(at + 1)
        if at < self.length:
            found |= self.adjective(at) if verb in _LINKING else _NONE
        return self._closure(found, self._after_verb)

    def _after_verb(self, at: int) -> Ends:
        low = self._low(at)
        found = set(self._after_verb_late(at))
        found |= self.infinitive(at) | self.doing(at) | self.question(at)
        if low == "that":
            found |= self.clause(at + 1)
        if self.tokens[at - 1].base in _SAYING:
            found |= self.clause(at)
        return frozenset(found)

    def _after_verb_late(self, at: int) -> Ends:
        low, tag = self._low(at), self._tag(at)
        found = set(self.place(at))
        if low in ("long-term", "full-time", "part-time", "short-term"):
            found.add(at + 1)
        if tag in ("AV0", "AVP", "AJC"):
            found |= self._time(at) if tag != "AJC" else {at + 1}
        if low in _TIMES or (tag == "CRD" and self._low(at + 1) in word_list("units")):
            found |= self._time(at)
        if low in _WHILE:
            found |= self.clause(at + 1)
            found |= self.doing(at + 1) if low in ("before", "after", "while", "since") else _NONE
        if low == "and" and self._low(at + 1) == "that":
            found |= self.clause(at + 2)
        if low == "and":
            found |= self.place(at + 1)
        if low in ("myself", "yourself", "ourselves", "themselves"):
            found.add(at + 1)
        return frozenset(found)

    # --- clauses ---

    @_kept
    def clause(self, at: int) -> Ends:
        """A subject and a verb that agrees with it."""
        low = self._low(at)
        if self._tag(at) == "PRP" and low not in _WHILE:  # "in my thesis I built"
            return frozenset(last for end in self.place(at) for last in self.clause(end))
        if low in _SUBJECTS:
            who = "i" if low == "i" else "they" if low in _MANY else "it"
            ends = self.verb(at + 1, who)
            if low in ("he", "she"):  # a learner's "she test", which becomes "you test"
                ends |= self.verb(at + 1, "they")
            if low == "i":  # "I have", "I work"
                ends |= (
                    self.verb(at + 1, "they") if self._low(at + 1) not in ("are", "were") else _NONE
                )
        elif low == "there":
            ends = self.verb(at + 1, "they") | self.verb(at + 1, "it")
        else:
            ends = frozenset(
                end
                for subject in self.noun(at)
                for end in self.verb(subject, self._number(at, subject))
            ) | frozenset(end for one in self.doing(at) for end in self.verb(one, "it"))
        more = {
            last
            for end in ends
            if self._low(end) in ("and", "but", "so")
            for last in self.clause(end + 1)
        }
        return frozenset(ends | more)

    def _number(self, at: int, end: int) -> str:
        """`it` or `they`, by the head of the subject between two places."""
        head = max((one for one in self.core(at) if one <= end), default=end)
        is_joined = any(low == "and" for low in self.lows[head:end])
        noun = self.tokens[head - 1]
        if noun.low in ("everyone", "everybody", "nobody", "someone", "everything", "it", "one"):
            return "it"
        is_many = noun.tag == "NN2" or noun.low in ("people", "police", "staff", "most", "these")
        return "they" if is_joined or is_many or self._tag(at) == "CRD" else "it"

    @_kept
    def question(self, at: int) -> Ends:
        """What follows "about" and begins with how, why, what: "how they got the e-mails"."""
        if self._low(at) not in _WH:
            return _NONE
        ends = set(self.infinitive(at + 1) | self.clause(at + 1))
        ends |= {
            end + 1 for end in self.noun(at + 1) if self._low(end) in ("is", "are", "was", "were")
        }
        if self._low(at) in ("who", "what", "which"):
            ends |= self.verb(at + 1, "it")
        if self._low(at) in ("how", "what", "which", "whose"):
            for end in self.adjective(at + 1) | self.core(at + 1) | self._how_much(at + 1):
                ends |= {
                    one + 1
                    for one in self.noun(end)
                    if self._low(one) in ("is", "are", "was", "were")
                }
                ends |= self.clause(end) | self.infinitive(end) | self.verb(end, "they")
        more = {
            last
            for end in ends
            if self._low(end) in ("and", "or") and self._low(end + 1) in _WH
            for last in self.question(end + 1)
        }
        return frozenset(ends | more)

    def _how_much(self, at: int) -> Ends:
        return frozenset((at + 1,)) if self._tag(at) in ("AV0", "DT0", *_ADJECTIVES) else _NONE


_PARTICLES = ("in", "on", "up", "off", "out", "over", "through", "by", "down", "around")
_DEGREE = ("very", "so", "too", "more", "most", "quite")
_SAYING = frozenset(
    [
        "say",
        "think",
        "know",
        "hope",
        "believe",
        "feel",
        "hear",
        "mean",
        "find",
        "learn",
        "see",
        "like",
        "wish",
    ]
)
_LINKING = frozenset(
    [
        "be",
        "feel",
        "look",
        "seem",
        "sound",
        "get",
        "become",
        "stay",
        "keep",
        "go",
        "grow",
        "turn",
        "find",
        "make",
    ]
)
_IRREGULAR = frozenset(
    [
        "led",
        "ran",
        "built",
        "taught",
        "wrote",
        "made",
        "won",
        "got",
        "did",
        "drove",
        "kept",
        "sold",
        "grew",
        "held",
        "spent",
        "took",
        "gave",
        "came",
        "went",
        "saw",
        "found",
        "brought",
        "began",
        "flew",
        "spoke",
        "read",
        "proofread",
        "rebuilt",
        "fed",
        "caught",
        "cut",
        "put",
        "set",
    ]
)


def _looks_past(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word.removeprefix("co-") in _IRREGULAR


@lru_cache(maxsize=5_000)
def parse(text: str) -> Parse:
    """The phrases of a text."""
    return Parse(tagged(text))
