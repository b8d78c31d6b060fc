"""Addresses of the reader's words and subscriptions, joined to those of the portal."""

from django.urls import path

from gongkai.portal.audience import views

urlpatterns = [
    path("items/<str:code>/feedback/", views.say, name="item_feedback"),
    path("items/<str:code>/feedback/answer/", views.ask_after, name="item_feedback_answer"),
    path("bodies/<slug:code>/subscribe/", views.subscribe, name="subscribe"),
    path("subscriptions/<str:token>/confirm/", views.confirm, name="subscription_confirm"),
    path("subscriptions/<str:token>/end/", views.end, name="subscription_end"),
]
