"""Reads a work summary and lists its figures, held against the records where there are any."""
import json

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from gonghui.annual.summary import reading, rules
from gonghui.annual.summary.reading_actions import by_concept, told_value
from gonghui.core import figures
from gonghui.core.county import County
from gonghui.core.periods import Period
from gonghui.core.scope import Scope
from gonghui.registry.orgs.models import OrgPlace


class Command(BaseCommand):
    help = "读取一份工作总结，列出其中的数字、口径和可能对应的指标，并与记录核对。"

    def add_arguments(self, parser):
        parser.add_argument("file", help="文本文件（UTF-8 或 GB18030）或 .docx 文件")
        parser.add_argument("--year", type=int, help="总结的年度；不写时取标题或开头写明的年份")
        parser.add_argument("--county", type=int, help="一个县的编号；只有一个县时不用写")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, file, year, county, json: bool, **options):
        try:
            text = reading.text_of(file)
        except (OSError, ValueError) as why:
            raise CommandError(str(why)) from None
        year = year or reading.year_of(text)
        found = reading.read(text, year)
        if year:
            reading.hold(found, _records(rules.days_of(text, year), county))
        self.stdout.write(_as_json(found) if json else "\n".join(_line(one) for one in found))


def _records(days, county):
    """concept → (code, value) in the county, the only one where none is named; elsewhere (and without a database)
    no figure has a value."""
    declared = by_concept()
    try:
        scope = _scope(county)
        codes = sorted(figure.code for figure in declared.values())
        cells = figures.read_many(codes, scope, Period(*days)) if scope else {}
    except DatabaseError:
        cells = {}

    def of(concept):
        figure = declared.get(concept)
        return figure and (figure.code, told_value(figure, cells[figure.code]) if cells else None)
    return of


def _scope(county):
    """The county's own union with all beneath it, or None where it is not said which county."""
    known = list(County.objects.filter(**{"pk": county} if county else {}).order_by("pk")[:2])
    if county and not known:
        raise CommandError(f"没有编号为 {county} 的县，请核对 --county。")
    top = OrgPlace.objects.filter(parent=None, county=known[0]).order_by("-first").first() if len(known) == 1 else None
    return top and Scope(top.county_id, top.org_id, top.path, whole=True)


def _as_json(found):
    return json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1)


def _line(one):
    """One thing found on a line: place, words, value, kind, what it counts, concept, and how the records agree."""
    high = f"～{one.value_hi}" if one.value_hi is not None else ""
    value = f"{one.value:f}{high}{one.unit}" if one.value is not None else ""
    verdict = {None: "", True: "与记录相符", False: f"记录为 {one.records}"}[one.equal]
    said = [str(one.start), one.text.replace("\n", ""), value, one.kind, one.bound, one.phrase,
            "、".join(one.concepts), one.code or "", verdict, one.damaged]
    return "\t".join(said)
