"""Pages of the tokens of a body: /office/<code>/tokens/…"""

from django.urls import path

from gongkai.office.publishing.tokens import views

app_name = "tokens"
urlpatterns = [
    path("", views.browse, name="list"),
    path("make/", views.make, name="make"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
