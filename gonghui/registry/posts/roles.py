"""Permissions and the roles that come with the program. Roles are rows: an office may change what one holds.

The three administrators are kept apart (三员分立): one opens accounts, another grants posts, the third reads the
trail; none of them sees the office's records. A small office without them lets the county chair do the first two.
"""
from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "people.view": _("查看职工与会员"), "people.edit": _("登记职工与会员"), "people.import": _("导入会员名册"),
    "people.export": _("导出会员名册"), "people.export_unmasked": _("导出完整证件号码"),
    "people.reveal": _("查看完整证件号码"),
    "orgs.view": _("查看工会组织"), "orgs.edit": _("登记工会组织"), "orgs.approve": _("批准建会和撤销"),
    "orgs.import": _("导入工会名册"),
    "posts.view": _("查看任职和账号"), "posts.edit": _("登记任职和届次"), "posts.grant": _("授予岗位"),
    "activities.view": _("查看活动"), "activities.edit": _("登记活动"), "activities.approve": _("更正活动"),
    "activities.import": _("导入活动名单"),
    "notices.view": _("查看公示"), "notices.edit": _("登记公示和异议"),
    "notices.approve": _("张贴、撤回公示和答复异议"),
    "hardship.view": _("查看困难职工档案"), "hardship.edit": _("登记困难职工档案"),
    "hardship.approve": _("批准困难职工档案"), "hardship.import": _("接续原有困难职工档案"),
    "hardship.export": _("导出困难职工档案清单"),
    "fund.view": _("查看帮扶资金"), "fund.edit": _("登记资金和拟定发放批次"), "fund.approve": _("批准资金和发放批次"),
    "fund.pay": _("办理银行发放"),
    "programmes.view": _("查看帮扶项目"), "programmes.edit": _("登记帮扶项目、名单和走访"),
    "programmes.approve": _("批准帮扶项目和名单"),
    "disasters.view": _("查看灾害救助"), "disasters.edit": _("登记灾情和受灾户"), "disasters.approve": _("核定受灾户"),
    "requests.view": _("查看帮扶中心接待"), "requests.edit": _("登记和办理来访"), "requests.approve": _("批准办结"),
    "employment.view": _("查看就业服务"), "employment.edit": _("登记求职、岗位和安置"),
    "employment.import": _("导入求职和岗位名册"),
    "figures.view": _("查看统计数字"), "figures.correct": _("更正已结账的数字"),
    "standards.view": _("查看标准"), "standards.edit": _("录入标准"),
    "summary.view": _("查看工作总结"), "summary.write": _("撰写工作总结"), "summary.issue": _("印发工作总结"),
    "summary.read": _("读取外来总结"),
    "audit.view": _("查看审计记录"), "jobs.view": _("查看后台任务"), "accounts.edit": _("开立和停用账号"),
    "keys.view": _("确认密钥备份"),
}

_LOOK = ["people.view", "orgs.view", "posts.view", "activities.view", "notices.view", "figures.view",
         "standards.view", "summary.view", "jobs.view", "fund.view"]
_KEEP = ["people.edit", "people.import", "people.export", "orgs.edit", "orgs.import", "posts.edit", "activities.edit",
         "activities.import", "notices.edit"]
_HARDSHIP = ["hardship.view", "hardship.edit", "hardship.export"]
_AID = ["programmes.view", "programmes.edit", "disasters.view", "disasters.edit", "requests.view", "requests.edit",
        "employment.view", "employment.edit", "employment.import"]
_WATCH = ["programmes.view", "disasters.view", "requests.view", "employment.view"]
_APPROVE = ["programmes.approve", "disasters.approve", "requests.approve"]

ROLES = [
    # code, name, English name, permissions
    ("county_chair", _("县总工会主席"), "County chair", [
        *_LOOK, *_KEEP, "people.export_unmasked", "people.reveal", "orgs.approve", "activities.approve",
        "notices.approve", *_HARDSHIP, "hardship.approve", "hardship.import", *_AID, *_APPROVE, "figures.correct",
        "standards.edit", "summary.write", "summary.issue", "summary.read", "accounts.edit", "posts.grant",
        "keys.view", "fund.edit", "fund.approve"]),
    ("section_officer", _("业务部室干事"), "Section officer", [
        *_LOOK, *_KEEP, *_HARDSHIP, *_AID, "people.reveal", "summary.write", "summary.read", "fund.edit"]),
    ("finance", _("财务人员"), "Finance officer", [
        *_LOOK, "standards.edit", "fund.edit", "fund.pay", "programmes.view", "disasters.view"]),
    ("approver", _("审批人"), "Approver", [
        *_LOOK, "people.reveal", "orgs.approve", "activities.approve", "notices.edit", "notices.approve",
        "hardship.view", "hardship.approve", *_WATCH, *_APPROVE, "figures.correct", "summary.issue", "fund.approve"]),
    ("township_officer", _("乡镇工会干事"), "Township officer", [
        *_LOOK, *_KEEP, *_HARDSHIP, *_AID, "people.reveal", "summary.read"]),
    ("basic_chair", _("基层工会主席"), "Basic-union chair", [
        "people.view", "people.edit", "orgs.view", "posts.view", "activities.view", "activities.edit",
        "notices.view", "requests.view", "requests.edit", "figures.view", "jobs.view"]),
    ("auditor", _("审计人员"), "Auditor", [*_LOOK, "hardship.view", *_WATCH, "audit.view"]),
    ("system_admin", _("系统管理员"), "System administrator", ["accounts.edit", "posts.view", "jobs.view", "keys.view"]),
    ("security_admin", _("安全管理员"), "Security administrator", ["posts.grant", "posts.view"]),
    ("audit_admin", _("审计管理员"), "Audit administrator", ["audit.view"]),
]


def load(role):
    """Lays down the roles that are not there yet; those an office has changed stay as they are."""
    there = set(role.objects.values_list("code", flat=True))
    role.objects.bulk_create([
        role(code=code, name=str(name), name_en=english, permissions=permissions, order=order)
        for order, (code, name, english, permissions) in enumerate(ROLES) if code not in there])


def extend(apps, _editor, *, section):
    """A migration's function: gives the roles that come with the program the rights of a section that is new to it.
    What an office has changed of a role otherwise stays."""
    role = apps.get_model("core", "Role")
    for code, _name, _english, permissions in ROLES:
        new = [right for right in permissions if right.startswith(f"{section}.")]
        for held in role.objects.filter(code=code):
            role.objects.filter(code=code).update(permissions=[*held.permissions, *(
                right for right in new if right not in held.permissions)])
