"""Where two texts part: the stretches that differ, and the numbers on each side of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

# A number in digits of either width; two or more Chinese numerals; one before a counted noun.
NUMBER = re.compile(
    r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*"
    r"|[〇零一二三四五六七八九十百千万亿两]{2,}"
    r"|[一二三四五六七八九十两](?=[人户名家件元])"
)
PIECE = re.compile(rf"({NUMBER.pattern})|[^\w]|(?:(?!{NUMBER.pattern})\w)+")


class Token(NamedTuple):
    """A number, a word or a mark of a text, and where it stands."""

    text: str
    paragraph: int
    start: int
    is_number: bool

    @property
    def end(self) -> int:
        """The place after its last letter."""
        return self.start + len(self.text)


@dataclass
class Stretch:
    """A stretch where the texts part: the numbers that stood in it, and the ones there now."""

    gone: list[Token]
    new: list[Token]


def stretches(before: Sequence[str], now: Sequence[str]) -> Iterator[Stretch]:
    """The stretches that differ, found first by whole paragraphs, then by words and numbers."""
    for kind, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = list(_tokens(before, a, b)), list(_tokens(now, c, d))
        words = SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
        for inner, e, f, g, h in words.get_opcodes():
            if inner != "equal":
                yield Stretch(_numbers(old[e:f]), _numbers(new[g:h]))


def _tokens(paragraphs: Sequence[str], first: int, last: int) -> Iterator[Token]:
    for index in range(first, last):
        for piece in PIECE.finditer(paragraphs[index]):
            yield Token(piece[0], index, piece.start(), piece[1] is not None)


def _numbers(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if token.is_number]
