"""The manual: pages drawn from what the program itself declares, so that they cannot tell otherwise than it does.

`pages()` → {file name: Markdown}. It is written in Chinese, asks no database, and is the same on every machine.
"""
from django.utils.translation import override

from . import commands, figures, flows, rights, rosters, standards

PAGES = {  # file: (its title, what it tells, what writes it)
    "figures.md": ("统计数字", "每个数字的口径、单位、能按什么分开看、背后是哪些记录。", figures.page),
    "flows.md": ("办事流程", "每种记录有哪些状态，一步一步由谁办、要什么条件、记下哪一天。", flows.page),
    "rosters.md": ("导入表格", "每种表有哪些列、认哪些表头、每一格怎么填、什么样的行会被退回。", rosters.page),
    "standards.md": ("标准", "法律、文件和单位定的数：门槛、比例、期限，各自从哪天起、依据什么。", standards.page),
    "rights.md": ("权限与角色", "有哪些权限，哪个角色有哪些权限，一项权限用在哪里。", rights.page),
    "commands.md": ("命令与设置", "管理员在命令行里能做什么，能改哪些设置，后台自己做什么。", commands.page),
}
MADE = "<!-- 本页由 make manual 生成，请不要直接修改；要改，请改程序里的说明，再重新生成。 -->"


def pages():
    """Every page of the manual, its list of contents first."""
    with override("zh-hans"):
        made = {name: write() for name, (_title, _tells, write) in PAGES.items()}
    contents = "\n".join(f"- [{title}]({name})：{tells}" for name, (title, tells, _write) in PAGES.items())
    made = {"README.md": f"# 手册\n\n手册说程序里有什么；要办一件事，请看[使用指南](../guide/README.md)。\n\n{contents}\n"} | made
    return {name: f"{MADE}\n\n{text}" for name, text in made.items()}
