"""Rows of 张干事's township, one of every kind that an address names: for whoever has no business there to ask for."""
from datetime import date

from django.apps import apps

from gonghui.assistance.fund.tests.outside_rows import ROWS as FUND
from gonghui.testing import FOUNDED

YEAR = {"first": date(2010, 1, 1), "last": date(2010, 12, 31)}

# The rows of a hardship file share their pages: {part: (its rows, what one of them says)}.
HARDSHIP = {
    "members": ("hardship.Member", {"name": "钱立本"}), "incomes": ("hardship.Income", {"year": 2010, "amount": 1}),
    "expenses": ("hardship.Expense", {"year": 2010, "amount": 1}),
    "evidence": ("hardship.Evidence", {"received_on": FOUNDED}),
    "consents": ("hardship.Consent", {"kind": "check", "given_on": FOUNDED}),
    "visits": ("hardship.Visit", {"on": FOUNDED}), "checks": ("hardship.Check", {"asked_on": FOUNDED}),
    "exclusions": ("hardship.Exclusion", {"item": "homes", "checked_on": FOUNDED}),
}


def _org(cast):
    return cast.zhang_union


def _employer(cast):
    from gonghui.registry.orgs.models import Employer

    return Employer.objects.create(county=cast.county, org=cast.zhang_union, name="渭津镇粮库")


def _person(cast):
    from gonghui.registry.people.models import Person

    return Person.objects.create(county=cast.county, org=cast.zhang_union, name="钱立本")


def _import(cast):
    from gonghui.core.rosters.models import Import

    return Import.objects.create(county=cast.county, org=cast.zhang_town.pk, roster="people.members", name="会员.xlsx",
                                 by=cast.accounts["zhang"])


def _review(cast):
    from gonghui.registry.people.models import Review

    return Review.objects.create(county=cast.county, kind=Review.LOOKALIKE, person=_person(cast), org=cast.zhang_union,
                                 from_org=cast.zhang_union, line=3, row_sealed=b"", fingerprint="0" * 32)


def _activity(cast):
    from gonghui.registry.activities.models import Activity

    return Activity.objects.create(county=cast.county, org=cast.zhang_town, kind="class", theme="工会干部培训班",
                                   first_on=date(2010, 4, 30))


def _attendance(cast):
    from gonghui.registry.activities.models import Attendance

    return Attendance.objects.create(county=cast.county, activity=_activity(cast), name="钱立本")


def _notice(cast):
    from gonghui.registry.notices.models import Notice

    return Notice.objects.create(county=cast.county, org=cast.zhang_town, title="困难职工公示", matter="拟建档")


def _line(cast):
    from gonghui.registry.notices.models import Line

    return Line.objects.create(county=cast.county, notice=_notice(cast), number=1, name="钱立本")


def _objection(cast):
    from gonghui.registry.notices.models import Objection

    return Objection.objects.create(county=cast.county, line=_line(cast), received_on=date(2010, 4, 30), text="不符合条件")


def _duty(cast):
    from gonghui.registry.posts.models import Duty

    return Duty.objects.create(county=cast.county, org=cast.zhang_union, name="钱立本", position="chair",
                               first_on=FOUNDED)


def _term(cast):
    from gonghui.registry.posts.models import Term

    return Term.objects.create(county=cast.county, org=cast.zhang_union, number=1, first_on=FOUNDED,
                               due_on=date(2010, 5, 1))


def _post(cast):
    return cast.accounts["zhang"].posts.get()


def _summary(cast):
    from gonghui.annual.summary.models import Summary

    return Summary.objects.create(county=cast.county, org=cast.zhang_town, title="渭津镇工会2010年工作总结", **YEAR)


def _section(cast):
    from gonghui.annual.summary.models import Section

    return Section.objects.create(county=cast.county, summary=_summary(cast), org=cast.zhang_town)


def _issue(cast):
    from gonghui.annual.summary.models import Issue

    return Issue.objects.create(county=cast.county, summary=_summary(cast), org=cast.zhang_town, number="S2010-1",
                                on=date(2011, 1, 5), by=cast.accounts["zhang"])


def _job(cast):
    from gonghui.core.jobs import Job

    return Job.objects.create(county=cast.county, kind="people.import", org=cast.zhang_town.pk,
                              by=cast.accounts["zhang"])


def _import(cast):
    from gonghui.core.rosters.run import start

    return start(cast.zhang, "people.members", "花名册.csv", "姓名,所属工会\n".encode())


def _review(cast):
    from gonghui.registry.people.models import Review

    return Review.objects.create(county=cast.county, kind="transfer", person=_person(cast), org=cast.zhang_union,
                                 from_org=cast.zhang_town, line=2, row_sealed=b"", fingerprint="0" * 32)


def _reading(cast):
    from gonghui.annual.summary.readings import Reading

    return Reading.objects.create(county=cast.county, org=cast.zhang_town, title="镇总工会总结", digest="0" * 64,
                                  text_sealed=b"", **YEAR)


def _read_figure(cast):
    from gonghui.annual.summary.readings import ReadFigure

    return ReadFigure.objects.create(county=cast.county, org=cast.zhang_town, reading=_reading(cast), place=0, start=0,
                                     end=2, text="5家", kind="count")


def _file(cast):
    from gonghui.assistance.hardship.models import File

    return File.objects.create(county=cast.county, org=cast.zhang_town, person=_person(cast), applied_on=FOUNDED,
                               main_cause="illness", number="220422201000009")


def _of_file(label, **said):
    """A row of such a file; a member, where it needs one, is made with it."""
    def make(cast):
        model, file = apps.get_model(label), _file(cast)
        if any(field.name == "member" for field in model._meta.fields):
            said["member"] = apps.get_model("hardship.Member").objects.create(county=cast.county, file=file, name="钱立本")
        return model.objects.create(county=cast.county, file=file, **said)
    return make


ROWS = {
    **FUND, "hardship.File": _file, "hardship.Standing": _of_file("hardship.Standing", act="approve", on=FOUNDED),
    **{label: _of_file(label, **said) for label, said in HARDSHIP.values()},
    "orgs.Org": _org, "orgs.Employer": _employer, "people.Person": _person, "activities.Activity": _activity,
    "activities.Attendance": _attendance, "notices.Notice": _notice, "notices.Line": _line,
    "notices.Objection": _objection,
    "posts.Duty": _duty, "posts.Term": _term, "posts.Post": _post, "summary.Summary": _summary,
    "summary.Section": _section, "summary.Issue": _issue, "core.Job": _job, "core.Import": _import,
    "people.Review": _review, "summary.Reading": _reading, "summary.ReadFigure": _read_figure,
}
