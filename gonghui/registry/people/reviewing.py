"""The pages of what an import put up for a person to decide."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Choice, Column, Facts, Listing, Sheet, TakeStep
from gonghui.core.todos import todo

from . import actions
from .models import Person, Review


@todo("people.to_review", _("待核对的会员"), permission="people.edit", link="/people/reviews/?status=open")
def to_review(scope):
    return scope.rows(Review).filter(status=Review.OPEN)


# What follows from the two decisions: a person who presses a button knows what it does.
FOLLOWS = {
    Review.TRANSFER: _("采纳：此人从办理当天起转入表中的工会。不采纳：仍在现所属工会。"),
    Review.ELSEWHERE: _("采纳：此人从办理当天起转入表中的工会。不采纳：仍在现所属工会。"),
    Review.LOOKALIKE: _("采纳：是同一人，不再登记。不采纳：是另一人，按表中所写登记。"),
}


class Reviews(Listing):
    model, prefix, permission = Review, "review_", "people.edit"
    title = _("待核对的会员")
    noun = _("件")
    order = ("-id",)
    columns = (
        Column("person", _("已登记的人"), link=True),
        Column("kind", _("事项")),
        Column("status", _("状态"), kind="badge"),
        Column("from_org.name", _("现所属工会")),
        Column("org.name", _("表中的工会")),
        Column("run", _("来自"), value=lambda review: review.run or ""),
        Column("line", _("行号"), kind="number"),
        Column("made_at", _("登记时间"), sort="made_at"),
    )
    filters = (Choice("status", _("状态"), choices=Review.STATES), Choice("kind", _("事项"), choices=Review.KINDS))
    empty = _("导入时遇到转会、疑似同一人等须由人决定的行，会列在这里。")

    def rows(self):
        return self.scope.rows(Review).select_related("person", "org", "from_org", "run")


class ReviewSheet(Sheet):
    model, prefix, permission = Review, "review_", "people.edit"
    facts = (
        Facts(_("事项"), (
            Column("kind", _("事项")), Column("person", _("已登记的人")), Column("from_org.name", _("现所属工会")),
            Column("org.name", _("表中的工会")), Column("run", _("来自"), value=lambda review: review.run or ""),
            Column("line", _("行号")), Column("decided_on", _("决定日期")),
            Column("follows", _("办理结果"), value=lambda review: FOLLOWS[review.kind], wide=True))),
    )

    def acts(self, review):
        seen = self.scope.rows(Person).filter(pk=review.person_id).exists()
        return [(_("打开已登记的人"), reverse("people:sheet", args=[review.person_id]))] if seen else []


class ReviewStep(TakeStep):
    model, prefix, permission = Review, "review_", "people.edit"

    def take(self, obj, step, said):
        actions.decide(obj, step.name, scope=self.scope, **said)
