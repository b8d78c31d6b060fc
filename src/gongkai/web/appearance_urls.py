"""What every page of the look needs: its style sheet, and where its switches post to."""

from django.urls import path

from gongkai.web import views

urlpatterns = [
    path("", views.remember_appearance, name="appearance"),
    path("choice/", views.choose_appearance, name="appearance_choice"),
    path("<slug:digest>.css", views.stylesheet, name="stylesheet"),
]
