"""Pages of the channels of a body; the URL names the body."""

from django.urls import path

from gongkai.office.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.browse, name="list"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.change, name="change"),
]
