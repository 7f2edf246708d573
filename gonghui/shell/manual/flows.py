"""办事流程: every Flow, drawn from the rule the program obeys, and its steps in words."""
from gonghui.core.flow import nothing
from gonghui.core.standards import KEYS
from gonghui.registry.posts.roles import PERMISSIONS, ROLES

from .markdown import joined, listed, table
from .sections import field_name, in_order, models_with
from .sentences import said_by

OPENING = """\
# 办事流程

记录的状态只能一步一步改变，每一步都记下是谁、哪一天、为什么。圆角框是状态，箭头是能办的步骤。

- 每一步的日期是事情实际发生的那一天：默认今天，可以补录以前的日子，不能晚于今天，也不能早于上一步的日期。
- 日期落在已经结账的期间里，这一步就是更正：要有“更正已结账的数字”的权限，并写明理由。
- “两人办理”是指两个人，不是两个岗位：同一个人换一个岗位也不行。"""


def page():
    groups = in_order(models_with("flow"), lambda model: model._meta.app_label)
    return joined([OPENING, *(_one(model) for _name, models in groups for model in models)])


def _one(model):
    names = dict(model._meta.get_field(model.flow.field).flatchoices)
    steps = [[step.label, f"{listed(names[source] for source in step.sources)} → {names[step.target]}",
              _who(step), _needs(model, step), _days(model, step)] for step in model.flow.steps.values()]
    return joined([f"## {model._meta.verbose_name}", f"```mermaid\n{model.flow.mermaid(names)}\n```",
                   table(["步骤", "状态", "谁能办", "要什么", "日期"], steps)])


def _who(step):
    roles = [name for _code, name, _english, permissions in ROLES if step.permission in permissions]
    return f"有“{PERMISSIONS[step.permission]}”权限的：{listed(roles)}"


def _needs(model, step):
    """A note, another person than before, and what the step's own rule may ask for."""
    asked = ["写明理由"] if step.needs_note else []
    if step.not_by:
        asked.append(f"两人办理：不能是办理“{model.flow.steps[step.not_by].label}”的人")
    rules = [rule for rule in (step.unmet, step.unmet_on) if rule is not nothing]
    said = [sentence for rule in rules for sentence in said_by(rule, model)]
    return "；".join(asked + ([f"否则会提示：{''.join(said)}"] if said else [])) or "无"


def _days(model, step):
    stamped = [f"记为{field_name(model, step.stamps)}"] if step.stamps else []
    due = [f"按“{KEYS[step.due[1]].label}”定{field_name(model, step.due[0])}"] if step.due else []
    cleared = [f"清除{listed(field_name(model, name) for name in step.clears)}"] if step.clears else []
    return "；".join([*stamped, *due, *cleared, *(["以前的日期不再限制以后的步骤"] if step.corrects else [])]) or "只记在办理记录里"
