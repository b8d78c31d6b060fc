"""Addresses of the feeds: of all, of a body, of a category; `?body=` and `?category=` join both."""

from django.urls import re_path

from gongkai.portal.feeds import views

_KIND = r"(?P<kind>atom|rss|json|ics)$"

app_name = "feeds"
urlpatterns = [
    re_path(rf"^items\.{_KIND}", views.show, name="items"),
    re_path(rf"^search\.{_KIND}", views.found, name="search"),
    re_path(rf"^bodies/(?P<body>[\w-]+)\.{_KIND}", views.show, name="body"),
    re_path(rf"^categories/(?P<category>[\w.-]+?)\.{_KIND}", views.show, name="category"),
]
