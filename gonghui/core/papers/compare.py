"""Holds a Word paper as it stands now against the numbers and the text it was issued with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from .reading import Printed, Read
from .stretches import NUMBER, Stretch, Token, stretches

AROUND = 12  # letters of context each side in an excerpt
# What a heading begins with (一、（二）3.（4）): a place in the order, not a figure.
ORDINAL = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]+|[0-9]{1,2})[)）、.．](?![0-9])")


@dataclass(frozen=True)
class Difference:
    """One thing that is no longer as issued.

    `tag` is empty for a number that never had one; `paragraph` counts from 1 in the paper as
    it stands now (in the issued one for what is gone), 0 is a header, footer or note.
    """

    tag: str
    was: str
    now: str
    paragraph: int
    excerpt: str


@dataclass(frozen=True)
class Differences:
    """What changed since issue, each kind apart.

    `typed_over`: another number stands where one was printed. `removed`: a number is gone.
    `added`: a number that was not issued. `moved`: a number stands in another order.
    `duplicated`: a second copy of a number. `unmarked`: the number stands but its mark is
    lost (it was retyped as it was). `reworded`: paragraphs whose words changed, figures aside.
    """

    typed_over: tuple[Difference, ...] = ()
    removed: tuple[Difference, ...] = ()
    added: tuple[Difference, ...] = ()
    moved: tuple[Difference, ...] = ()
    duplicated: tuple[Difference, ...] = ()
    unmarked: tuple[Difference, ...] = ()
    reworded: tuple[Difference, ...] = ()

    def figures_stand(self) -> bool:
        """Every issued number is there as it was, once and in its place, and no other number is."""
        return not (self.typed_over or self.removed or self.added or self.moved or self.duplicated)


def compare(issued: list[tuple[str, str, str]], issued_text: str, read: Read) -> Differences:
    """Compare by (tag, text, paragraph text) of every issued number and the issued visible text.

    `issued` and `issued_text` are what `Paper.numbers()` and `Paper.text()` gave at issue, in
    that order; ValueError when they do not belong together.
    """
    before = [line for line in issued_text.split("\n") if line.strip()]
    places = list(_places(issued, before))
    known = {place.tag: place.text for place in places}
    present = [number for number in read.numbers if number.tag in known]
    changes = list(stretches(before, read.paragraphs))
    typed_over = list(_typed_over(read, known, present, changes))
    there = {number.tag for number in present}
    gone = _Gone(read, before, changes)
    for place in places:
        if place.tag not in there:
            gone.look_for(place)
    return Differences(
        typed_over=_in_order([*typed_over, *gone.typed_over]),
        removed=_in_order(gone.removed),
        added=_in_order([*_added(read, before, changes), *_elsewhere(read, issued_text)]),
        moved=_moved(read, known, present),
        duplicated=_duplicated(read, present),
        unmarked=_in_order(gone.unmarked),
        reworded=_reworded(before, read.paragraphs),
    )


def _typed_over(read: Read, known: dict, present: list[Printed], changes: list[Stretch]) -> Iterator[Difference]:
    """Numbers whose mark is there: is the number in it, with what was typed against it, the same?"""
    for number in present:
        was = known[number.tag]
        now = _take_touching(number, was, changes)
        if now != was:
            excerpt = _excerpt(read.paragraphs, number.paragraph, number.start, number.end)
            yield Difference(number.tag, was, now, number.paragraph + 1, excerpt)


def _take_touching(number: Printed, was: str, changes: list[Stretch]) -> str:
    """The number as the eye reads it: with digits typed right before or after its mark.

    New tokens inside the mark, and the old number, are taken out of the changes: they are
    accounted for here.
    """
    now = number.text
    for change in changes:
        for token in [token for token in change.new if _touches(token, number)]:
            change.new.remove(token)
            before = token.text[: max(0, number.start - token.start)]
            after = token.text[min(len(token.text), number.end - token.start) :]
            now = before + now + after
            old = next((gone for gone in change.gone if gone.text in was), None)
            if old:
                change.gone.remove(old)
    return now


def _touches(token: Token, number: Printed) -> bool:
    return token.paragraph == number.paragraph and token.end > number.start and token.start < number.end


class _Gone:
    """Numbers whose mark is gone: does the number still stand, does another stand there, or none?"""

    def __init__(self, read: Read, before: list[str], changes: list[Stretch]):
        self.read, self.before, self.changes = read, before, changes
        self.typed_over: list[Difference] = []
        self.removed: list[Difference] = []
        self.unmarked: list[Difference] = []

    def look_for(self, place: "_Place") -> None:
        """Sort one number into typed over, removed or unmarked."""
        for change in self.changes:
            token = next((token for token in change.gone if self._is(token, place)), None)
            if token:
                change.gone.remove(token)
                self._stands_instead(place, token, change)
                return
        self._untouched(place)

    def _is(self, token: Token, place: "_Place") -> bool:
        """The token is the number's; of equal cells of a table any may be the one that went."""
        paragraph = self.before[place.paragraph]
        same = token.paragraph == place.paragraph or self.before[token.paragraph] == paragraph
        return same and token.text == next(iter(NUMBER.findall(place.text)), None)

    def _stands_instead(self, place: "_Place", token: Token, change: Stretch) -> None:
        again = next((new for new in change.new if new.text == token.text), None)
        other = again or next(iter(change.new), None)
        if other is None:
            self.removed.append(self._lost(place))
            return
        change.new.remove(other)
        excerpt = _excerpt(self.read.paragraphs, other.paragraph, other.start, other.end)
        found = Difference(place.tag, place.text, other.text, other.paragraph + 1, excerpt)
        (self.unmarked if again else self.typed_over).append(found)

    def _untouched(self, place: "_Place") -> None:
        """No change touched the number: it stands without its mark.

        One without digits (无) is looked for with the letters beside it.
        """
        paragraph = self.before[place.paragraph]
        margin = 0 if NUMBER.search(place.text) else 2
        needle = paragraph[max(0, place.start - margin) : place.start + len(place.text) + margin]
        for index, text in enumerate(self.read.paragraphs):
            if needle in text:
                start = text.index(needle)
                excerpt = _excerpt(self.read.paragraphs, index, start, start + len(needle))
                self.unmarked.append(Difference(place.tag, place.text, place.text, index + 1, excerpt))
                return
        self.removed.append(self._lost(place))

    def _lost(self, place: "_Place") -> Difference:
        excerpt = _excerpt(self.before, place.paragraph, place.start, place.start + len(place.text))
        return Difference(place.tag, place.text, "", place.paragraph + 1, excerpt)


class _Place(NamedTuple):
    """Where a number stood when it was issued."""

    tag: str
    text: str
    paragraph: int
    start: int


def _places(issued: list[tuple[str, str, str]], before: list[str]) -> Iterator[_Place]:
    """Find each number in the issued text, going forward: equal paragraphs are taken in turn."""
    index, after = -1, 0
    for tag, text, paragraph in issued:
        start = before[index].find(text, after) if index >= 0 and before[index] == paragraph else -1
        if start < 0:
            index = before.index(paragraph, index + 1)
            start = paragraph.index(text)
        after = start + len(text)
        yield _Place(tag, text, index, start)


def _added(read: Read, before: list[str], changes: list[Stretch]) -> Iterator[Difference]:
    issued, present = Counter(before), Counter(read.paragraphs)
    for change in changes:
        for token in change.new:
            paragraph = read.paragraphs[token.paragraph]
            moved_whole = present[paragraph] <= issued[paragraph]
            ordinal = ORDINAL.match(paragraph)
            if moved_whole or (ordinal and token.end <= ordinal.end()):
                continue
            excerpt = _excerpt(read.paragraphs, token.paragraph, token.start, token.end)
            yield Difference("", "", token.text, token.paragraph + 1, excerpt)


def _elsewhere(read: Read, issued_text: str) -> Iterator[Difference]:
    """Numbers in headers, footers and notes, where an issued paper has none but the page's."""
    known = {piece[0] for piece in NUMBER.finditer(issued_text)}
    for line in read.elsewhere:
        for piece in NUMBER.finditer(line):
            if piece[0] not in known:
                yield Difference("", "", piece[0], 0, _excerpt([line], 0, piece.start(), piece.end()))


def _moved(read: Read, known: dict, present: list[Printed]) -> tuple[Difference, ...]:
    first = {number.tag: number for number in reversed(present)}
    order = [tag for tag in known if tag in first]
    now = sorted(order, key=lambda tag: (first[tag].paragraph, first[tag].start))
    blocks = SequenceMatcher(None, order, now, autojunk=False).get_matching_blocks()
    kept = {tag for block in blocks for tag in order[block.a : block.a + block.size]}
    return tuple(_at(read, first[tag]) for tag in now if tag not in kept)


def _duplicated(read: Read, present: list[Printed]) -> tuple[Difference, ...]:
    seen: Counter[str] = Counter()
    copies = []
    for number in present:
        seen[number.tag] += 1
        if seen[number.tag] > 1:
            copies.append(_at(read, number))
    return tuple(copies)


def _reworded(before: list[str], now: tuple[str, ...]) -> tuple[Difference, ...]:
    """Paragraphs whose words changed once every number is masked."""
    found = []
    old, new = ([NUMBER.sub("#", line) for line in lines] for lines in (before, now))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(b - a, d - c)):
            was = before[a + step] if a + step < b else ""
            text = now[c + step] if c + step < d else ""
            paragraph = c + step + 1 if text else a + step + 1
            found.append(Difference("", was, text, paragraph, (text or was)[: 2 * AROUND]))
    return tuple(found)


def _at(read: Read, number: Printed) -> Difference:
    excerpt = _excerpt(read.paragraphs, number.paragraph, number.start, number.end)
    return Difference(number.tag, number.text, number.text, number.paragraph + 1, excerpt)


def _in_order(found: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(found, key=lambda difference: difference.paragraph))


def _excerpt(paragraphs, index: int, start: int, end: int) -> str:
    return paragraphs[index][max(0, start - AROUND) : end + AROUND]
