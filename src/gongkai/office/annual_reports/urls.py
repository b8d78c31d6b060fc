"""Pages of the annual report, below /office/<code>/reports/."""

from django.urls import include, path

from gongkai.office.annual_reports.views import cells, charts, downloads, report, steps, years

app_name = "annual_reports"

_version = [
    path("", report.show, name="report"),
    path("cells/<str:cell>/", cells.show, name="cell"),
    path("cells/<str:cell>/amend/", cells.amend, name="amend"),
    path("counts/<int:index>/", cells.count, name="count"),
    path("sections/<int:section>/", report.write_section, name="section"),
    path("charts/", charts.show, name="charts"),
    path("compare/", report.compare, name="compare"),
    path("history/", report.history, name="history"),
    path("rebuild/", steps.rebuild, name="rebuild"),
    path("submit/", steps.submit, name="submit"),
    path("send-back/", steps.send_back, name="send_back"),
    path("sign/", steps.sign, name="sign"),
    path("freeze/", steps.freeze, name="freeze"),
    path("revise/", steps.revise, name="revise"),
    path("download/<str:kind>/", downloads.download, name="download"),
]

urlpatterns = [
    path("", years.show, name="years"),
    path("<int:year>/", years.newest, name="newest"),
    path("<int:year>/draft/", years.draft, name="draft"),
    path("<int:year>/v<int:number>/", include(_version)),
]
