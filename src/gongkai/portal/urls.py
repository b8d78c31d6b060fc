"""Public pages."""

from django.urls import path

from gongkai.portal.audience.urls import urlpatterns as audience
from gongkai.portal.checking.views import check, download
from gongkai.portal.views import (
    apply,
    catalogue,
    documents,
    files,
    guide,
    home,
    item,
    kiosk,
    reports,
    search,
    statistics,
    versions,
)

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("bodies/<slug:code>/", home.show_body, name="body"),
    path("bodies/<slug:code>/guide/", guide.show, name="guide"),
    path("bodies/<slug:code>/catalogue/", catalogue.show, name="body_catalogue"),
    path("bodies/<slug:code>/catalogue/<str:key>/", catalogue.entry, name="body_category"),
    path("bodies/<slug:code>/latest/", catalogue.latest, name="body_latest"),
    path("latest/", catalogue.latest, name="latest"),
    path("catalogue/", catalogue.show, name="catalogue"),
    path("catalogue/<str:key>/", catalogue.entry, name="category"),
    path("items/<slug:code>/", item.show, name="item"),
    path("items/<slug:code>/table.csv", item.table, name="item_table"),
    path("items/<slug:code>/qr.svg", item.code_picture, name="item_qr"),
    path("items/<slug:code>/versions/", versions.show, name="versions"),
    path("items/<slug:code>/versions/<int:number>/", versions.read, name="version"),
    path("items/<slug:code>/versions/<int:old>/<int:new>/", versions.compare, name="compare"),
    path("files/<slug:code>/<slug:attachment>/<path:name>", files.send, name="file"),
    path("documents/", documents.show, name="documents"),
    path("reports/", reports.show, name="reports"),
    path("reports/<slug:code>/<int:year>/", reports.read, name="report"),
    path("reports/<slug:code>/<int:year>/report.<str:kind>", reports.download, name="report_file"),
    path("statistics/", statistics.show, name="statistics"),
    path("search/", search.show, name="search"),
    path("apply/", apply.show, name="apply"),
    path("feedback/", apply.feedback, name="feedback"),
    path("kiosk/<slug:code>/", kiosk.start, name="kiosk"),
    path("kiosk/<slug:code>/list/", kiosk.listed, name="kiosk_list"),
    path("kiosk/<slug:code>/items/<slug:item>/", kiosk.read, name="kiosk_item"),
    path("check/", check, name="check"),
    path("check/file/", download, name="check_file"),
    *audience,
]
