"""A summary as the tests upload it, and what was found in it."""
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.annual.summary import reading_actions as actions
from gonghui.annual.summary.readings import ReadFigure

TEXT = (
    "南川县总工会2005年工作总结\n一、组织建设\n全年新建基层工会2家，发展会员3120人，会员总数达到4.2万余人。\n"
    "二、帮扶工作\n元旦春节期间慰问困难职工260户，发放慰问金31.5万元。购置打印机88台。\n南川县总工会\n2005年12月20日"
)


def upload(text=TEXT, name="总结.txt", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding))


def confirm(made, scope, **said):
    """Confirms figures by the beginning of their text: _2家="ORG02"."""
    return actions.confirm(made, {figure(made, text.lstrip("_")).pk: code for text, code in said.items()}, scope)


def figure(made, text):
    return ReadFigure.objects.get(reading=made, text__startswith=text)


def found(made, way):
    return list(ReadFigure.objects.filter(reading=made).seen(way).order_by("place"))
