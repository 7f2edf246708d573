"""What a file lacks before its next step, asked of its own rows; and the fields that follow from the step."""
from django.utils.timezone import localdate

from gonghui.core import files, standards
from gonghui.core.rules import Reason

from . import rules, words

_ = str  # marks the sentence for translation; it is translated where it is shown

VISITORS, CHILD_AGE = "hardship.visitors", "hardship.consent_age"
REVIEW_MONTHS, RELIEF_MONTHS = "hardship.review_months", "hardship.relief_months"
PAPERS = ("application", "identity", "income")  # without these nothing is accepted


def held(file, on, *keys):
    """{key: the standard in force} for the file's place."""
    return standards.in_force(on, file.org.division_id, key__in=keys)


def number(file, on, key):
    """The number of a standard, or None where the office has set none."""
    standard = held(file, on, key).get(key)
    return standard and standard.number


def living(file):
    """The members who live of the household's means today."""
    return list(file.members.filter(last_on=None).order_by("id"))


def last_assessment(file):
    """The last reckoning that was decided on, or None."""
    return file.assessments.order_by("-on", "-id").first()


def to_accept(file):
    """Before a matter is taken up: who lives there, and the papers without which nothing can be looked into."""
    reasons = [] if any(one.relation == "本人" for one in living(file)) else [_("请先登记困难职工本人和共同生活的家庭成员。")]
    handed_in = set(file.evidence.order_by().values_list("kind", flat=True))
    reasons += [Reason(_("缺少证明材料：%(paper)s。"), paper=str(dict(words.EVIDENCE)[kind]))
                for kind in PAPERS if kind not in handed_in]
    return reasons + ([] if file.incomes.exists() else [_("请先登记家庭收入；没有收入的，登记为零。")])


def to_visit(file):
    """A visit by so many persons, with photographs, after the matter was accepted."""
    visit = file.visits.filter(on__gte=file.accepted_on).order_by("-on", "-id").first()
    if visit is None:
        return [_("请先登记受理以后的入户调查。")]
    return rules.missing_visit(visit.heads, files.of(visit).exists(), number(file, visit.on, VISITORS) or 1)


def under_visit(file):
    return held(file, localdate(), VISITORS).values()


def to_check(file):
    """Everybody's consent, and the answer of the office that was asked."""
    check = file.checks.filter(answered_on__gte=file.accepted_on).order_by("-answered_on", "-id").first()
    on = check.answered_on if check else localdate()
    consents = set(file.consents.filter(withdrawn_on=None).order_by().values_list("kind", "member"))
    members = [(one.pk, one.name, one.born_on) for one in living(file)]
    reasons = rules.missing_consents(members, consents, on, number(file, on, CHILD_AGE) or 0)
    return reasons + ([] if check else [_("请先登记经济状况核对的答复。")])


def under_check(file):
    return held(file, localdate(), CHILD_AGE).values()


def to_judge(file):
    """The checklist answered, the household reckoned since the matter was accepted, the panel's minutes at hand."""
    answers = list(file.exclusions.order_by("item"))
    reasons = rules.missing_exclusions([one.item for one in answers], dict(words.EXCLUSIONS),
                                       [str(one) for one in answers if one.hit])
    if not file.evidence.filter(kind="minutes", received_on__gte=file.accepted_on).exists():
        reasons.append(Reason(_("缺少证明材料：%(paper)s。"), paper=str(dict(words.EVIDENCE)["minutes"])))
    return reasons + _against_assessment(file, file.accepted_on)


def _against_assessment(file, since):
    last = last_assessment(file)
    if last is None or last.on < since:
        return [_("请先按当前标准测算困难类别。")]
    return [] if last.category else [_("按测算不符合困难标准；确须建档的，请在测算中定类别并写明理由。")]


def judged(file, on):
    """The class that the panel decided."""
    return {"category": last_assessment(file).category}


def to_announce(file):
    """Whoever is named in public has agreed to it."""
    agreed = file.consents.filter(kind=rules.PUBLISH, member__relation="本人", withdrawn_on=None).exists()
    return [] if agreed else [_("缺少困难职工本人的公示同意书。")]


def reviewed(file, on):
    """By when the file is to be reviewed again."""
    months = number(file, on, REVIEW_MONTHS)
    return {"review_on": rules.review_due(on, months) if months else None}


def to_review(file):
    """Reckoned anew since the last decision, and still of its class."""
    last = last_assessment(file)
    if last is None or last.on <= _decided(file):
        return [_("请先按当前标准测算困难类别。")]
    if last.category != file.category:
        return [_("测算的类别与现在不同，请办理“调整类别”或“脱困”。")]
    return []


def to_reclass(file):
    """Reckoned anew since the last decision, and of another class."""
    last = last_assessment(file)
    if last is None or last.on <= _decided(file):
        return [_("请先按当前标准测算困难类别。")]
    if not last.category:
        return [_("按测算不再符合困难标准，请办理“脱困”。")]
    return [_("测算的类别与现在相同，请办理“年度复核”。")] if last.category == file.category else []


def reclassed(file, on):
    return judged(file, on) | reviewed(file, on)


def to_relieve(file):
    """Reckoned to be of no class, and for as many months as the office has set without a reckoning that says else."""
    last = last_assessment(file)
    if last is None or last.category:
        return [_("脱困须先测算，并评定为不符合困难标准。")]
    months = number(file, last.on, RELIEF_MONTHS) or 0
    since = file.assessments.exclude(category="").order_by("-on", "-id").values_list("on", flat=True).first()
    above = file.assessments.filter(category="", **({"on__gt": since} if since else {})).order_by("on", "id").first()
    if above is None or rules.review_due(above.on, months) > localdate():
        return [Reason(_("须连续%(months)d个月不符合困难标准才能脱困。"), months=months)]
    return []


def under_relief(file):
    return held(file, localdate(), RELIEF_MONTHS).values()


def _decided(file):
    """The day of the last decision on the file."""
    return file.standings.order_by("-on", "-id").values_list("on", flat=True).first() or file.filed_on
