"""Addresses of the money."""
from django.urls import path

from .views import funds, lines, runs

app_name = "fund"
urlpatterns = [
    path("", funds.Allocations.as_view(), name="list"),
    path("add/", funds.AddAllocation.as_view(), name="add"),
    path("entries/", funds.Postings.as_view(), name="posting_list"),
    path("decisions/", funds.Decisions.as_view(), name="decision_list"),
    path("decisions/add/", funds.AddDecision.as_view(), name="decision_add"),
    path("decisions/<uuid:pk>/", funds.DecisionSheet.as_view(), name="decision_sheet"),
    path("decisions/<uuid:pk>/edit/", funds.EditDecision.as_view(), name="decision_edit"),
    path("decisions/<uuid:pk>/attach/", funds.AttachMinutes.as_view(), name="decision_attach"),
    path("decisions/<uuid:pk>/papers/<uuid:paper>/", funds.Minutes.as_view(), name="decision_paper"),
    path("runs/", runs.Runs.as_view(), name="run_list"),
    path("runs/add/", runs.AddRun.as_view(), name="run_add"),
    path("runs/results/<uuid:pk>/again/", runs.ResultAgain.as_view(), name="result_again"),
    path("runs/<uuid:pk>/", runs.RunSheet.as_view(), name="run_sheet"),
    path("runs/<uuid:pk>/edit/", runs.EditRun.as_view(), name="run_edit"),
    path("runs/<uuid:pk>/names/", runs.Names.as_view(), name="run_names"),
    path("runs/<uuid:pk>/line/", runs.AddName.as_view(), name="run_line"),
    path("runs/<uuid:pk>/bank/<int:batch>/", runs.BankFile.as_view(), name="run_bank"),
    path("runs/<uuid:pk>/bank/<int:batch>/form/", runs.ResultForm.as_view(), name="run_result_form"),
    path("runs/<uuid:pk>/result/", runs.TakeResult.as_view(), name="run_result"),
    path("runs/<uuid:pk>/proof/", runs.RunProof.as_view(), name="run_proof"),
    path("runs/<uuid:pk>/paper/<slug:kind>/", runs.Disbursement.as_view(), name="run_paper"),
    path("runs/<uuid:pk>/step/<slug:step>/", runs.RunStep.as_view(), name="run_step"),
    path("lines/", lines.Lines.as_view(), name="line_list"),
    path("lines/<uuid:pk>/", lines.LineSheet.as_view(), name="line_sheet"),
    path("lines/<uuid:pk>/edit/", lines.EditLine.as_view(), name="line_edit"),
    path("lines/<uuid:pk>/again/", lines.PayAgain.as_view(), name="line_again"),
    path("lines/<uuid:pk>/reveal/<slug:field>/", lines.RevealLine.as_view(), name="line_reveal"),
    path("lines/<uuid:pk>/step/<slug:step>/", lines.LineStep.as_view(), name="line_step"),
    path("<uuid:pk>/", funds.AllocationSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", funds.EditAllocation.as_view(), name="edit"),
    path("<uuid:pk>/proof/", funds.AllocationProof.as_view(), name="proof"),
    path("<uuid:pk>/receipt/<slug:kind>/", funds.Receipt.as_view(), name="receipt"),
    path("<uuid:pk>/step/<slug:step>/", funds.AllocationStep.as_view(), name="step"),
]
