"""Acts told without a number: '5月召开了表彰大会' is one assembly."""

import re

HELD = re.compile(
    r"(?:举办|召开|举行|承办|组织|开展)(?P<done>了)?(?P<what>[^,。;、\d\n]{2,40}?"
    r"(?P<noun>大会|会议|座谈会|推进会|现场会|动员会|培训班|讲座|报告会|比赛|竞赛|大赛|运动会|晚会|汇演|演出|展览|图片展|书画展|成果展|仪式|演讲赛))"
    r"(?=[,。;!\n]|$)"
)
FOUNDED = re.compile(
    r"(?:成立|建立|建成|设立|组建)(?P<done>了)(?P<what>[^,。;、\d\n]{2,30}?"
    r"(?P<noun>培训中心|服务中心|活动中心|帮扶中心|援助中心|中心|基地|学校|俱乐部|文化宫|工作站|服务站|驿站|书屋|联合会|协会))"
    r"(?=[,。;!\n]|$)"
)
NUMERAL = re.compile(r"[\d一二三四五六七八九十两多各系](?!定|些|线|切|起|流)")
DATED = re.compile(r"(?:月|日|号|期间|前夕|节|年初|年底)[^。;]{0,12}$")


def find(text: str, dates: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, unit) of each act done: with 了, or at a date, and no number in its clause."""
    found = []
    for pattern, unit in ((HELD, "次"), (FOUNDED, "个")):
        for match in pattern.finditer(text):
            before = re.split(r"[。;\n]", text[max(0, match.start() - 30):match.start()])[-1]
            dated = any(start >= match.start() - 30 and end <= match.start() for start, end in dates)
            if match["done"] is None and not (dated and DATED.search(before)):
                continue
            if NUMERAL.search(match["what"]) or "系列" in match["what"]:
                continue
            found.append((*match.span(), "期" if match["noun"] == "培训班" else unit))
    return found
