"""The measure words of union work, what each is reported as, and what class of thing it counts."""

import re

#: class -> measure words. The class decides which concepts a figure may belong to.
CLASSES = {
    "元": "元 块钱 元钱 元人民币 美元 港元",
    "人": "人 名 位 人口 口人 名(位) 名(人)",
    "人次": "人次 人(次) 人、次 名次 人·次 人次数 余人次",
    "户": "户 户次 户(人) 户(次) 个家庭 户家庭",
    "单位": "家 个 所 处 间 座 支 家(次) 家次 个(家) 家(个) 站 队 班 组 栋",
    "场次": "次 场 场次 场(次) 期 期次 期(次) 届 批 批次 轮 回 班次 项次 趟 课时 学时 节课 堂课 节 堂 天次 站次",
    "件": "件 种 条 项 起 宗 例 桩 件次 条次 章 项(次) 个(项) 笔 道 门 类 款 件(次)",
    "份": "份 册 本 套 台 辆 部 张 幅 块 篇 版 集 首 枚 面 "
    "卷 期(份) 份(册) 册(份) 台(套) 套(件) 台件 台套 "
    "万字 余册 本(册) 册(本) 块次 版次 张次 封 块(幅) 条(幅) 块版面 封信",
    "物": "吨 公斤 千克 斤 克 升 株 棵 眼 盏 根 艘 架 把 床 只 副 双 顶 袋 桶 箱 瓶 盒 包 斤米 颗 对 箱次 朵",
    "面积": "平方米 平米 ㎡ m² m2 平方公里 公里 千米 亩 公顷 立方米 千瓦时 度电 千瓦 床位 张床位 席 米",
    "时": "个多月 个多小时 个多星期 年多 天多 年 个月 月 周 天 日 个工作日 工作日 个小时 小时 分钟 个季度 个星期 星期 周岁 岁",
    "%": "% ‰ 个百分点 百分点 倍 成 番",
}
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}

#: How a measure word is reported where that differs from how it is written.
REPORTED = {
    "名": "人", "位": "人", "名(位)": "人", "名(人)": "人", "人口": "人", "口人": "人",
    "人(次)": "人次", "人、次": "人次", "人·次": "人次", "名次": "人次", "人次数": "人次", "余人次": "人次",
    "块钱": "元", "元钱": "元", "元人民币": "元", "个家庭": "户", "户家庭": "户", "户(人)": "户", "户(次)": "户次",
    "名(次)": "人次", "家(次)": "家次", "个(家)": "个", "家(个)": "家", "场(次)": "场次", "期(次)": "期",
    "项(次)": "项", "件(次)": "件", "个(项)": "个", "节课": "节", "堂课": "堂", "余册": "册",
    "平米": "平方米", "㎡": "平方米", "m²": "平方米", "m2": "平方米", "百分点": "个百分点",
    "个工作日": "工作日", "个小时": "小时", "个星期": "周", "星期": "周", "月": "个月", "日": "天",
    "个多月": "个月", "个多小时": "小时", "个多星期": "周", "年多": "年", "天多": "天", "块版面": "块",
    "份(册)": "份", "册(份)": "册", "台(套)": "台", "套(件)": "套", "台套": "台", "台件": "台", "张床位": "床位",
    "封信": "封", "斤米": "斤",
}

#: Words that begin like a measure word and are none: 名单 is no 名.
NOT_UNITS = (
    "名称 名誉 名义 名牌 名额 名声 人均 人才 人大 人民 人事 人社 人力 人数 人身 家属 家庭 家长 家政(?!府) 家访 家园 个性 个别 个私(?!营) 个体(?!育|检) 条例 条件 条款 "
    "项目(?!标) 部门 部分 部署 部室 部委 场地(?!方) 场所 期间 期望 期限 次要 次日 元旦 元宵 位于 年轻 年龄 年级 年代 年底 年初 年末 年终 年来 年前 天津 天然 "
    "月份 日常 日报 日前 周年 周末 周边 户外 户籍 户口 起来 起点 起步 起草 面对 面向 面积 面貌 点面 班子 班组 班长 组织 组建 组成 组长 线上 线下 线路 站点 站长 队伍 "
    "队长 本县 本市 本区 本镇 本年 本着 本地 本月 本部 本身 度假 套路 台账 台湾 笔记 类型 类别 款项 门店 处理 处置 处级 处于 处室 间接 间隔 座谈 座右 支持 支部 支出 "
    "支付 例会 例如 份额 版面 集体 集中 集团 面试 对口 对接 对象 对外 对比 对标 对于 对照 对应 包括 包联 包保 包抓 包片 包含 把手 架子 封闭 封面 提案 提升 提高 提供 "
    "提出 席位 米面 成立 成员 成效 成果 成功 成就 成为 成长 成本 道路 道德 节约 节能 节日 节假 堂食 轮训 轮岗 批准 届满 届次 届期 册封 根据 副主席 张榜 双方 双月 "
    "双向 只要 只有 只能 里面 升级 升学 亩产 种植 种子 种类 种养 种粮 种苗 种地 种菜 种树 种业 种田 "
).split()

WORDS = sorted(CLASS_OF, key=len, reverse=True)
#: 人次 must win over 人, 个百分点 over 个; a measure word does not begin one of the other words.
UNIT = "(?:" + "|".join(re.escape(word) for word in WORDS) + ")"
GUARD = "(?!名单(?!亲|身)|" + "|".join(sorted(set(NOT_UNITS))) + ")"
UNIT_HERE = re.compile(GUARD + UNIT)


def unit_at(text: str, position: int) -> str:
    """The measure word at a position, '' if there is none: '个班组' -> '个'."""
    match = UNIT_HERE.match(text, position)
    return match.group() if match else ""


def reported(word: str) -> str:
    """How the unit is reported: 名 and 位 as 人, as 元."""
    return REPORTED.get(word, word)


def class_of(word: str) -> str:
    """The class a measure word counts in: 人, 人次, 户, 单位, 场次, 件, 份, 物, 面积, 元, 时, %, or ''."""
    return CLASS_OF.get(word, "")
