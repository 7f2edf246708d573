"""The aid money of these years: what came in, what was set aside for the flood, and who was paid at the festival."""
from datetime import date
from itertools import count

from django.utils.timezone import localdate

from gonghui.assistance.fund import bank, lists
from gonghui.assistance.fund.models import Allocation, Decision, PayRun, SettingAside
from gonghui.assistance.hardship.models import File
from gonghui.core.flow import take
from gonghui.core.writing import write

from .present import ago
from .tables import day, rows

VISITED, YUAN = 306, 154_000  # households at the festival, and what they got: what the county's summary tells
FESTIVAL = date(2010, 2, 5)
ISSUER = "9156"  # numbers that begin so are kept for a country's own use: no bank has issued such a card
PROGRAMMES = {"七月洪灾救助": "disaster", "冬季取暖救助": "heating", "医疗救助": "medical", "临时救助": "temporary"}


def account(nth):
    """A card number of nobody, right in its check digit."""
    digits = f"{ISSUER}{nth:011d}"
    doubled = (n if place % 2 else sum(divmod(2 * n, 10)) for place, n in enumerate(map(int, reversed(digits))))
    return digits + str(-sum(doubled) % 10)


class Money:
    """赵会计 enters and pays, 钱副主席 approves."""

    def __init__(self, cast, top):
        self.cast, self.top, self.held, self.numbers = cast, top, {}, count(1)

    def enter(self):
        """Up to the end of 2010."""
        for row in rows("money"):
            made = getattr(self, row["kind"])(row)
            for act in row["acts"].split():
                name, on = act.split(":")
                take(made, name, scope=self.cast["qian"], on=day(on), note=row["case"])
        self.paid("2009年春节送温暖", "warmth", "东工发〔2009〕3号", date(2009, 2, 6), [400_00] * 90)
        self.paid("2009年冬季取暖救助", "heating", "辽工发〔2009〕40号", date(2009, 12, 31), [300_00] * 12)
        self.festival()
        self.paid("冬季取暖救助", "heating", "辽工发〔2010〕44号", date(2010, 11, 12), [300_00] * 8)

    def decided(self, on, subject):
        row = Decision(org=self.top, body="主席办公会", held_on=on, number=f"会议纪要{on.year}第{next(self.numbers)}号",
                       subject=subject)
        write(row, scope=self.cast["zhao"])
        return row

    def approved(self, row, on):
        """Sent up; where a day is given, approved on it."""
        write(row, scope=self.cast["zhao"])
        row = take(row, "send_up", scope=self.cast["zhao"], on=on or date(2010, 11, 1))
        return take(row, "approve", scope=self.cast["qian"], on=on) if on else row

    def allocation(self, row):
        on = day(row["on"])
        made = Allocation(org=self.top, source=row["source"], document=row["document"], purpose=row["purpose"],
                          amount=int(row["yuan"]) * 100, valid_from=on or date(2010, 11, 1),
                          decision=self.decided(on or date(2010, 11, 1), row["purpose"]))
        self.held[row["document"]] = self.approved(made, on)
        return self.held[row["document"]]

    def aside(self, row):
        on, of = day(row["on"]), self.held[row["document"]]
        made = SettingAside(org=self.top, allocation=of, purpose=row["purpose"], programme=PROGRAMMES[row["purpose"]],
                            decision=self.decided(on or date(2010, 11, 1), row["purpose"]),
                            amount=int(row["yuan"]) * 100)
        return self.approved(made, on)

    def planned(self, title, programme, allocation, on, sums):
        """A run with the main persons of so many files on its list."""
        plan = PayRun(county=self.cast.county, org=self.top, title=title, programme=programme, season=title,
                      allocation=allocation, decision=self.decided(on, title))
        run = lists.plan_run(plan, scope=self.cast["zhao"])
        files = File.objects.filter(county=self.cast.county, filed_on__lte=min(on, FESTIVAL), ended_on=None)
        people = files.exclude(number="").select_related("person").order_by("id")[:len(sums)]
        lists.put_on(run, [
            {"payee": file.person.name, "person_id": file.person_id, "subject": file, "amount": fen, "bank": "农业银行",
             "account": account(nth), "id_number": file.person.id_number, "employer": file.employer_name,
             "phone": file.phone, "category": file.get_category_display()}
            for nth, (file, fen) in enumerate(zip(people, sums, strict=True), 1)], scope=self.cast["zhao"])
        return run

    def sent(self, run, on):
        for step, who in (("check", "zhao"), ("approve", "qian"), ("send", "zhao")):
            run = take(run, step, scope=self.cast[who], on=on)
        return run

    def answered(self, run, on, lines=None, result="成功"):
        """What the bank tells on a day of lines: of all that wait, that they were paid, unless said."""
        lines = run.having("sent") if lines is None else lines
        told = [f"{line.number},{line.amount / 100:.2f},{result},{on},{'账户已销户' if result == '失败' else ''}"
                for line in lines.order_by("number")]
        content = "\n".join(["序号,金额,结果,日期,原因", *told]).encode()
        taken, _job = bank.take_result(run, f"银行结果{on}.csv", content, scope=self.cast["zhao"])
        bank.apply(taken, self.cast["zhao"])

    def paid(self, title, programme, document, on, sums):
        run = self.sent(self.planned(title, programme, self.held[document], on, sums), on)
        self.answered(run, on)
        return run

    def festival(self):
        """306 households; one payment came back and was made again."""
        sums = [1_000_00 if nth < 2 else 500_00 for nth in range(VISITED)]
        run = self.planned("2010年春节送温暖", "warmth", self.held["东工发〔2010〕2号"], FESTIVAL, sums)
        run = self.sent(run, FESTIVAL)
        self.answered(run, date(2010, 2, 8))
        self.answered(run, date(2010, 2, 10), run.having("paid").filter(number=3), "失败")
        line = run.having("returned").get()
        lists.pay_again(line, {"account": account(9_001)}, scope=self.cast["zhao"])
        run = self.sent(run, date(2010, 2, 20))
        self.answered(run, date(2010, 2, 22))

    def lately(self):
        """This year: money at hand, and a list that waits for its approval."""
        on = ago(60)
        money = Allocation(org=self.top, source="5", document=f"东工发〔{on.year}〕6号", purpose="困难职工生活救助",
                           amount=150_000_00, valid_from=on, decision=self.decided(on, "困难职工生活救助"))
        run = self.planned(f"{localdate().year}年生活救助", "living", self.approved(money, on), ago(6), [800_00] * 20)
        take(run, "check", scope=self.cast["zhao"], on=ago(4))
