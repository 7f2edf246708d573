"""The sheets of unions and of employers, in and out."""
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.rosters import roster
from gonghui.core.rosters.single import Single
from gonghui.core.writing import remove

from . import actions
from .models import Employer, Org
from .sheets import EMPLOYER_KINDS, INDUSTRIES, KINDS, EmployerLine, OrgLine, employers_meant, unions_named

WORDS = {"kind": KINDS, "employer_kind": EMPLOYER_KINDS, "industry": INDUSTRIES}
COUNTS = ("workers", "workers_women", "workers_migrant", "workers_dispatched", "members", "members_women",
          "members_migrant", "members_dispatched")


def by_record(roster, chunk):
    """{place: the row that a line of an export names}; a number that is not there, or not ours, is refused."""
    named = {place: id for place, id in enumerate(chunk.columns["record"]) if id}
    rows = {}
    if named:
        ids = [id for id in named.values() if len(id) == 32 and set(id) <= set("0123456789abcdef")]
        rows = {row.pk.hex: row for row in roster.scope.rows(roster.model).filter(pk__in=map(UUID, ids))}
    for place, id in named.items():
        if id not in rows:
            chunk.refuse(place, "record", _("登记中没有这条记录，请不要改动导出表的“记录号”一列。"))
    return {place: rows[id] for place, id in named.items() if id in rows}


def as_text(row, names, words):
    """{field: the text that an export writes}; words: {field: {word: code}} of code lists."""
    said = {"record": row.pk.hex, "version": str(row.version)}
    for name in names:
        value = getattr(row, name)
        coded = {code: word for word, code in words.get(name, {}).items()}
        said[name] = coded.get(value, "" if value is None else str(value))
    return said


@roster
class OrgRoster(Single):
    """One line, one union. Where it stands, what it is called and when it was founded change on its own page only:
    each of these has a day of its own."""

    code, label, permission, export_permission = "orgs.unions", gettext_lazy("工会名册"), "orgs.import", "orgs.view"
    model, form, key, once = Org, OrgLine, "name", ("legal_code",)
    who = gettext_lazy("看记录号，没有的看工会名称。")
    columns = {
        "name": "工会名称|工会全称|基层工会名称|名称",
        "kind": "组织类型|工会类型|工会组织类型",
        "parent": "上级工会|所属上级工会|上级工会名称",
        "division": "所在地|乡镇|所在乡镇|行政区划",
        "founded_on": "成立日期|建会日期|建会时间|成立时间",
        "approval_number": "批复文号|批准文号",
        "address": "地址|单位地址",
        "phone": "联系电话|电话",
        "employer_kind": "单位类别|单位性质|企业类型|经济类型",
        "industry": "行业|所属行业|行业门类",
        "workers": "职工人数|职工总数|职工数",
        "workers_women": "女职工|女职工人数",
        "workers_migrant": "农民工|农民工人数",
        "workers_dispatched": "劳务派遣工|劳务派遣人数",
        "members": "会员人数|会员总数|会员数",
        "members_women": "女会员|女会员人数",
        "members_migrant": "农民工会员|农民工会员人数",
        "members_dispatched": "劳务派遣工会员",
        "counted_on": "人数统计日期|统计日期",
        "committee_size": "委员人数|委员数",
        "legal_code": "工会统一社会信用代码|工会信用代码",
        "record": "记录号",
        "version": "版本",
    }
    kept = ("approval_number", "address", "phone", *COUNTS, "counted_on", "committee_size", "legal_code")

    def found(self, chunk):
        """By the record's number, else by the name: a union of the county, of the scope or not."""
        stored = by_record(self, chunk)
        known = unions_named(self.scope, chunk.columns["name"])
        for place, name in enumerate(chunk.columns["name"]):
            org = known.get(name)
            if place in stored or org is None:
                continue
            if name in self.fields["parent"].others:
                chunk.refuse(place, "name", _("“%s”不在您的管辖范围内。") % name)
            stored[place] = org
        return stored

    def made(self, said):
        return Org(county_id=self.scope.county_id, name=said["name"])

    def fill(self, row, said):
        """Sets what the sheet says; what has a page of its own is only held against it."""
        for name in self.kept:
            if name in said:
                setattr(row, name, said[name])
        for name in ("kind", "employer_kind", "industry"):
            if name in said:
                setattr(row, name, WORDS[name].get(said[name], ""))
        row.division_id = said["division"]
        if row._state.adding:
            return self._incomplete(row)
        return self._contradictions(row, said)

    def _incomplete(self, row):
        return [] if row.kind else [("kind", _("新登记的工会须填写组织类型。"))]

    def _contradictions(self, row, said):
        place = row.place()
        parent = place and place.parent_id and place.parent_id.hex
        if said["name"] != row.name:
            yield "name", _("与登记的名称“%s”不同；更名请在这个工会的页面上办理。") % row.name
        if said["parent"] != parent:
            yield "parent", _("与登记的上级工会不同；移动请在这个工会的页面上办理。")
        if said.get("founded_on") and said["founded_on"] != row.founded_on:
            yield "founded_on", _("与登记的成立日期不同；更正请在这个工会的页面上办理。")

    def enter(self, row, said, details):
        parent = self.scope.rows(Org).get(pk=UUID(said["parent"]))
        actions.enter(row, parent, self.scope, founded_on=said.get("founded_on"), act="import.add", details=details)

    def withdraw(self, row):
        """The union goes with the place and the name that were entered with it."""
        row.places.all().delete()
        row.names.all().delete()
        remove(row, scope=self.scope)

    def lines(self, rows):
        """The rows of an export as {field: text}."""
        for row in rows.select_related("division").with_children():
            said = as_text(row, (*self.kept, "kind", "employer_kind", "industry", "name", "founded_on"), WORDS)
            yield said | {"parent": row.parent_name or "", "division": row.division.name}


@roster
class EmployerRoster(Single):
    """One line, one employer: found by its credit code, else by its name."""

    code, label, permission, export_permission = "orgs.employers", gettext_lazy("用人单位名册"), "orgs.import", "orgs.view"
    model, form, key, once = Employer, EmployerLine, "credit_code", ("name",)
    who = gettext_lazy("看记录号，没有的看统一社会信用代码，再没有的看单位名称。")
    columns = {
        "name": "单位名称|用人单位|企业名称|单位全称|名称",
        "credit_code": "统一社会信用代码|信用代码|社会信用代码",
        "old_code": "原组织机构代码或注册号|组织机构代码|注册号|营业执照号",
        "org": "归口工会|所属工会|工会名称",
        "kind": "单位类别|单位性质|企业类型|经济类型",
        "industry": "行业|所属行业|行业门类",
        "workers": "职工人数|职工总数|职工数",
        "address": "地址|单位地址",
        "head": "法定代表人|法人代表|负责人",
        "contact": "联系人",
        "phone": "联系电话|电话",
        "closed_on": "注销日期",
        "record": "记录号",
        "version": "版本",
    }
    kept = ("name", "credit_code", "old_code", "workers", "address", "head", "contact", "phone", "closed_on")
    words = {"kind": EMPLOYER_KINDS, "industry": INDUSTRIES}

    def found(self, chunk):
        """By the record's number, the credit code, or the name where a line has no code."""
        stored = by_record(self, chunk)
        codes, names = employers_meant(self.scope, chunk.columns["credit_code"], chunk.columns["name"])
        ours = None if self.scope.whole else set(self.scope.rows(Org).values_list("pk", flat=True))
        for place, (code, name) in enumerate(zip(chunk.columns["credit_code"], chunk.columns["name"], strict=True)):
            row = codes.get(code) or self._namesake(names.get(name), code)
            if place in stored or row is None:
                continue
            if ours is not None and row.org_id not in ours:
                chunk.refuse(place, self.key, _("该单位已由其他工会登记，请与县总工会核对。"))
            stored[place] = row
        return stored

    @staticmethod
    def _namesake(row, code):
        """An employer of that name, unless both have codes and they differ: then it is another."""
        return None if row is None or (code and row.credit_code) else row

    def made(self, said):
        return Employer(county_id=self.scope.county_id)

    def fill(self, row, said):
        for name in self.kept:
            if name in said:
                setattr(row, name, said[name])
        for name, codes in self.words.items():
            if name in said:
                setattr(row, name, codes.get(said[name], ""))
        row.org_id = UUID(said["org"])
        return []

    def mark(self, name, said):
        """A name stands once among the lines that have no code."""
        return "" if said.get("credit_code") else said["name"]

    def lines(self, rows):
        """The rows of an export as {field: text}."""
        for row in rows.select_related("org"):
            yield as_text(row, (*self.kept, *self.words), self.words) | {"org": row.org.name}
