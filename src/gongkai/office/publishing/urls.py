"""Pages of publishing, below /office/<code>/items/."""

from django.urls import include, path

from gongkai.office.publishing.views import (
    files,
    hits,
    lists,
    looking,
    marks,
    reviews,
    steps,
    withheld,
    words,
    writing,
)

app_name = "publishing"

_item = [
    path("", looking.show, name="item"),
    path("due/", looking.due, name="due"),
    path("preview/", looking.preview, name="preview"),
    path("history/", looking.history, name="history"),
    path("record/<int:pk>/", reviews.record, name="record"),
    path("edit/", writing.edit, name="edit"),
    path("files/", files.show, name="files"),
    path("files/<slug:file>/", files.content, name="file"),
    path("table/", files.table, name="table"),
    path("table/<slug:key>/", files.table_template, name="table_template"),
    path("scan/", hits.scan, name="scan"),
    path("hits/<slug:fingerprint>/", hits.reason, name="hit"),
    path("submit/", steps.submit, name="submit"),
    path("submit-urgent/", steps.submit_urgent, name="submit_urgent"),
    path("take-back/", steps.take_back, name="take_back"),
    path("send-back/", steps.send_back, name="send_back"),
    path("endorse/", reviews.endorse, name="endorse"),
    path("secrecy/", reviews.secrecy, name="secrecy"),
    path("determine/", reviews.determine, name="determine"),
    path("release/", steps.release, name="release"),
    path("retry-release/", steps.retry_release, name="retry_release"),
    path("afterwards/", reviews.afterwards, name="afterwards"),
    path("discard/", steps.discard, name="discard"),
    path("revise/", steps.revise, name="revise"),
    path("withdraw/", marks.withdraw, name="withdraw"),
    path("hide-title/", marks.hide_title, name="hide_title"),
    path("validity/", marks.validity, name="validity"),
    path("link/", marks.link, name="link"),
    path("unlink/<int:pk>/", marks.unlink, name="unlink"),
]

urlpatterns = [
    path("", lists.show, name="list"),
    path("new/", writing.new, name="new"),
    path("withheld/", withheld.show, name="withheld"),
    path("withheld/<int:pk>/", withheld.reassess, name="reassess"),
    path("words/", words.show, name="words"),
    path("words/add/", words.add, name="add_words"),
    path("words/<int:pk>/remove/", words.drop, name="drop_word"),
    path("catalogue/", lists.catalogue, name="catalogue"),
    path("false-alarms/", hits.remembered, name="false_alarms"),
    path("false-alarms/<int:pk>/", hits.forget, name="forget"),
    path("<slug:item>/", include(_item)),
]
