"""An invented member roster of any length: twenty columns, real ages, numbers of a region that no region has.

`rows(count, bad_rate)` yields (cells, kind), kind naming what was spoiled on purpose: check_digit, duplicate_id (of
an earlier row), missing_name or bad_date. The good rows are the same whatever the rate is.
"""
import datetime as dt
import random
import zipfile
from xml.sax.saxutils import escape

HEADINGS = ("姓名 身份证号 性别 出生日期 民族 手机号 学历 政治面貌 籍贯 户籍类型 工会编码 工会名称 乡镇 单位名称 工种 入会日期 会员状态 "
            "家庭住址 开户行 银行卡号").split()
BAD_KINDS = ("check_digit", "duplicate_id", "missing_name", "bad_date")
AREAS = ("330199", "330299", "330399")
SURNAMES = ("王" * 14 + "李" * 13 + "张" * 13 + "刘" * 10 + "陈" * 9 + "杨" * 6 + "黄" * 5 + "赵吴周" * 4 + "徐孙马朱" * 3
            + "胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏")
GIVEN = ("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文斌志海波玲燕鹏飞宇浩婷雪颖琳晨欣怡佳瑞嘉俊凯博轩子涵诚思远"
         "天翔晓东春生福贵宝山金龙银凤淑珍云霄康立新正德永和兴旺光辉耀祖")
TOWNSHIPS = ("城关街道 东湖街道 南溪镇 北岭镇 青龙镇 白云镇 双桥镇 石门镇 清水乡 龙泉乡 万福镇 新安镇 大同镇 云峰乡 柳河镇 永宁镇").split()
FIRMS = "机械制造有限公司 纺织厂 建筑工程公司 中心小学 卫生院 物流有限公司 食品加工厂 环卫所 供电所 村级联合工会".split()
WORDS = "恒通 兴华 永盛 华源 金星 鸿达 同心 利民 东方 万和 康宁 德顺".split()
ETHNICITIES = ["汉族"] * 92 + "回族 苗族 土家族 壮族 满族 彝族 侗族 瑶族".split()
EDUCATIONS = "小学 初中 初中 高中 中专 大专 大专 本科 研究生".split()
POLITICS = ["群众"] * 7 + ["中共党员"] * 2 + ["共青团员"]
HOUSEHOLDS = "农业户口 农业户口 非农业户口".split()
JOBS = "操作工 焊工 电工 驾驶员 教师 护士 保洁员 会计 保管员 技术员 快递员 网约车司机".split()
STANDINGS = ["在会"] * 18 + ["转出", "退会"]
BANKS = "农业银行 工商银行 建设银行 农村信用社 邮政储蓄银行".split()
PROVINCES = "浙江省 安徽省 江西省 河南省 四川省 贵州省 湖南省".split()
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
BORN = dt.date(1962, 1, 1), (dt.date(2006, 12, 31) - dt.date(1962, 1, 1)).days
JOINED = dt.date(2000, 1, 1), dt.date(2025, 12, 31)


def check_character(first17):
    return CHECK[sum(int(c) * w for c, w in zip(first17, WEIGHTS, strict=True)) % 11]


def bank_card(n):
    """Nineteen digits with a right check digit and a beginning that no bank has."""
    body = f"9990{n:014d}"
    total = sum(d if i % 2 else 2 * d - 9 * (d > 4) for i, d in enumerate(map(int, reversed(body))))
    return f"{body}{-total % 10}"


def unions(count=400):
    """[(name, township, its employer's name)] of the basic unions that the roster names."""
    for i in range(count):
        town = TOWNSHIPS[i % len(TOWNSHIPS)]
        firm = f"{town}{WORDS[i // len(TOWNSHIPS) % len(WORDS)]}{FIRMS[i // 7 % len(FIRMS)]}"
        yield f"{firm}工会{i:03d}", town, firm


class People:
    """The invented people, one after another; equal seeds make equal people."""

    def __init__(self, seed):
        self.random, self.unions, self.nth = random.Random(seed), list(unions()), {}

    def id_number(self, male):
        """(number, birth date) of somebody who has not been made yet."""
        while True:
            area, birth = self.random.choice(AREAS), BORN[0] + dt.timedelta(self.random.randrange(BORN[1]))
            nth = self.nth[area, birth, male] = self.nth.get((area, birth, male), 0) + 1
            if nth < 500:
                first17 = f"{area}{birth:%Y%m%d}{2 * nth - male:03d}"
                return first17 + check_character(first17), birth

    def row(self):
        choice, below, male = self.random.choice, self.random.randrange, self.random.random() < 0.56
        number, birth = self.id_number(male)
        at = below(len(self.unions))
        union, town, firm = self.unions[at]
        of_age = max(JOINED[0], birth.replace(year=birth.year + 16, day=min(birth.day, 28)))
        joined = of_age + dt.timedelta(below((JOINED[1] - of_age).days))
        return [
            choice(SURNAMES) + choice(GIVEN) + (choice(GIVEN) if below(10) < 8 else ""), number, "男" if male else "女",
            birth.isoformat(), choice(ETHNICITIES), f"1{choice('3578')}{below(10**9):09d}", choice(EDUCATIONS),
            choice(POLITICS), choice(PROVINCES), choice(HOUSEHOLDS), f"U{at:05d}", union, town, firm, choice(JOBS),
            joined.isoformat(), choice(STANDINGS), f"{town}{choice(WORDS)}村{below(40)}组{below(200)}号", choice(BANKS),
            bank_card(below(10**14))]


def rows(count, bad_rate=0.0, seed=20260101):
    people, spoiling, earlier, spoilt = People(seed), random.Random(seed + 1), [], 0
    for _ in range(count):
        cells, kind = people.row(), None
        number = cells[1]
        if bad_rate and earlier and spoiling.random() < bad_rate:
            kind = BAD_KINDS[spoilt % len(BAD_KINDS)]
            spoilt += 1
            spoil(cells, kind, spoiling.choice(earlier))
        elif len(earlier) < 5000:
            earlier.append(number)
        yield cells, kind


def spoil(cells, kind, earlier):
    if kind == "check_digit":
        cells[1] = cells[1][:17] + CHECK[(CHECK.index(cells[1][17]) + 1) % 11]
    elif kind == "duplicate_id":
        cells[1] = earlier
    elif kind == "missing_name":
        cells[0] = ""
    else:
        cells[3] = "1985-13-45"


def write_xlsx(path, lines, headings=HEADINGS):
    """The lines as a workbook of inline texts, as offices' rosters are."""
    letters = [chr(65 + i) for i in range(len(headings))]
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
                               '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
                       f'<Relationship Id="rId1" Type="{link}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{link}"><sheets>'
                           '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{link}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}"><sheetData>'.encode())
            for number, cells in enumerate([headings, *lines], 1):
                said = "".join(f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
                               for letter, cell in zip(letters, cells, strict=True) if cell)
                file.write(f'<row r="{number}">{said}</row>'.encode())
            file.write(b"</sheetData></worksheet>")
