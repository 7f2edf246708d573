"""Three accounts of the same money, each from its own rows: the ledger, the bank's answers, the list of persons."""
from dataclasses import dataclass

from . import rules
from .models import Allocation, BankResult, PayLine, Posting


@dataclass(frozen=True)
class Proof:
    """What the three come to in fen, and the lines on which they do not agree: [(line, ledger, bank, persons)].

    loose: entries of payments that rest on no line of these lists.
    """

    ledger: int
    bank: int
    persons: int
    count: int
    differences: list
    loose: list
    balances: tuple = ()  # (account, kept, reckoned) where an allocation's are not its entries'

    @property
    def holds(self):
        return not (self.differences or self.loose or self.balances) and self.ledger == self.bank == self.persons


def of_run(run):
    """The proof of one pay run."""
    return _proof(PayLine.objects.filter(county_id=run.county_id, run=run),
                  BankResult.objects.filter(county_id=run.county_id, run=run),
                  Posting.objects.filter(county_id=run.county_id, model="fund.payline",
                                         cites__in=run.lines.order_by().values("pk")))


def of_allocation(allocation):
    """The proof of all that was paid from an allocation, and of its balances."""
    county = allocation.county_id
    entries = Posting.objects.filter(county_id=county, allocation=allocation)
    lines = PayLine.objects.filter(county_id=county, run__allocation=allocation)
    results = BankResult.objects.filter(county_id=county, run__allocation=allocation)
    stored = Allocation.objects.get(pk=allocation.pk, county_id=county)
    reckoned = entries.balances().get(allocation.pk, {})
    wrong = tuple((label, getattr(stored, name), reckoned.get(name, 0)) for name, label in Posting.ACCOUNTS
                  if name != rules.SOURCE and getattr(stored, name) != reckoned.get(name, 0))
    return _proof(lines, results, entries, wrong)


def _proof(lines, results, entries, wrong=()):
    named = {line.pk: line for line in lines.select_related("run").order_by("run_id", "number").defer(
        "account_sealed", "id_sealed")}
    ledger, loose = _ledger(entries, named)
    bank = _bank(results, {(line.run_id, line.number): pk for pk, line in named.items()})
    persons = {pk: line.amount for pk, line in named.items() if line.paid_on and not line.returned_on}
    found = [(named[pk], *sums) for pk, *sums in rules.differences(ledger, bank, persons)]
    return Proof(sum(ledger.values()) + sum(fen for _posting, fen in loose), sum(bank.values()),
                 sum(persons.values()), len(persons), found, loose, wrong)


def _ledger(entries, named):
    """({line: fen paid}, [(entry, fen) that rest on no line])."""
    sums, loose = {}, []
    for entry in entries.filter(kind__in=["pay", "return"]).order_by("on", "id"):
        fen = entry.fen if entry.kind == Posting.Kind.PAY else -entry.fen
        if entry.cites in named:
            sums[entry.cites] = sums.get(entry.cites, 0) + fen
        else:
            loose.append((entry, fen))
    return sums, loose


def _bank(results, places):
    """{line: fen} as the bank said it, the last word counting."""
    said = {}
    for result in results.order_by("at", "id"):
        for number, fen, paid, _day, _why in result.rows:
            said[places.get((result.run_id, number), (result.run_id, number))] = fen if paid else 0
    return said
