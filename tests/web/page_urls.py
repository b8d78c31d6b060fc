"""The addresses that the look itself answers, without the office above it."""

from django.urls import include, path

urlpatterns = [
    path("style/", include("gongkai.web.urls")),
    path("appearance/", include("gongkai.web.appearance_urls")),
    path("language/", include("django.conf.urls.i18n")),
]
handler404 = "gongkai.web.errors.not_found"
