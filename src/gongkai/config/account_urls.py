"""Sign in, sign out, password and second factor; nobody signs up by themselves."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("two-factor/", include("allauth.mfa.urls")),
]
