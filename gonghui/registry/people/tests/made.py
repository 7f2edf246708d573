"""Invented members and their sheets. ID numbers carry a region code that no region has."""
import csv
import io

from django.utils import timezone

from gonghui.core.rosters.run import start, take_in

HEADINGS = ["姓名", "证件号码", "性别", "出生日期", "民族", "手机号", "学历", "政治面貌", "所属工会", "单位名称", "工种",
            "入会日期", "会员状态", "家庭住址", "开户行", "银行卡号"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周", "建国志强秀英桂兰海燕晓东玉珍"


def id_number(n, birth="19850103"):
    """The number of the n-th person born that day; even n are men."""
    first17 = f"330199{birth}{n % 499 * 2 + 1 + n % 2:03d}"
    return first17 + "10X98765432"[sum(int(c) * w for c, w in zip(first17, WEIGHTS, strict=True)) % 11]


def line(n, union, **said):
    """{heading: text} of the n-th member, with whatever else is said."""
    number = id_number(n, f"{1965 + n % 35}0103")
    row = {
        "姓名": SURNAMES[n % 10] + GIVEN[n % 14] + GIVEN[n // 14 % 14], "证件号码": number,
        "性别": "男" if int(number[16]) % 2 else "女", "出生日期": f"{number[6:10]}-01-03", "民族": "汉族",
        "手机号": f"138{n:08d}", "学历": "大专", "政治面貌": "群众", "所属工会": union.name, "单位名称": "某机械厂",
        "工种": "焊工", "入会日期": "2008-05-01", "会员状态": "在会", "家庭住址": f"某村{n}号", "开户行": "农村信用社",
        "银行卡号": "6217000000000000004",
    }
    return row | said


def sheet(lines, headings=None):
    """The lines as the content of a .csv file."""
    out, headings = io.StringIO(), headings or list(dict.fromkeys(name for row in lines for name in row))
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([[row.get(name, "") for name in headings] for row in lines])
    return out.getvalue().encode()


def imported(scope, lines, headings=None):
    """The finished import of the lines."""
    return take_in(start(scope, "people.members", "花名册.csv", sheet(lines, headings)), scope)


def faults(run):
    """{line: {heading: sentence}} of an import."""
    from gonghui.core.rosters.models import unsealed

    return {number: dict(why) for part in run.parts.order_by("number") for number, why in unsealed(part.refused) or ()}


def today():
    return timezone.localdate()
