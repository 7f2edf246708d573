"""Acts on a hardship file: opened, its contents put, corrected and struck, its class reckoned."""
import orjson
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from gonghui.core import standards
from gonghui.core.flow import Refused, spoken, take
from gonghui.core.writing import locked, remove, write

from . import rules
from .models import Assessment, File, Member

LINE, RULE = "assistance.subsistence_line", "hardship.class_rule"
EDGE, REACH, SHARE = "hardship.edge_times", "hardship.relative_times", "hardship.loss_share"
TRIES = 5  # two officers who file at one moment draw the same number: the later one takes the next
STRUCK = {"illness", "disaster", "accident"}


def _unless(reasons):
    if reasons:
        raise Refused(*spoken(reasons))


@transaction.atomic
def apply(file, *, scope, **said):
    """Opens a file (an unsaved File of a registered person) with the main person as its first member; said: for the
    audit entry. Raises ValidationError where he is in another file."""
    scope.require("hardship.edit")
    _unless(rules.reasons_against_causes(file.main_cause, file.other_causes))
    file.county_id = scope.county_id
    _numbered(file, scope, said)
    person = file.person
    member = Member(file=file, county_id=file.county_id, name=person.name, relation="本人", born_on=person.birth_date,
                    work_state=file.work_state, unit=file.employer_name)
    member.id_number = person.id_number
    put(file, member, scope=scope)
    return file


@transaction.atomic
def take_over(file, *, scope, on, details):
    """A file (unsaved, of a class) that stood from a day before the office kept it here: entered, and on file since.
    details: as the audit entry says it."""
    scope.require("hardship.import")
    apply(file, scope=scope, act="import.add", details=details)
    take(file, "take_over", scope=scope, on=on)
    file.refresh_from_db()


def _numbered(file, scope, said):
    """Saves it under the county's next number of the year: 220422 2010 00001."""
    begun = f"{file.org.county.division_id}{file.applied_on.year}"
    for _nth in range(TRIES):
        last = (File.objects.filter(county_id=scope.county_id, number__gt=begun, number__lt=f"{begun}a")
                .order_by("-number").values_list("number", flat=True).first())
        file.number = f"{begun}{int(last[len(begun):]) + 1 if last else 1:05d}"
        try:
            with transaction.atomic():
                return write(file, scope=scope, **said)
        except IntegrityError:
            file._state.adding = True
    raise Refused(_("档案编号正被别人占用，请再试一次。"))


@transaction.atomic
def correct(file, *, scope):
    """Corrects what an open file says of the household. Raises Refused."""
    scope.require("hardship.edit")
    _unless_open(file)
    _unless(rules.reasons_against_causes(file.main_cause, file.other_causes))
    return write(file, scope=scope)


@transaction.atomic
def put(file, row, *, scope):
    """Adds a row to an open file (a member, a sum, a paper …) or corrects one of it."""
    scope.require("hardship.edit")
    file = locked(file)
    _unless_open(file)
    row.file, row.county_id = file, file.county_id
    if isinstance(row, Member):
        _refuse_filed(row)
    row.full_clean()
    adding = row._state.adding
    return write(row, scope=scope, **({"act": "put", "details": {"file": str(file.pk)}} if adding else {}))


def _unless_open(file):
    if not file.open:
        raise Refused(_("档案已经办结，不能再改；情况有变的，请先办理“返困”。"))


def _refuse_filed(member):
    """One household, one file: whoever lives in one is in no other."""
    others = Member.objects.filter(county_id=member.county_id, id_index=member.id_index, last_on=None)
    if member.id_index and others.exclude(pk=member.pk).exists():
        raise ValidationError(_("%s已在另一份困难职工档案中，一户只建一档；不在您管辖范围内的，请报县总核对。") % member.name)


@transaction.atomic
def strike(row, *, scope):
    """Takes a row out of an open file that was put there by mistake. Reckonings and decisions stay."""
    scope.require("hardship.edit")
    _unless_open(locked(row.file))
    remove(row, scope=scope)


@transaction.atomic
def assess(file, *, scope, on, year, **decided):
    """Reckons the class by the rule in force on a day from a year's incomes and expenses, and keeps what was decided:
    the proposal, or another class (decided: category, "" for none) with its reason (note)."""
    scope.require("hardship.edit")
    file = locked(file)
    _unless_open(file)
    version, home, lines, used = reckoned_from(file, on, year)
    proposed, told = rules.proposed(version, home, lines)
    category, note = decided.get("category"), decided.get("note", "").strip()
    category = proposed if category is None else category
    _unless(rules.reasons_against_category(version, category, proposed, note))
    row = Assessment(file=file, on=on, version=version, year=year, proposed=proposed, category=category,
                     told=told, note=note, standards=[standard.pk for standard in used],
                     inputs=orjson.dumps({"household": home.__dict__, "lines": lines.__dict__}).decode())
    write(row, scope=scope, act="put", details={"file": str(file.pk), "standards": row.standards})
    return row


def reckoned_from(file, on, year):
    """(version, Household, Lines, the standards used) of a file on a day. Raises NotSet; Refused without incomes."""
    place = file.org.division_id
    rule, line = standards.at(RULE, on, place), standards.at(LINE, on, place)
    version = rules.VERSIONS.get(rule.text)
    if version is None:
        raise Refused(_("标准“%(label)s”的文字须是下列之一，请核对：%(known)s。") % {
            "label": rule.label, "known": "；".join(rules.VERSIONS)})
    reach = standards.at(EDGE if version == rules.OLD else REACH, on, place)
    share = standards.in_force(on, place, key=SHARE).get(SHARE)
    incomes = file.incomes.filter(year=year)
    if not incomes.exists():
        raise Refused(_("%s年没有登记收入，请先登记；没有收入的，登记为零。") % year)
    lines = rules.Lines(int(line.value * 100), float(reach.value), float(share.value / 100) if share else None)
    return version, _household(file, on, year, incomes), lines, [rule, line, reach, *([share] if share else [])]


def _household(file, on, year, incomes):
    lives = Q(last_on=None) | Q(last_on__gt=on)
    expenses = file.expenses.filter(year=year)
    spent = dict(expenses.order_by().values_list("kind").annotate(Sum("amount")))
    loss = spent.pop("loss", 0)
    return rules.Household(
        people=file.members.filter(lives).count(), income=incomes.aggregate(n=Sum("amount"))["n"],
        expenses=sum(spent.values()), loss=loss, allowance=incomes.filter(kind="allowance", amount__gt=0).exists(),
        struck=bool(STRUCK & {file.main_cause, *file.other_causes}))
