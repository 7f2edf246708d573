"""Hardship files that stood before the office kept them here, as a sheet; and the files as they are, out again."""
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.fields import mask_last4
from gonghui.core.rosters import roster
from gonghui.core.rosters.single import Single
from gonghui.core.writing import remove
from gonghui.registry.orgs.models import Org
from gonghui.registry.orgs.rosters import by_record

from . import actions
from .models import File
from .sheets import CODES, FileLine, files_of, people_by_number

PLAIN = ("work_state", "employer_name", "housing", "registration", "marriage", "single_parent", "address", "phone")


@roster
class FileRoster(Single):
    """One line, one household on file. A class or a day that differs from the register is changed by its own step."""

    code, label, permission, export_permission = (
        "hardship.files", gettext_lazy("困难职工档案"), "hardship.import", "hardship.export")
    model, form, key, once = File, FileLine, "id_number", ("id_number",)
    who = gettext_lazy("看记录号，没有的看证件号码：一人只有一份在办或在档的档案。")
    columns = {
        "name": "姓名|困难职工姓名|职工姓名",
        "id_number": "证件号码|身份证号|身份证号码|公民身份号码",
        "org": "建档工会|所属工会|工会名称|上报单位",
        "category": "困难类别|困难职工类别|类别",
        "main_cause": "主要致困原因|致困原因|困难原因",
        "filed_on": "建档日期|建档时间",
        "level": "档案级别|建档级别|级别",
        "work_state": "工作状态|身份|职工身份",
        "employer_name": "工作单位|单位|单位名称",
        "housing": "住房类型|住房情况",
        "registration": "户口类型|户口性质",
        "marriage": "婚姻状况|婚否",
        "single_parent": "单亲家庭|是否单亲",
        "address": "家庭住址|住址",
        "phone": "联系电话|手机号|手机号码|电话",
        "record": "记录号",
        "version": "版本",
    }

    def found(self, chunk):
        """By the record's number, else by the person's: the file that he has, if it has not ended."""
        columns, stored = chunk.columns, by_record(self, chunk)
        self.people = people_by_number(self.scope.county_id, columns["id_number"])
        files = files_of(self.scope.county_id, self.people.values())
        ours = {org.hex for org in self.scope.rows(Org).order_by().values_list("pk", flat=True)}
        for place, number in enumerate(columns["id_number"]):
            person = self.people.get(number)
            if columns["record"][place]:
                continue
            if person is None or person.name != columns["name"][place]:
                chunk.refuse(place, "id_number", _("“职工与会员”里没有这个姓名和证件号码的人，请核对，或先登记这个人。"))
            elif file := files.get(person.pk):
                if file.org_id.hex not in ours:
                    chunk.refuse(place, "id_number", _("该证件号已建档，请报县总核对。"))
                stored[place] = file
        return stored

    def made(self, said):
        person = self.people[said["id_number"]]
        return File(county_id=self.scope.county_id, person=person, applied_on=said["filed_on"])

    def fill(self, row, said):
        for name in PLAIN:
            if name in said:
                setattr(row, name, said[name])
        for name in ("level", "main_cause"):
            if name in said:
                setattr(row, name, CODES[name][said[name]])
        row.org_id = UUID(said["org"])
        category = CODES["category"][said["category"]]
        if row._state.adding:
            row.category = category
            return []
        return self._contradictions(row, said, category)

    def _contradictions(self, row, said, category):
        if category != row.category:
            yield "category", _("与登记的困难类别不同；调整请在这份档案的页面上办理。")
        if said["filed_on"] != row.filed_on:
            yield "filed_on", _("与登记的建档日期不同，请核对。")

    def enter(self, row, said, details):
        actions.take_over(row, scope=self.scope, on=said["filed_on"], details=details)

    def withdraw(self, row):
        """The file goes with what was entered with it."""
        for part in (row.standings, row.spans, row.members):
            for one in part.order_by("id"):
                remove(one, scope=self.scope)
        remove(row, scope=self.scope)

    def lines(self, rows):
        """The rows of an export as {field: text}; the number is masked."""
        words = {name: {code: word for word, code in codes.items()} for name, codes in CODES.items()}
        for row in rows.select_related("org", "person"):
            said = {name: str(getattr(row, name)) for name in PLAIN if name != "single_parent"}
            coded = {name: known.get(getattr(row, name), "") for name, known in words.items()}
            yield said | coded | {
                "record": row.pk.hex, "version": str(row.version), "name": row.person.name,
                "id_number": mask_last4(row.person.id_number), "org": row.org.name,
                "single_parent": "是" if row.single_parent else "否",
                "filed_on": row.filed_on.isoformat() if row.filed_on else ""}
