"""Where the switches of the look post to when there is no script."""

from django.urls import path

from gongkai.web import views

urlpatterns = [
    path("", views.remember_appearance, name="appearance"),
]
