"""Pages of reports that came as documents, below /office/<code>/collected/."""

from django.urls import include, path

from gongkai.office.collected_reports.views import files, lists, looking, steps, uploading

app_name = "collected_reports"

_report = [
    path("", looking.show, name="look"),
    path("cells/<str:cell>/", looking.set_cell, name="cell"),
    path("naming/", steps.name_report, name="naming"),
    path("save/", steps.keep, name="save"),
    path("reopen/", steps.reopen, name="reopen"),
    path("set-aside/", steps.set_aside, name="set_aside"),
    path("history/", looking.history, name="history"),
    path("original/", files.original, name="original"),
    path("pages/<int:number>/", files.page, name="page"),
]

urlpatterns = [
    path("", lists.show, name="list"),
    path("upload/", uploading.upload, name="upload"),
    path("batches/<uuid:key>/", uploading.batch, name="batch"),
    path("<uuid:key>/", include(_report)),
]
