"""What befell members: who moved, left, came back, was kept on the rolls, or stood on two unions' lists."""
from datetime import date

from gonghui.core import secrets
from gonghui.core.county import uuid7
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.people import actions
from gonghui.registry.people.models import Membership, Person, Review

from .books import book, bring_in
from .members import DISSOLVED, FIRST, HEADS, STOOD_BY, YEAR_END
from .tables import day
from .unions import unions

MIDDLE = date(2010, 6, 30)
DECIDED = date(2010, 9, 1)
LEAVING = 150  # one in so many left in 2010
MISTAKEN = 24  # lines of a sheet that was taken in by mistake
GO_TO = {  # where the members of a union go that ends
    "渭津镇楸岑商业街联合工会": "渭津镇柞岑村工会", "甲山乡苇屿村工会": "甲山乡槐屿商业街联合工会",
    "足民乡椴屿牧业有限公司一车间分会": "足民乡椴屿牧业有限公司工会", "建安镇杏澜服装厂工会": "建安镇槐垣商业街联合工会",
}
OFFICES = {"白泉镇": "li", "渭津镇": "zhang"}


class Stories:
    """The sheets of these years in their order, and the acts between them."""

    def __init__(self, cast, members):
        self.cast, self.members, self.sheets = cast, members, {}
        self.told = members.storied()
        self.acts = [(name, *act.split(":")) for name, (_line, row) in self.told.items() for act in row["acts"].split()]

    def tell(self):
        """All of it. Afterwards `sheets` holds the workbooks by their names."""
        self.before()
        self.during()
        self.unions = unions(self.cast.county)
        self.people = {name: Person.objects.get(county=self.cast.county, id_index=secrets.blind(line["id"]))
                       for name, (line, _row) in self.told.items() if "arrive" not in _row["acts"]}
        for name, kind, *said in self.acts:
            if kind in ("transfer", "leave", "retain", "resume", "arrive", "older"):
                getattr(self, kind)(name, *said)
        self.go()
        self.come_back()
        self.twins()
        self.lists()
        self.mistake()
        self.leave_unions()

    def sheet(self, who, name, lines, title="", refused=0):
        content = self.sheets[name] = book(HEADS, lines, title, f"制表人：{title[:3]}" if title else "")
        return bring_in(self.cast[who], "people.members", name, content, refused)

    def before(self):
        """The members at the end of 2009."""
        stories = [line for line, row in self.told.values() if row["joined_on"] <= str(STOOD_BY)]
        self.standing = [*self.members.before(), *stories]
        self.sheet("sun", "会员花名册（2009年末）.xlsx", self.standing)

    def during(self):
        """Who joined in 2010: a sheet a half-year, from either township's officer and from the county's."""
        lines = [line for line, row in self.told.values()
                 if row["joined_on"] >= str(FIRST) and "arrive" not in row["acts"]]
        lines += self.members.of_the_year(self.told.values())
        for half, within in (("上", lambda on: on <= str(MIDDLE)), ("下", lambda on: on > str(MIDDLE))):
            for who, place in (("li", "白泉镇"), ("zhang", "渭津镇"), ("sun", "其他乡镇和系统")):
                own = [line for line in lines if within(line["joined_on"]) and self.office(line["org"]) == who]
                self.sheet(who, f"{place}新会员（2010年{half}半年）.xlsx", own, f"{place}2010年{half}半年新会员名册")

    def office(self, org):
        """Whose sheet lists the members of a union."""
        town = self.members.unions[org]["parent"]
        return next((who for place, who in OFFICES.items() if town.startswith(place)), "sun")

    def transfer(self, name, on, to):
        actions.transfer(self.people[name], self.unions[to], on=day(on), scope=self.cast["sun"], note="工作调动")

    def leave(self, name, on, why):
        actions.leave(self.people[name], on=day(on), why=why, scope=self.cast["sun"])

    def retain(self, name, on, why):
        actions.retain(self.people[name], on=day(on), why=why, scope=self.cast["sun"])

    def resume(self, name, on):
        actions.resume(self.people[name], on=day(on), scope=self.cast["sun"])

    def arrive(self, name):
        """Came from a union of another county: his first membership here is a transfer, not a joining."""
        line, row = self.told[name]
        person = Person(name=name, sex=line["sex"], birth_date=day(row["born"]), org=self.unions[line["org"]],
                        phone=line["phone"])
        person.id_number = line["id"]
        write(person, scope=self.cast["sun"], on=day(line["joined_on"]))
        self.people[name] = person
        self._member(name, line["org"], line["joined_on"], how=Membership.How.TRANSFER)

    def older(self, name, joined, left):
        """An earlier membership that came to light later, and is entered late."""
        line, _row = self.told[name]
        self._member(name, line["org"], joined, left_on=day(left), left_why="转出")

    def _member(self, name, org, joined, **said):
        joined_on = None if joined == "-" else day(joined)
        row = Membership(id=uuid7(), person=self.people[name], org=self.unions[org], joined_on=joined_on, **said)
        write(row, scope=self.cast["sun"], on=joined_on)

    def twins(self):
        """Reported by the wrong union and the same day by the right one: one joining, in two rows."""
        for name, kind, *said in self.acts:
            if kind == "twin":
                self._member(name, said[1], said[0])
                person = self.people[name]
                person.org = self.unions[said[1]]
                write(person, scope=self.cast["sun"], on=day(said[0]))

    def _again(self, kind, changed):
        """The lines of persons once more; changed(line, …said in the table) → what is different."""
        return [self.told[name][0] | changed(self.told[name][0], *said)
                for name, act, *said in self.acts if act == kind]

    def go(self):
        """A sheet of those who left in 2010: one in so many of those who had been there."""
        lines = [line for line in self.standing[::LEAVING]
                 if line["standing"] == "在会" and line["name"] not in self.told]
        lines = [line | {"standing": "退会", "left_on": str(self.members.between(FIRST, YEAR_END))} for line in lines]
        self.sheet("sun", "离会人员（2010年）.xlsx", lines)

    def come_back(self):
        lines = self._again("again", lambda line, on, org="": {"joined_on": on, "org": org or line["org"]})
        self.sheet("sun", "重新入会人员（2010年）.xlsx", lines)

    def lists(self):
        """Other unions list the same people: without the number, with it, or under another name; an officer decides."""
        lines = self._again("listed", lambda line, on, org: {"id": "", "org": org, "joined_on": on, "employer": ""})
        lines += self._again("claimed", lambda line, on, org: {"org": org, "joined_on": on, "employer": ""})
        lines += self._again("misnamed", lambda line, on, org, other: {"org": org, "name": other, "joined_on": on})
        self.sheet("sun", "补报会员名单（2010年8月）.xlsx", lines, refused=1)
        for review in Review.objects.filter(county=self.cast.county, status=Review.OPEN).order_by("id"):
            actions.decide(review, "accept", scope=self.cast["sun"], on=DECIDED, note="已与两个工会核对")

    def mistake(self):
        """A sheet of another year, taken in by mistake and undone as a whole."""
        lines = [self.members.line("白泉镇苇岑村工会", date(2010, 7, 15)) for _nth in range(MISTAKEN)]
        undo(self.sheet("li", "误传的名单.xlsx", lines), self.cast["li"])

    def leave_unions(self):
        """The members of unions that end go to others before."""
        for name, on in DISSOLVED.items():
            people = Person.objects.filter(county=self.cast.county, org=self.unions[name], memberships__left_on=None)
            for person in people.order_by("id"):
                actions.transfer(person, self.unions[GO_TO[name]], on=on, scope=self.cast["sun"], note="原工会撤销")
