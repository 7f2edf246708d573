"""What is true of every figure: its conditions all matter, its parts sum to the whole, its summary and its proof
say what its rows say."""
import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction

from gonghui.core import figures
from gonghui.core.figures import FIGURES
from gonghui.core.figures.tables import FigureCell
from tests.databases import triggers_resting
from tests.figure_cases import cases, counted
from tests.figure_mutations import mutants

CASES = cases()
every_figure = pytest.mark.parametrize("code", counted())


def test_every_counted_figure_has_its_rows_to_be_tried_on():
    assert sorted(CASES) == counted()


@every_figure
def test_each_condition_and_each_day_changes_the_value(cast, code):
    case, figure = CASES[code], FIGURES[code]
    case.build(cast)
    alike, tried = [], 0
    for name, rows in mutants(figure, case.period):
        tried += 1
        if _value(figure, rows, cast.county.pk) == case.county:
            alike.append(name)
    assert tried >= 2
    assert not alike, "the rows cannot tell the figure from itself " + "; ".join(alike)


def _value(figure, rows, county_id):
    """The value of changed rows; a change the database refuses is told apart too."""
    try:
        with transaction.atomic():
            return figure.total(rows.filter(county_id=county_id))
    except DatabaseError:
        return None


@every_figure
def test_parts_sum_to_the_whole(cast, code):
    case, figure = CASES[code], FIGURES[code]
    case.build(cast)
    by_org = figure.by_org(cast.wang, case.period)
    assert by_org[cast.li_town.pk] == case.li
    if figure.adds_up:
        assert sum(by_org.values()) == case.county
        assert all(sum(figure.by(name, cast.wang, case.period).values()) == case.county for name in figure.dimensions)
    else:
        assert sum(by_org.values()) >= case.county
    if figure.sums_months:
        assert sum(value for _month, value in figure.by_month(cast.wang, case.period)) == case.county


@every_figure
def test_the_summary_says_what_the_rows_say(cast, code):
    case, figure = CASES[code], FIGURES[code]
    case.build(cast)
    for scope in (cast.wang, cast.li, cast.zhang):
        assert figures.read(code, scope, case.period).value == figure.value(scope, case.period)
    assert figures.read(code, cast.wang, case.period).value == case.county
    for name in figure.dimensions:
        assert figures.read_by(code, name, cast.li, case.period) == figure.by(name, cast.li, case.period)
    parts = {org: cell.value for org, cell in figures.read_by_org(code, cast.wang, case.period) if cell.value}
    own = {cast.wang.org_id}
    assert parts == {org: n for org, n in figure.by_org(cast.wang, case.period).items() if org not in own}
    assert not FigureCell.objects.filter(value=0).exists()


@every_figure
def test_the_proof_holds_the_rows_and_explains_what_changed(cast, code):
    case, figure = CASES[code], FIGURES[code]
    case.build(cast)
    kept = figures.proof(code, cast.li, case.period)
    rows = figure.measured(figure.rows(cast.li, case.period))
    assert (kept["value"], figures.rows_of(kept)) == (case.li, rows)
    assert figures.intact(kept)
    assert not figures.explain(kept, figures.proof_today(kept, cast.wang))
    gone = max(rows, key=rows.get)
    with transaction.atomic():  # and back: other rows lean on it
        with triggers_resting(connection):
            figure.model.objects.filter(pk=gone)._raw_delete(DEFAULT_DB_ALIAS)
            why = figures.explain(kept, figures.proof_today(kept, cast.li))
        transaction.set_rollback(True)
    assert why.removed == {gone: rows[gone]}
    assert not why.added


@every_figure
def test_its_definition_unit_and_columns_can_be_shown(code):
    figure = FIGURES[code]
    assert figure.definition.endswith("。")
    assert figure.unit
    assert figure.label
