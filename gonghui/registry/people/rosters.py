"""会员花名册: its columns, and what is made of them."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import cleaning, secrets
from gonghui.core.cleaning import MASKED
from gonghui.core.fields import mask_last4, mask_phone
from gonghui.core.rosters import Roster, roster
from gonghui.core.rosters.chunks import Chunk

from .comparing import Comparing
from .entering import Entering
from .forms import RosterForm
from .models import CARD_LABEL, ID_LABEL, Membership, Person, Review, known_employers
from .pinyin import sound
from .rules import CITIZEN, LEFT
from .undoing import take_back

PUT_UP = {
    Review.TRANSFER: gettext_lazy("此人现在是“%s”的会员，没有重复登记；已列入待核对，请在那里办理转会。"),
    Review.LOOKALIKE: gettext_lazy("“%s”有一位同名、同出生日期或同手机号的人，没有重复登记；已列入待核对，请核对是不是同一人。"),
}
PUT_UP_ELSEWHERE = gettext_lazy("县里可能已登记此人，没有重复登记；已转县总核对。")
TELLING = ("org", "name", "birth_date", "phone", "joined_on")  # what tells a line without a number from others
TOLD = ("name", "id_kind", "sex", "ethnicity", "politics", "education", "household", "native_place", "address",
        "employer_name", "job", "skill", "employment", "bank")


@roster
class MemberRoster(Roster):
    """One line, one member: who he is, in which union, since when."""

    code, label, permission = "people.members", gettext_lazy("会员花名册"), "people.import"
    model, form, key = Person, RosterForm, "id_number"
    who = gettext_lazy("看证件号码；没有号码的，姓名相同、出生日期或手机号也相同的列入待核对，由人判断。")
    columns = {
        "name": "姓名|名字|会员姓名|职工姓名",
        "id_kind": "证件类型|证件种类",
        "id_number": "证件号码|身份证号|身份证号码|公民身份号码|身份证|证件号",
        "sex": "性别",
        "birth_date": "出生日期|出生年月日|出生年月|生日",
        "ethnicity": "民族",
        "politics": "政治面貌",
        "education": "文化程度|学历|最高学历",
        "household": "户籍类型|户口性质|户口类型|户籍性质",
        "native_place": "籍贯|户籍地|户籍所在地",
        "phone": "手机号|手机|手机号码|联系电话|电话|移动电话",
        "address": "家庭住址|住址|现住址|家庭地址|居住地址",
        "org": "所属工会|工会名称|工会|基层工会|所在工会",
        "org_code": "工会编码|工会编号|工会代码",
        "township": "乡镇|乡镇街道|所属乡镇|街道",
        "employer_name": "单位名称|工作单位|用人单位|单位",
        "job": "工种|岗位|岗位工种|职务|从事工种",
        "skill": "技能等级|技术等级|职称",
        "employment": "就业形态|用工形式",
        "migrant": "农民工|是否农民工",
        "joined_on": "入会日期|入会时间|加入工会时间",
        "standing": "会员状态|会籍状态|状态",
        "left_on": "离会日期|退会日期|转出日期|离会时间",
        "bank": "开户行|开户银行",
        "bank_card": "银行卡号|卡号|银行账号|账号",
        "record": "记录号",
        "version": "版本",
    }
    writes = (Person, Membership)
    unkept = ("org_code", "township")  # known, but they follow from the union

    def __init__(self, scope, today):
        super().__init__(scope, today)
        self.unions = {id: name for name, id in self.fields["org"].mine.items()}
        self.employers = known_employers(scope.county_id)
        self.occurrences = {}

    sound = staticmethod(sound)

    def covers(self, org):
        """Whether a union (32 hex digits) lies in the scope."""
        return self.scope.whole or org in self.unions

    def name_of(self, org):
        return self.unions.get(org, "")

    def derive(self, chunk):
        """Indexes, sealed values, sounds; sex and birth date from the number; days as text."""
        columns = chunk.columns
        numbers = ["" if number == MASKED else number for number in columns["id_number"]]
        columns["id_index"] = secrets.blind_all(numbers)
        columns["id_sealed"] = secrets.seal(numbers, ID_LABEL)
        columns["id_last4_index"] = [secrets.blind_last4(number) if number else "" for number in numbers]
        cards = ["" if number == MASKED else number for number in columns["bank_card"]]
        columns["card_sealed"] = secrets.seal(cards, CARD_LABEL)
        columns["pinyin"], columns["initials"] = zip(*map(sound, columns["name"]), strict=True) if numbers else ((), ())
        self._from_number(columns, numbers)
        for name in ("joined_on", "left_on"):
            columns[name] = [day and day.isoformat() for day in columns[name]]
        columns["employer_id"] = list(map(self.employers.get, columns["employer_name"]))
        self._print_bare_lines(columns, numbers)
        self._warn(chunk, cards)

    @staticmethod
    def _from_number(columns, numbers):
        citizens = [len(number) == 18 for number in numbers]
        columns["birth_date"] = [
            f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if citizen else day and day.isoformat()
            for number, citizen, day in zip(numbers, citizens, columns["birth_date"], strict=True)]
        columns["sex"] = [cleaning.sex_of(number) if citizen else sex
                          for number, citizen, sex in zip(numbers, citizens, columns["sex"], strict=True)]
        columns["id_kind"] = [kind or CITIZEN for kind in columns["id_kind"]]

    def _print_bare_lines(self, columns, numbers):
        """A line without a number gets a print of what it says, so that the same line never makes two persons."""
        prints = columns["fingerprint"] = [None] * len(numbers)
        for place, number in enumerate(numbers):
            if not number and not columns["record"][place]:
                said = "|".join(str(columns[name][place]) for name in TELLING)
                nth = self.occurrences[said] = self.occurrences.get(said, 0) + 1
                prints[place] = secrets.blind(f"{said}|{nth}")

    def _warn(self, chunk, cards):
        columns = chunk.columns
        chunk.warn(_("银行卡号校验位不符（旧存折可不理会）"),
                   sum(1 for card in cards if len(card) >= 16 and not cleaning.luhn_holds(card)))
        employers = zip(columns["employer_name"], columns["employer_id"], strict=True)
        chunk.warn(_("单位未登记，单位名称照表中所写保留"), sum(1 for name, id in employers if name and not id))
        chunk.warn(_("转出、退会等未写离会日期，按导入当天登记"),
                   sum(1 for standing, day in zip(columns["standing"], columns["left_on"], strict=True)
                       if standing in LEFT and not day))

    def compare(self, chunk):
        return Comparing(self, chunk).plan_rows()

    def prepare(self, chunk, plan, run):
        return Entering(self, chunk, plan, run)

    def write(self, chunk, entering, run):
        return entering.write()

    def take_back(self, written):
        return take_back(self.scope, written)

    def lines(self, people, unmasked):
        """{column: text} of each person, as a sheet to be changed and taken in again. Numbers are hidden unless
        `unmasked`; a hidden one that comes back means "unchanged"."""
        for person in people:
            term = person.terms[0] if person.terms else None
            number, card = person.id_number, person.bank_card
            yield {
                **{name: getattr(person, name) for name in TOLD},
                "id_number": number if unmasked else mask_last4(number),
                "bank_card": card if unmasked else mask_last4(card),
                "phone": person.phone if unmasked else mask_phone(person.phone) if person.phone else "",
                "birth_date": _iso(person.birth_date) if unmasked or not number else "",
                "migrant": {True: "是", False: "否"}.get(person.migrant, ""),
                "org": (term.org if term else person.org).name,
                "joined_on": _iso(term and term.joined_on), "standing": term.standing if term else "",
                "left_on": _iso(term and (term.left_on or term.retained_on)),
                "record": person.pk.hex, "version": str(person.version),
            }


def _iso(day):
    return day.isoformat() if day else ""


def enter(form):
    """Enters the member that a page's checked form tells of, by the road of a sheet with one line.

    Refused (with the sheet's own sentences, in the form) where the register says no; the Person otherwise.
    """
    roster = MemberRoster(form.scope, form.today)
    blank = {name: field.blank for name, field in roster.fields.items()}
    columns = {name: [form.cleaned_data.get(name, blank[name])] for name in roster.fields}
    chunk = Chunk(0, [1], columns, frozenset(form.cleaned_data))
    roster.derive(chunk)
    plan = roster.compare(chunk)
    if plan.add:
        plan.ids = {0: form.instance.pk.hex}
    elif not chunk.why and not plan.reviews:
        chunk.refuse(0, "id_number", _("此人已经登记，请查找并打开此人的页面办理。"))
        plan.change, plan.join, plan.alter = {}, {}, {}
    Entering(roster, chunk, plan, None).write()
    for _place, kind, _person, org in plan.reviews:
        if kind != Review.ELSEWHERE:
            chunk.refuse(0, "", PUT_UP[kind] % roster.name_of(org) if roster.covers(org) else PUT_UP_ELSEWHERE)
    for name, sentence in chunk.why.get(0, []):
        form.add_error(name if name in form.fields else None, sentence)
    return plan
