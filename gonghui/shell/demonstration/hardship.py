"""Households in hardship: most stood before 2010 or came by a sheet, some are followed from application to the end."""
from datetime import date, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.assistance.hardship import actions, words
from gonghui.assistance.hardship.models import Check, Consent, Evidence, Exclusion, File, Income, Visit
from gonghui.core import files, standards
from gonghui.core.flow import take
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.notices import actions as notices
from gonghui.registry.notices.models import Line, Notice, Objection
from gonghui.registry.people.models import Person

from .books import book, bring_in
from .members import FIRST, LAST
from .tables import day, rows

ON_FILE = 824  # on 11 November 2010: what the county's summary tells
MISTAKEN = 9  # lines of a sheet of another county, taken in by mistake
LATER = 3  # files of the sheet that came on file the day after
DAY = timedelta(days=1)
HEADS = {"姓名": "name", "身份证号": "id", "建档工会": "org", "困难类别": "category", "致困原因": "cause", "建档日期": "filed_on",
         "工作状态": "work", "工作单位": "unit", "住房情况": "housing", "户口性质": "registration", "婚姻状况": "marriage",
         "是否单亲": "single", "家庭住址": "address", "联系电话": "phone"}
CATEGORIES = (("低保户", 56), ("低保边缘户", 31), ("意外致困户", 13))
CAUSES = (("下岗失业", 30), ("患重特大疾病", 27), ("子女上学", 14), ("无劳动能力", 9), ("遭受意外事故", 7), ("有劳动能力而未就业", 6),
          ("未参加社会保险", 3), ("遭受自然灾害", 2), ("其他", 2))
WORK = (("下（待）岗", 34), ("失（无）业", 17), ("在岗", 26), ("退休", 12), ("病休", 5), ("农民工", 6))
HOUSING = (("自建房", 28), ("自购房", 25), ("租房", 20), ("承租单位公房", 14), ("政府廉租房", 8), ("无房", 5))
MARRIAGE = (("已婚", 68), ("离异", 17), ("丧偶", 10), ("未婚", 5))
PICTURE = (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
           b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND"
           b"\xaeB`\x82")
NUMBERS = (  # what the office set: key, value, unit, from when
    (actions.LINE, 245, "元/月", date(2009, 1, 1)), (actions.LINE, 760, "元/月", date(2024, 7, 1)),
    ("notices.publicity_days", 5, "工作日", date(2009, 1, 1)), ("notices.answer_days", 5, "工作日", date(2009, 1, 1)),
)


class Households:
    """The files and what befell them. `sheets` holds the workbooks they came by."""

    def __init__(self, cast, members):
        self.cast, self.members, self.sheets = cast, members, {}
        self.chance = Random(824)  # noqa: S311 - households, not secrets
        known = Person.objects.filter(county=cast.county, id_index__isnull=False, memberships__left_on=None,
                                      memberships__joined_on__lt=FIRST, birth_date__lt=date(1988, 1, 1))
        self.people = iter(known.select_related("org").order_by("id"))

    def enter(self):
        """All of it, up to the end of 2010."""
        for key, value, unit, first in NUMBERS:
            standards.add(self.cast["wang"], standards.Standard(
                key=key, value=value, unit=unit, first=first, division_id=self.cast.county.division_id,
                citation="示例数据，非真实标准"))
        told = rows("hardship")
        standing = ON_FILE - sum(int(row["counts"]) for row in told)
        days = [date(2007, 1, 4) + timedelta(days=self.chance.randrange(1400)) for _nth in range(standing)]
        self.sheet("困难职工档案（2010年）.xlsx", [min(on, LAST) for on in days] + [LAST + DAY] * LATER)
        undo(self.sheet("误传的困难职工档案.xlsx", [date(2010, 3, 1)] * MISTAKEN), self.cast["wang"])
        for row in told:
            self.tell(row)

    def sheet(self, name, days):
        """Files that stood from these days, as one sheet; the import."""
        self.sheets[name] = book(HEADS, [self.line(on) for on in days], "困难职工档案登记表")
        return bring_in(self.cast["wang"], "hardship.files", name, self.sheets[name])

    def line(self, on):
        person, pick = next(self.people), self.members.pick
        cause = pick(CAUSES)
        return {"name": person.name, "id": person.id_number, "org": person.org.name, "filed_on": on.isoformat(),
                "category": "意外致困户" if "遭受" in cause else pick(CATEGORIES[:2] if cause != "患重特大疾病" else CATEGORIES),
                "cause": cause, "work": pick(WORK), "unit": person.employer_name, "housing": pick(HOUSING),
                "registration": "农业" if person.household == "农业户口" else "非农业", "marriage": pick(MARRIAGE),
                "single": "是" if self.chance.random() < 0.12 else "否", "address": person.address, "phone": person.phone}

    def tell(self, row):
        """One household of the table, from its application on, or from the day since when it stood."""
        file = self.applied(row)
        if begun := day(row["begun"]):
            file = self.judged(file, begun)
            file = self.approved(file, begun, day(row["approved"]))
        for act in row["acts"].split():
            name, *days = act.split(":")
            file = getattr(self, name)(file, *map(day, days))

    def applied(self, row):
        person = next(self.people)
        file = File(org=person.org, person=person, main_cause=row["cause"], work_state="下（待）岗", housing="租房",
                    registration="非农业", marriage="已婚", address=person.address, employer_name=person.employer_name,
                    applied_on=day(row["begun"] or row["approved"]))
        if row["begun"]:
            return actions.apply(file, scope=self.cast["sun"])
        file.category = "allowance"
        actions.take_over(file, scope=self.cast["wang"], on=day(row["approved"]), details={})
        return file

    def put(self, file, *rows_):
        for one in rows_:
            actions.put(file, one, scope=self.cast["sun"])

    def judged(self, file, begun):
        """Accepted, visited, checked and judged within three days."""
        main, sun = file.members.get(last_on=None), self.cast["sun"]
        papers = ("application", "identity", "income", "minutes")
        self.put(file, *(Evidence(kind=kind, received_on=begun) for kind in papers))
        if not file.exclusions.exists():
            self.put(file, *(Exclusion(item=code, grounds="入户查看", checked_on=begun) for code in dict(words.EXCLUSIONS)),
                     *(Consent(member=main, kind=kind, given_on=begun) for kind in ("check", "publish")))
            self.earn(file, begun, self.chance.randrange(1200, 4400, 100))
        self.put(file, Check(asked_on=begun, answered_on=begun + DAY, result="agrees"))
        visit = Visit(on=begun + DAY, visitors="孙干事、李干事", met=main.name, findings="租住一间平房，靠打零工度日。")
        self.put(file, visit)
        files.keep(sun, SimpleUploadedFile("入户照片.png", PICTURE), {"png"}, visit)
        for step in ("accept", "first_review") if file.status == "draft" else ("first_review",):
            file = take(file, step, scope=sun, on=begun)
        for step in ("visit", "check"):
            file = take(file, step, scope=sun, on=begun + DAY)
        actions.assess(file, scope=sun, on=begun + DAY, year=begun.year)
        return take(file, "judge", scope=sun, on=begun + 2 * DAY)

    def earn(self, file, on, yuan):
        self.put(file, Income(member=file.members.get(last_on=None), kind="business" if yuan > 9999 else "wage",
                              year=on.year, amount=yuan * 100))

    def approved(self, file, begun, on):
        """Announced; where a day is given, unopposed and approved on it."""
        posted, wang = begun + 2 * DAY, self.cast["wang"]
        file = take(file, "announce", scope=self.cast["sun"], on=posted)
        notice = Notice.objects.get(county=self.cast.county, status="draft", lines__subject=file.pk)
        notice.place, notice.phone = "县总工会公示栏", "16004370001"
        write(notice, scope=self.cast["sun"])
        notice = take(notice, "post", scope=wang, on=posted)
        if on is None:
            return file
        take(notice, "end", scope=self.cast["sun"], on=notice.ends_on + DAY)
        return take(file, "approve", scope=self.cast["qian"], on=on)

    def again(self, file, begun, on):
        """Fallen back into hardship and applied for anew."""
        file = take(file, "relapse", scope=self.cast["sun"], on=begun, note="再次失去工作")
        return self.approved(self.judged(file, begun), begun, on) if on else file

    def assessed(self, file, on, yuan=3000):
        if not file.incomes.filter(year=on.year, kind="business" if yuan > 9999 else "wage").exists():
            self.earn(file, on, yuan)
        actions.assess(file, scope=self.cast["sun"], on=on, year=on.year, category=None)

    def review(self, file, on):
        self.assessed(file, on, 2400)
        return take(file, "review", scope=self.cast["sun"], on=on)

    def reclass(self, file, on):
        other = "edge" if file.category == "allowance" else "allowance"
        actions.assess(file, scope=self.cast["sun"], on=on, year=on.year, category=other, note="家中又有一人失去工作")
        return take(file, "reclass", scope=self.cast["qian"], on=on)

    def relieve(self, file, on):
        self.assessed(file, on, 40000)
        return take(file, "relieve", scope=self.cast["qian"], on=on)

    def leave(self, file, on):
        return take(file, "leave", scope=self.cast["qian"], on=on, note="全家迁往外县")

    def cancel(self, file, on):
        return take(file, "cancel", scope=self.cast["qian"], on=on, note="本人去世")

    def reject(self, file, on):
        return take(file, "reject", scope=self.cast["sun"], on=on, note="公示期间查明有商铺出租")

    def object(self, file, on):
        """Somebody knows better, and is right."""
        line = Line.objects.get(county=self.cast.county, subject=file.pk)
        objection = notices.object_to(line, Objection(received_on=on, text="家有商铺出租"), scope=self.cast["sun"])
        take(objection, "uphold", scope=self.cast["wang"], on=on + DAY, answer="经核实，情况属实。")
        return file
