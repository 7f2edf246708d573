"""命令与设置: what an administrator types, which surroundings the program reads, what the worker does by itself."""
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from gonghui.core.jobs import KINDS
from gonghui.core.jobs.running import CHORES

from .markdown import code, joined, table

OPENING = """\
# 命令与设置

命令在程序的文件夹里输入，前面加 `.venv/bin/python manage.py`（Windows 上是 `.venv\\Scripts\\python manage.py`）。
`GONGHUI_DATA` 要指向本单位的数据文件夹，如 `data/office`；不写时是示例县的 `data/demo`。"""
ENVIRONMENT = {
    "GONGHUI_DATA": "数据文件夹：数据库、文件、密钥都在里面。不写时用 `data/demo`；`make office` 用 `data/office`。",
    "GONGHUI_KEYS": "密钥文件。不写时用数据文件夹里的 `keys/gonghui.keys`。",
    "DATABASE_URL": "PostgreSQL 的地址，如 `postgres://用户:口令@主机/库名`。不写时用数据文件夹里的 SQLite 文件。",
    "GONGHUI_HOSTS": "别的电脑访问时用的主机名或地址，用逗号隔开。不写时只有本机能访问。",
    "GONGHUI_SEALING": "新的保密内容用哪种算法加密：`AES-256-GCM`（不写时）或 `SM4-GCM`。以前加密的照样能读。",
    "GONGHUI_DEBUG": "写 `1` 时出错页面显示程序的细节。只在开发时用，办公时不要写。",
}
WORK = {
    "roster.read": "读上传的表，逐行核对，做出预览。",
    "roster.import": "把合格的行登记进去，几千行一批；中途断电，重启后从断处接着办。",
    "roster.undo": "撤销一次导入；之后又被人改过的行留着，并列出来。",
}
DAILY = {
    "seal_entries": "给新的审计记录加封条。",
    "refresh_figures": "更新过时的统计数字。",
    "check_figures": "把存着的统计数字全部重算一遍对照，有不同的写进日志。",
    "remove_expired_uploads": "清除过了保留天数的上传表格和错误表。",
    "forget_workers": "清除一周没有动静的后台程序的记录。",
    "take_stock": "让 SQLite 数一数各表有多少行，查询才走得快。",
}


def page():
    every = [(seconds, chore.__name__) for seconds, chore in CHORES]
    return joined([
        OPENING, "## 命令", *(_command(name) for name in own_commands()),
        "## 设置", "设置是环境变量，启动程序之前设好。", table(["变量", "意思"], [[code(name), tells] for name, tells in ENVIRONMENT.items()]),
        "## 后台任务", table(["任务", "做什么"], [[code(kind), WORK[kind]] for kind in KINDS if kind in WORK]),
        "## 后台日常", "后台程序随程序启动，也可以单独用 `work` 启动。",
        table(["多久一次", "做什么"], [[_often(seconds), DAILY[name]] for seconds, name in sorted(every)])])


def own_commands():
    """The names of the commands that are the program's own, in order."""
    ours = {config.name for config in apps.get_app_configs() if config.name.startswith("gonghui.")}
    return sorted(name for name, app in get_commands().items() if app in ours)


def _command(name):
    """What one command is for, and what can be said to it beyond what any command understands."""
    command = load_command_class(get_commands()[name], name)
    common = {action.dest for action in _said_to(BaseCommand())}
    rows = [[code(_spelt(action)), action.help] for action in _said_to(command) if action.dest not in common]
    return joined([f"### {name}", command.help, table(["写法", "意思"], rows)]).strip("\n")


def _said_to(command):
    return command.create_parser("manage.py", "")._actions


def _spelt(action):
    """--to TO, --verify, archive."""
    if not action.option_strings:
        return action.dest
    takes = action.nargs != 0
    return f"{action.option_strings[0]} {action.metavar or action.dest.upper()}" if takes else action.option_strings[0]


def _often(seconds):
    for length, unit in ((86400, "天"), (3600, "小时"), (60, "分钟"), (1, "秒")):
        if seconds >= length:
            return f"每{seconds // length}{unit}"
    raise ValueError(seconds)
