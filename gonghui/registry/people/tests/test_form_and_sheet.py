"""What the page refuses the import refuses, in the same words: both are fed the same rows."""
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.core.rosters.chunks import Reader
from gonghui.core.sheets import Sheet
from gonghui.registry.people import words
from gonghui.registry.people.forms import MemberForm
from gonghui.registry.people.rosters import MemberRoster

from .made import id_number, today

CELLS = {
    "name": ["王一", "买买提•艾山", "", "张", "李2", "　赵　六　"],
    "id_kind": ["", "身份证", "护照", "图书证"],
    "id_number": ["", id_number(1), id_number(2), id_number(3)[:-1] + "a", "330199850103001", "E12345678", "12345",
                  "３３０１９９１９８５０１０３００１５", "****1234"],
    "sex": ["", "男", "女", "M", "不详"],
    "birth_date": ["", "1985-01-03", "1985年1月3日", "2020-01-01", "1985-13-45", "31050"],
    "ethnicity": ["", "汉", "满族", "外星族"],
    "politics": ["党员", "群众", "路人"],
    "education": ["", "大学", "学士后"],
    "household": ["农业", "月球"],
    "native_place": ["", "东辽", "长" * 41],
    "phone": ["", "13800138000", "138-0013-8000", "123", "138****8000"],
    "address": ["", "某村1号", "长" * 201],
    "org": ["白泉镇机械厂工会", "渭津镇粮库工会", "不存在工会", ""],
    "employer_name": ["", "某厂"],
    "job": ["焊工", "长" * 41],
    "skill": ["", "一级", "九级"],
    "employment": ["", "外卖骑手", "神仙"],
    "migrant": ["", "是", "否", "大概"],
    "bank": ["", "农村信用社"],
    "bank_card": ["", "6217000000000000004", "62170", "***"],
    "joined_on": ["", "2008-05-01", "2999-01-01", "昨天"],
    "standing": ["", "在会", "退会", "失踪"],
    "left_on": ["", "2007-01-01", "2015-03-01", "2999-01-01"],
}
ROWS = st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()})


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=4))
def test_the_form_and_the_sheet_refuse_the_same_in_the_same_words(cast, rows):
    roster = MemberRoster(cast.li, today())
    names = list(CELLS)
    sheet = Sheet("csv", "", [[row[name] for name in names] for row in rows], body_line=1)
    reader = Reader(roster, sheet, {name: at for at, name in enumerate(names)}, today())
    (chunk,) = reader.chunks()
    for place, number in enumerate(chunk.lines):
        form = MemberForm(rows[number - 1], scope=cast.li, today=today())
        form.is_valid()
        on_page = {(name, sentence) for name, sentences in form.errors.items() for sentence in sentences}
        in_sheet = {(name, sentence) for name, sentence in chunk.why.get(place, ())
                    if sentence != roster.duplicate % chunk.lines[0] and not sentence.startswith("与第")}
        assert on_page == in_sheet
    assert len(chunk.lines) == sum(any(row.values()) for row in rows)


def test_the_words_are_spelt_as_the_register_keeps_them():
    for allowed, aliases in ((words.POLITICS, words.POLITICS_ALIASES), (words.ETHNICITIES, words.ETHNIC_ALIASES),
                             (words.EDUCATIONS, words.EDUCATION_ALIASES), (words.STANDINGS, words.STANDING_ALIASES)):
        assert set(aliases.values()) <= set(allowed)
        assert not set(aliases) & set(allowed)
