"""The list of names of a class or lecture as a sheet: many activities may stand in one."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.cleaning import text
from gonghui.core.flow import spoken
from gonghui.core.rosters import roster
from gonghui.core.rosters.single import Single

from . import actions, rules
from .models import Activity, Attendance
from .sheets import NameLine, members_by_number


@roster
class NameRoster(Single):
    """One line, one name. It names its activity by theme and first day; an ID number ties it to the member."""

    code, label, permission, export_permission = (
        "activities.names", gettext_lazy("活动名单"), "activities.import", "activities.view")
    model, form, key, once = Attendance, NameLine, "certificate", ("name",)
    who = gettext_lazy("看活动主题和开始日期找到活动，再看证件号码；没有号码的看姓名和单位。")
    columns = {
        "theme": "活动主题|主题|培训班名称|活动名称|班次",
        "first_on": "开始日期|日期|活动日期|培训日期|举办日期",
        "name": "姓名|学员姓名",
        "id_number": "证件号码|身份证号|身份证号码|公民身份号码",
        "employer": "单位|工作单位|单位名称",
        "position": "职务|岗位",
        "present": "到场|是否到场|出勤|签到",
        "certificate": "证书编号|结业证书编号|证书号",
    }

    def found(self, chunk):
        """Reads the activities and the members that the lines name, and the lists as they are."""
        columns = chunk.columns
        rows = self.scope.rows(Activity).filter(first_on__in=set(columns["first_on"]) - {None}).order_by("id")
        self.activities = {(text(row.theme), row.first_on): row for row in rows}  # cells arrive half-width
        mine = set(self.scope.org_ids().values_list("org_id", flat=True))
        names = dict(zip(columns["id_number"], columns["name"], strict=True))
        # Of somebody elsewhere a wrong name is not told apart from an unknown number: else numbers could be tried.
        self.members = {number: person for number, person
                        in members_by_number(self.scope.county_id, columns["id_number"]).items()
                        if self.scope.whole or person.org_id in mine or person.name == names[number]}
        lists = self.scope.rows(Attendance).filter(activity__in=self.activities.values()).order_by("id")
        listed = {key: row for row in lists.select_related("activity", "person") for key in self._keys(row)}
        stored = {}
        for place in range(len(chunk.lines)):
            activity = self.activities.get((columns["theme"][place], columns["first_on"][place]))
            if activity is None:
                chunk.refuse(place, "theme", _("没有这一天开始、主题为“%s”的活动，请先登记活动。") % columns["theme"][place])
                continue
            person = self.members.get(columns["id_number"][place])
            named = (activity.pk, columns["name"][place], columns["employer"][place])
            if row := listed.get((activity.pk, person and person.pk)) or listed.get(named):
                stored[place] = row
        return stored

    @staticmethod
    def _keys(row):
        if row.person_id:
            yield row.activity_id, row.person_id
        yield row.activity_id, row.name, row.employer

    def made(self, said):
        return Attendance(county_id=self.scope.county_id, activity=self.activities[said["theme"], said["first_on"]])

    def fill(self, row, said):
        """Sets what the sheet says; who came is settled once the activity has been held."""
        came, person = row.present, self.members.get(said.get("id_number"))
        for name in ("name", "employer", "position", "certificate"):
            if name in said:
                setattr(row, name, said[name])
        row.present, row.person = said.get("present", came), person or row.person
        faults = []
        if row._state.adding or row.present != came:
            why = rules.reasons_against_listing(row.activity.counted_by, row.activity.open)
            faults += [("theme", sentence) for sentence in spoken(why)]
        why = rules.reasons_against_name(row.name, person.name if person else "")
        return faults + [("name", sentence) for sentence in spoken(why)]

    def mark(self, name, said):
        """A name stands once in the list of an activity, unless its employer or its number tell it from another."""
        return said["theme"], said["first_on"], said["name"], said.get("employer", ""), said.get("id_number", "")

    def enter(self, row, said, details):
        actions.enrol(row.activity, row, scope=self.scope, act="import.add", details=details)

    def withdraw(self, row):
        actions.strike(row, scope=self.scope)

    def lines(self, rows):
        """The rows of an export as {field: text}; an ID number is not given away by a class's list."""
        for row in rows.select_related("activity"):
            yield {"theme": row.activity.theme, "first_on": row.activity.first_on.isoformat(), "name": row.name,
                   "employer": row.employer, "position": row.position, "certificate": row.certificate,
                   "present": "是" if row.present else "否"}
