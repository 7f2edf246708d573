"""manage.py read_summary."""
import io
import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_it_prints_what_it_found(tmp_path):
    file = tmp_path / "summary.txt"
    file.write_text("某县总工会2010年工作总结\n全年发展会员3100余人,入会率92.5%。\n", encoding="utf-8")
    out = io.StringIO()
    call_command("read_summary", str(file), "--json", stdout=out)
    found = [one for one in json.loads(out.getvalue()) if one["kind"] in ("count", "ratio")]
    assert [(one["value"], one["unit"], one["bound"], one["concept"]) for one in found] == [
        (3100, "人", "ge", "ORG04"), (92.5, "%", "exact", "ORG07")]
    told = {"text", "start", "value_hi", "concepts", "confident", "code", "records", "equal", "phrase", "chapter"}
    assert told <= set(found[0])


def test_it_prints_lines_for_people(tmp_path):
    file = tmp_path / "summary.txt"
    file.write_text("培训工会干部30人。", encoding="utf-8")
    out = io.StringIO()
    call_command("read_summary", str(file), "--year", "2010", stdout=out)
    assert "30人" in out.getvalue()


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CommandError):
        call_command("read_summary", str(tmp_path / "none.txt"))
