"""Staff pages of what readers say and read; the URL names the body."""

from django.urls import path

from gongkai.office.audience.views import feedback, reach

app_name = "audience"
urlpatterns = [
    path("", feedback.browse, name="list"),
    path("reach/", reach.show, name="reach"),
    path("<uuid:key>/", feedback.show, name="feedback"),
    path("<uuid:key>/answer/", feedback.answer, name="answer"),
    path("<uuid:key>/publish/", feedback.publish, name="publish"),
    path("<uuid:key>/close/", feedback.close, name="close"),
]
