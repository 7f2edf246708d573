"""Every condition and every day of every figure matters to the demonstration county's numbers of some period."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, models, transaction

from gonghui.core.county import CountyModel
from gonghui.core.figures import FIGURES
from gonghui.core.periods import Period
from gonghui.registry.orgs.models import Org
from gonghui.shell.demonstration import PERIOD
from tests.figure_cases import counted
from tests.figure_mutations import mutants

pytestmark = pytest.mark.django_db

ALWAYS = [PERIOD, Period.month(2010, 7), Period.year(2009), Period.year(2010)]
DAYS = 60  # of each date that a figure leans on, so many of these two years are tried besides
# What another condition implies: it stands there so that the database finds the rows by an index.
IMPLIED = {"people.left": "without RelatedExact(Col(U0, people.Membership.person)"}


def periods(figure, county):
    """What a figure is tried over: the county's period first, then days of the rows it reads and those beside them."""
    days = set()
    for model, fields in figure.read_columns.items():
        for field in fields:
            if issubclass(model, CountyModel) and isinstance(field, models.DateField):
                within = {f"{field.name}__range": (ALWAYS[2].first, ALWAYS[3].last)}
                own = model.objects.filter(county=county, **within).order_by(field.name)
                own = list(own.values_list(field.name, flat=True).distinct())
                days |= set(own[:: max(1, len(own) // DAYS)])
    beside = sorted({day + timedelta(days=by) for day in days for by in (-1, 0, 1)})
    return [*ALWAYS, *map(Period.day, beside)]


def value(figure, rows, county):
    """None where the database refuses the changed question: that is told apart too."""
    try:
        with transaction.atomic():
            return figure.total(rows.filter(county=county))
    except DatabaseError:
        return None


def unnoticed(figure, county):
    """The changes of a figure's question that answer as the figure itself does, whatever the period.

    Conditions and days stand in the same order in every period: a change is known by its place.
    """
    alike = dict(enumerate(name for name, _rows in mutants(figure, PERIOD)))
    for period in periods(figure, county):
        right = value(figure, figure.source(period), county)
        for place, (_name, rows) in enumerate(mutants(figure, period)):
            if place in alike and value(figure, rows, county) != right:
                del alike[place]
        if not alike:
            break
    return list(alike.values())


@pytest.mark.parametrize("code", counted())
def test_no_condition_of_a_figure_can_be_dropped_unnoticed(demonstration, code):
    implied = IMPLIED.get(code, "\0")
    assert [name for name in unnoticed(FIGURES[code], demonstration.county) if not name.startswith(implied)] == []


def test_a_condition_that_changes_nothing_would_be_found(demonstration):
    def source(period):
        return Org.objects.filter(founded_on__range=period.days, number__gt=0)

    alike = unnoticed(replace(FIGURES["orgs.founded"], source=source), demonstration.county)
    assert len(alike) == 1 and "number" in alike[0]
