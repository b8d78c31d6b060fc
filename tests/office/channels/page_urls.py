"""The pages of the site and, should they not be among them, those of the channels."""

from django.urls import include, path

from gongkai.config import urls

urlpatterns = [
    *urls.urlpatterns,
    path("office/<slug:code>/channels/", include("gongkai.office.channels.urls")),
]
