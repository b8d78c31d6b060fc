"""Pages of the registers; the URL names the body and the book."""

from django.urls import path

from gongkai.office.registers.views import imports, lists, records

app_name = "registers"
urlpatterns = [
    path("<slug:book>/", lists.browse, name="list"),
    path("<slug:book>/export/", lists.export, name="export"),
    path("<slug:book>/template/", lists.template, name="template"),
    path("<slug:book>/add/", records.add, name="add"),
    path("<slug:book>/import/", imports.upload, name="import"),
    path("<slug:book>/import/<uuid:key>/", imports.preview, name="preview"),
    path("<slug:book>/<uuid:key>/", records.show, name="record"),
    path("<slug:book>/<uuid:key>/correct/", records.correct, name="correct"),
    path("<slug:book>/<uuid:key>/withdraw/", records.withdraw, name="withdraw"),
]
