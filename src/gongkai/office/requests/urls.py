"""Pages of requests: /office/<code>/requests/…; the list is the register."""

from django.urls import path

from gongkai.office.requests.views import calendar, case, steps

app_name = "requests"

urlpatterns = [
    path("working-days/", calendar.show, name="calendar"),
    path("working-days/new/", calendar.load, name="notice"),
    path("<uuid:key>/", case.show, name="case"),
    path("<uuid:key>/steps/<slug:kind>/", steps.take, name="event"),
    path("<uuid:key>/events/<int:pk>/", steps.correct, name="event_correct"),
    path("<uuid:key>/events/<int:pk>/strike/", steps.strike, name="event_strike"),
]
