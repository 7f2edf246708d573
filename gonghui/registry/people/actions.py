"""Acts on a membership, and the decision about a line that was put up for review."""
import orjson
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.core import audit, figures, secrets
from gonghui.core.county import uuid7
from gonghui.core.flow import Refused, spoken
from gonghui.core.writing import locked, write

from . import rules
from .models import CARD_LABEL, REVIEW_LABEL, Honour, Membership, Person, Review

TOLD = ("name", "id_kind", "sex", "birth_date", "ethnicity", "politics", "education", "household", "native_place",
        "phone", "address", "job", "skill", "employment", "bank", "employer_name", "fingerprint")


def _present(person, scope, on):
    """The person's latest membership, locked, if the scope may act on it and the day is possible; None for none."""
    scope.require("people.edit")
    if not scope.covers(person.org_id):
        raise PermissionDenied("person outside the scope")
    memberships = Membership.objects.filter(county_id=person.county_id, person=person)
    membership = memberships.order_by(F("left_on").desc(nulls_first=True), "-id").first()
    if membership is None:
        return None
    membership = locked(membership)
    reasons = spoken(rules.reasons_against_day(on, membership, localdate()))
    if figures.closed(person.county_id, on):
        reasons.append(_("%s已经结账，请填写结账以后的日期。") % on)
    if reasons:
        raise Refused(*reasons)
    return membership


def _running(person, scope, on):
    """The same, where it still runs."""
    membership = _present(person, scope, on)
    if membership is None or membership.left_on:
        raise Refused(_("此人现在没有有效的会籍，不能办理。"))
    return membership


def _goes_on(membership, org, how, **said):
    """The membership ends, and the same day the next one begins, which says where it came from. said: scope, on,
    note."""
    ways = {Membership.How.TRANSFER: ("转出", "transfer_out", "transfer_in"),
            Membership.How.RESUME: ("恢复会籍", "resume", "resume")}
    membership.left_on, (membership.left_why, out, into) = said["on"], ways[how]
    write(membership, act=out, **said)
    joined = Membership(id=uuid7(), county_id=membership.county_id, person_id=membership.person_id, org=org,
                        joined_on=said["on"], how=how, came_from=membership)
    write(joined, act=into, **said)
    return joined


def _moves_to(person, org, **said):
    """The person goes where the membership goes; said: scope, act, on, note."""
    person = locked(person)
    person.org = org
    if not write(person, **said):
        write_of(person, **said)


@transaction.atomic
def transfer(person, to_org, *, on, scope, note=""):
    """转会: the membership ends in one union and goes on in another from the same day. Both lie in the scope."""
    membership = _running(person, scope, on)
    if membership.org_id == to_org.pk:
        raise Refused(_("此人已在“%s”，不用转会。") % to_org)
    if not scope.covers(to_org.pk):
        raise PermissionDenied("union outside the scope")
    joined = _goes_on(membership, to_org, Membership.How.TRANSFER, on=on, scope=scope, note=note)
    _moves_to(person, to_org, act="transfer", on=on, scope=scope, note=note)
    return joined


@transaction.atomic
def rejoin(person, to_org, *, on, scope, note=""):
    """重新入会: somebody who left joins again, the same union or another of the scope."""
    last = _present(person, scope, on)
    if last is None or not last.left_on:
        raise Refused(_("此人现在是“%s”的会员，不用重新入会。") % person.org)
    if not scope.covers(to_org.pk):
        raise PermissionDenied("union outside the scope")
    joined = Membership(id=uuid7(), county_id=person.county_id, person=person, org=to_org, joined_on=on,
                        how=Membership.How.REJOIN)
    write(joined, scope=scope, act="rejoin", on=on, note=note)
    _moves_to(person, to_org, act="rejoin", on=on, scope=scope, note=note)
    return joined


@transaction.atomic
def leave(person, *, on, why, scope, note=""):
    """退会、开除、死亡…: the membership ends. `why` is one of rules.LEFT."""
    membership = _running(person, scope, on)
    membership.left_on, membership.left_why = on, why
    write(membership, scope=scope, act="leave", on=on, note=note)
    write_of(person, scope, "leave", on, note)
    return membership


@transaction.atomic
def retain(person, *, on, why, scope, note=""):
    """保留会籍: the member retires or loses work; the membership goes on without dues and vote."""
    membership = _running(person, scope, on)
    if membership.retained_on:
        raise Refused(_("此人的会籍已自%s起保留。") % membership.retained_on)
    membership.retained_on, membership.retained_why = on, why
    write(membership, scope=scope, act="retain", on=on, note=note)
    write_of(person, scope, "retain", on, note)
    return membership


@transaction.atomic
def resume(person, *, on, scope, note=""):
    """恢复会籍: the retained membership ends and goes on as an ordinary one, so that the years between stay retained."""
    membership = _running(person, scope, on)
    if not membership.retained_on:
        raise Refused(_("此人的会籍没有保留，不用恢复。"))
    resumed = _goes_on(membership, membership.org, Membership.How.RESUME, on=on, scope=scope, note=note)
    write_of(person, scope, "resume", on, note)
    return resumed


def enter_honour(person, said, *, scope):
    """A title that the person holds; `said`: its fields. Refused where the same is entered already."""
    scope.require("people.edit")
    if said["awarded_on"] > localdate():
        raise Refused(_("授予日期不能晚于今天。"))
    known = Honour.objects.filter(county_id=person.county_id, person=person, title=said["title"],
                                  awarded_on=said["awarded_on"])
    if known.exists():
        raise Refused(_("此人的这项荣誉已经登记。"))
    honour = Honour(id=uuid7(), county_id=person.county_id, person=person, **said)
    write(honour, scope=scope)
    return honour


def write_of(person, scope, act, on, note):
    """The act in the person's own timeline as well: there an officer looks for it."""
    audit.record(scope, act, person, on=on, note=note)


@transaction.atomic
def decide(review, step, *, scope, on, note=""):
    """Takes the decision about a line put up for review, and does what follows from it.

    采纳 a transfer or a number registered elsewhere: the member is transferred, one who has left joins again. 采纳 a
    lookalike: it is the same person, nobody is entered. 不采纳 a lookalike: it is another person, who is entered as the
    line says.
    """
    review = review.flow.take(review, step, scope=scope, on=on, note=note)
    if step == "accept" and review.kind != Review.LOOKALIKE:
        gone = not Membership.objects.filter(county_id=review.county_id, person=review.person, left_on=None).exists()
        (rejoin if gone else transfer)(review.person, review.org, on=on, scope=scope, note=note)
    elif step == "decline" and review.kind == Review.LOOKALIKE:
        _enter(review, scope, on)
    return review


def _enter(review, scope, on):
    """Enters the person whom the line tells of, and the membership it says."""
    if not scope.covers(review.org_id):
        raise PermissionDenied("union outside the scope")
    row = orjson.loads(secrets.unseal_bytes(review.row_sealed, REVIEW_LABEL))
    person = Person(id=uuid7(), county_id=review.county_id, org_id=review.org_id, employer_id=row.get("employer_id"),
                    **{name: row.get(name) for name in TOLD if row.get(name)})
    if card := row.get("bank_card"):
        person.card_sealed = secrets.seal_one(card, CARD_LABEL)
    write(person, scope=scope, act="add", on=on)
    membership = Membership(id=uuid7(), county_id=review.county_id, person=person, org_id=review.org_id,
                            joined_on=row.get("joined_on"), employer_id=row.get("employer_id"))
    membership.clean_fields(exclude=["person", "org", "employer", "came_from"])
    write(membership, scope=scope, act="add", on=on)
    return person
