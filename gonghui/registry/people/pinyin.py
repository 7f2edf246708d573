"""How a name sounds, for searching: "zhangsan" and "zs". Surnames that are read otherwise come first."""
import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

COMPOUND = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "长孙": ("zhang", "sun"), "单于": ("chan", "yu"),
    "澹台": ("tan", "tai"), "令狐": ("ling", "hu"), "宇文": ("yu", "wen"), "鲜于": ("xian", "yu"),
    "欧阳": ("ou", "yang"), "上官": ("shang", "guan"), "司马": ("si", "ma"), "诸葛": ("zhu", "ge"),
    "皇甫": ("huang", "fu"), "夏侯": ("xia", "hou"), "公孙": ("gong", "sun"), "慕容": ("mu", "rong"),
    "东方": ("dong", "fang"), "呼延": ("hu", "yan"), "赫连": ("he", "lian"),
}
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "区": "ou", "覃": "qin",
    "朴": "piao", "乐": "yue", "翟": "zhai", "缪": "miao", "员": "yun", "繁": "po", "召": "shao", "乜": "nie",
    "黑": "he", "秘": "bi", "折": "she", "种": "chong", "祭": "zhai", "牟": "mu", "郇": "xun", "佴": "nai",
    "阚": "kan", "都": "du", "隗": "wei", "重": "chong", "参": "shen", "卜": "bu", "句": "gou",
}


@lru_cache(30_000)
def _one(character):
    if character == "·":
        return ""
    return "".join(filter(str.isalnum, lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)[0].lower()))


@lru_cache(2_000)
def _surname(name):
    """((syllables), how many characters they stand for)"""
    if parts := COMPOUND.get(name[:2]):
        return parts, 2
    return (SURNAMES.get(name[0]) or _one(name[0]),), 1


def sound(name):
    """("zhangsan", "zs") of a cleaned name. A rare character that no table knows stands for itself."""
    if name.isascii():
        parts = re.findall("[a-z]+", name.lower())
        return "".join(parts), "".join([part[0] for part in parts])
    parts, length = _surname(name[:2])
    given = [_one(character) for character in name[length:]]
    return "".join(parts) + "".join(given), "".join([part[:1] for part in (*parts, *given)])
