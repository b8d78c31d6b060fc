"""Addresses for machines and readers outside the office, below /gateway/<body>/<channel>/."""

from django.urls import path

from gongkai.office.channels.views import gateway

app_name = "gateway"
urlpatterns = [
    path("<slug:code>/<int:pk>/", gateway.nothing_here, name="channel"),
    path("<slug:code>/<int:pk>/feed/<str:token>.<str:kind>", gateway.feed, name="feed"),
    path("<slug:code>/<int:pk>/frames/<str:token>/<int:number>.png", gateway.frame, name="frame"),
    path("<slug:code>/<int:pk>/reports/", gateway.reports, name="reports"),
    path("<slug:code>/<int:pk>/wechat/", gateway.wechat, name="wechat"),
    path("<slug:code>/<int:pk>/unsubscribe/<str:token>/", gateway.unsubscribe, name="unsubscribe"),
]
