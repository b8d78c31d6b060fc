"""Public pages."""

from django.urls import path

from gongkai.portal import views
from gongkai.portal.checking.views import check, download

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("check/", check, name="check"),
    path("check/file/", download, name="check_file"),
]
