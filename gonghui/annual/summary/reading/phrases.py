"""What a figure counts, in the text's own words."""

import re

EDGE = re.compile(r"[,。;!?:\n\t“”()()]")
LEAD = re.compile(r"^(?:其中|截至\S{0,6}|全年|今年以来|一年来|共|累计|先后|已|又)+")
TAIL = re.compile(r"(?:了|共计|共|达到|达|为|约|近|超过|突破|累计|总计|分别|有|至|到|的)+$")


def phrase_of(text: str, start: int, end: int) -> str:
    """The noun behind the number ('3164名女职工参加…'), with the words before it in the clause."""
    before = EDGE.split(text[max(0, start - 24):start])[-1]
    before = re.split(r"\d[\d.,万亿余多]*\S", before)[-1]
    behind = re.match(r"(?:的)?([\u4e00-\u9fff]{2,14})", text[end:])
    words = LEAD.sub("", TAIL.sub("", before.strip("、 和及与")))
    tail = EDGE.split(behind.group(1))[0] if behind else ""
    return f"{words}{'…' if words and tail else ''}{tail}"
