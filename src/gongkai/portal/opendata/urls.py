"""Addresses of open data: the API, exports, the catalogue, files, the site map."""

from django.urls import include, path, re_path

from gongkai.portal import sitemaps
from gongkai.portal.months import views as months
from gongkai.portal.opendata import views
from gongkai.portal.opendata.api import api

_KIND = r"(?P<kind>csv|jsonl|parquet)(?P<gz>\.gz)?$"

_open = [
    path("open/", views.guide, name="guide"),
    path("open/openapi.json", views.openapi, name="openapi"),
    path("open/catalog.jsonld", views.catalog, name="catalog"),
    re_path(rf"^open/items\.{_KIND}", views.export, name="export"),
    re_path(rf"^open/items-(?P<period>[0-9-]+)\.{_KIND}", views.export, name="export_period"),
    re_path(rf"^open/bodies/(?P<body>[\w-]+)/items\.{_KIND}", views.export, name="export_body"),
    re_path(
        rf"^open/bodies/(?P<body>[\w-]+)/items-(?P<period>[0-9-]+)\.{_KIND}", views.export,
        name="export_body_period",
    ),
    path("months/", months.index, {"kind": "all", "key": "all"}, name="months"),
    path("months/<slug:kind>/<str:key>/", months.index, name="months_of"),
    path(
        "months/<slug:kind>/<str:key>/<int:year>-<int:month>/<int:number>/", months.show,
        name="month",
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("robots.txt", sitemaps.robots, name="robots"),
]  # fmt: skip
urlpatterns = [path("", include((_open, "open"))), path("api/v1/", api.urls)]
