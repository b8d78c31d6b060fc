"""The living style guide; included only where nobody works with real data."""

from django.urls import path

from gongkai.web import views

app_name = "style"
urlpatterns = [
    path("", views.guide, name="guide"),
]
