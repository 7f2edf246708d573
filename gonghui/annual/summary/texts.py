"""The text a new summary begins with, chapter by chapter: our own wording, every number a figure.

A figure's code stands in braces; the officer sees and edits its name. Chapters whose records do not exist yet
have a sentence without numbers, to be written on.
"""
from django.utils.translation import gettext_lazy as _

PREFACE = _(
    "{year}年，县总工会在县委和上级工会的领导下，围绕全县中心工作，履行维护职工合法权益、竭诚服务职工群众的基本职责，"
    "各项工作按计划推进。现将主要情况报告如下。"
)

SECTIONS = (
    ("innovation", _(
        "围绕全县经济发展任务，组织职工学技术、比技能、提建议。全年举办工会干部培训班{activities.cadre_classes}，"
        "培训工会干部{activities.cadres_trained}。"
    )),
    ("rights", _(
        "加强源头参与和民主管理，维护女职工特殊权益。举办女职工健康知识讲座{activities.health_lectures}，"
        "参加职工{activities.lecture_attendances}。"
    )),
    ("assistance", _("完善帮扶体系，做到困难职工底数清、情况明、帮扶及时。")),
    ("organizing", _(
        "坚持依法建会，扩大组织覆盖。新建工会{orgs.founded}，发展会员{people.joined}；"
        "专职、兼职工会主席都已配齐的乡镇有{orgs.full_complement}。"
    )),
    ("office", _("加强机关作风和制度建设，密切联系职工群众。")),
)
