"""权限与角色: what each permission is used for, and who holds it."""
from gonghui.core.rosters import ROSTERS
from gonghui.registry.posts.roles import PERMISSIONS, ROLES

from .markdown import code, joined, listed, table
from .sections import models_with

OPENING = """\
# 权限与角色

账号本身没有权限，权限跟着岗位走：岗位是“在哪个工会、任什么角色”，只能看到、办理这个工会和它下面的事。一个人有几个
岗位时，每次在一个岗位上办事。单位可以调整一个角色有哪些权限；下面是程序带来的样子。"""


def page():
    used = used_for()
    rights = [[label, code(name), listed(role for _code, role, _english, held in ROLES if name in held),
               listed(used.get(name, ()), "")] for name, label in PERMISSIONS.items()]
    roles = [[name, code(role), english, listed(PERMISSIONS[one] for one in held)]
             for role, name, english, held in ROLES]
    return joined([OPENING, "## 权限", table(["权限", "代号", "哪些角色有", "用来办理"], rights),
                   "## 角色", table(["角色", "代号", "英文", "权限"], roles)])


def used_for():
    """{permission: the steps and imports that ask for it}."""
    used = {}
    for model in models_with("flow"):
        for step in model.flow.steps.values():
            used.setdefault(step.permission, []).append(f"{model._meta.verbose_name}的“{step.label}”")
    for roster in ROSTERS.values():
        used.setdefault(roster.permission, []).append(f"导入{roster.label}")
    return used
