"""The desk: where staff arrive."""

from django.urls import path

from gongkai.office.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:code>/", views.body, name="body"),
    path("<slug:code>/bodies/", views.subordinates, name="subordinates"),
]
