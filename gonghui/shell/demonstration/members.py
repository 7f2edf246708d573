"""The members as their unions' sheets list them: before 2010, in 2010, and those with a story of their own."""
from datetime import date, timedelta
from random import Random

from . import words
from .numbers import Numbers
from .tables import day, rows

HEADS = {"姓名": "name", "性别": "sex", "民族": "ethnicity", "证件号码": "id", "政治面貌": "politics", "文化程度": "education",
         "户籍类型": "household", "手机号": "phone", "家庭住址": "address", "所属工会": "org", "单位名称": "employer",
         "工种": "job", "技能等级": "skill", "就业形态": "employment", "农民工": "migrant", "入会日期": "joined_on",
         "会员状态": "standing", "离会日期": "left_on"}
JOINED_IN_PERIOD = 2515  # who joined from FIRST to LAST: what the county's summary tells
FIRST, LAST, YEAR_END = date(2010, 1, 1), date(2010, 11, 11), date(2010, 12, 31)
AFTERWARDS = 176  # who joined between LAST and the year's end
AFTER = date(2010, 11, 13)
STOOD_BY = date(2009, 12, 31)
DISSOLVED = {  # unions that end in these two years, and the day by which their members have come; where they go then
    "渭津镇楸岑商业街联合工会": date(2010, 4, 20), "甲山乡苇屿村工会": date(2009, 12, 20),
    "足民乡椴屿牧业有限公司一车间分会": date(2010, 9, 1), "建安镇杏澜服装厂工会": date(2010, 10, 20),
}


class Members:
    """Makes lines of members, the same ones at each run. `share`: of how many there were before 2010, all but that
    part is left out, where a test wants a smaller county; who joined in 2010 stays to the head."""

    def __init__(self, share=1):
        self.chance, self.numbers, self.share = Random(20101111), Numbers(), share  # noqa: S311 - names, not secrets
        self.unions = {row["name"]: row for row in (*rows("unions"), *rows("founded")) if int(row["size"])}

    def line(self, org, joined_on, **said):
        """One line: somebody invented who joined a union on a day; `said` is known of him beforehand."""
        chance, union = self.chance, self.unions[org]
        sex = said.get("sex") or ("女" if chance.random() < 0.42 else "男")
        year = (joined_on or STOOD_BY).year
        born = said.pop("born", None) or date(
            max(1950, year - 18 - int(chance.expovariate(1 / 13))), chance.randrange(1, 13), chance.randrange(1, 29))
        country = union["kind"] == "村（社区）工会" or chance.random() < 0.45
        firms = union["employers"].split("、")
        return {
            "name": self.name(sex), "sex": sex, "id": self.numbers.id(born, sex),
            "ethnicity": self.pick(words.ETHNICITIES), "politics": self.pick(words.POLITICS),
            "education": self.pick(words.EDUCATIONS),
            "household": "农业户口" if country else "非农业户口", "phone": self.numbers.phone(),
            "address": f"{union['division']}{chance.randrange(1, 12)}委{chance.randrange(1, 40)}组", "org": org,
            "employer": chance.choice(firms), "job": chance.choice(words.JOBS),
            "skill": self.pick(words.SKILLS), "employment": self.pick(words.EMPLOYMENTS),
            "migrant": "是" if country and firms != [""] and chance.random() < 0.7 else "否",
            "joined_on": joined_on.isoformat() if joined_on else "", "standing": "在会", **said}

    def name(self, sex):
        given, letters = (words.GIVEN_MEN if sex == "男" else words.GIVEN_WOMEN), self.chance.choice((1, 2, 2, 2))
        return self.chance.choice(words.SURNAMES) + "".join(self.chance.choices(given, k=letters))

    def pick(self, choices):
        return self.chance.choices(*words.weighted(choices))[0]

    def between(self, first, last):
        """Some day of a span."""
        return first + timedelta(days=self.chance.randrange((last - first).days + 1))

    def storied(self):
        """{name: (the line, what the table says of him)} of the persons with a story."""
        return {row["name"]: (self.line(row["union"], day(row["joined_on"]), name=row["name"], sex=row["sex"],
                                        born=day(row["born"])), row) for row in rows("people")}

    def before(self):
        """Those who had joined by the end of 2009, union by union; some had left again."""
        for row in rows("unions"):
            founded = max(day(row["founded_on"]), date(1985, 1, 1))
            for nth in range(int(row["size"]) // self.share):
                recent = nth % 40 == 0 and founded < date(2009, 1, 1)
                line = self.line(row["name"], self.between(
                    date(2009, 1, 1) if recent else founded, min(DISSOLVED.get(row["name"], STOOD_BY), STOOD_BY)))
                if nth % 60 == 59 and line["joined_on"] < "2009-06-01":
                    line |= {"standing": "退会", "left_on": self.between(date(2009, 6, 1), STOOD_BY).isoformat()}
                yield line

    def of_the_year(self, told):
        """Those who joined in 2010, so many that with the persons of `told` who count it is the number."""
        wanted = JOINED_IN_PERIOD - sum(int(row["counts"]) for _line, row in told)
        new = [(row["name"], self.between(max(day(row["founded_on"]), FIRST), DISSOLVED.get(row["name"], LAST)))
               for row in rows("founded") if row["founded_on"] <= str(LAST) for _nth in range(int(row["size"]))]
        standing = [row["name"] for row in rows("unions") if int(row["size"]) and row["name"] not in DISSOLVED]
        new += [(standing[nth % len(standing)], self.between(FIRST, LAST)) for nth in range(wanted - len(new))]
        later = {row["name"]: day(row["founded_on"]) for row in rows("founded") if row["founded_on"] > str(LAST)}
        names = [*filter(self.unions.get, later), *standing[:40]]
        new += [(name, self.between(max(later.get(name, AFTER), AFTER), YEAR_END))
                for name in (names[nth % len(names)] for nth in range(AFTERWARDS))]
        return [self.line(org, on) for org, on in new]
