"""Addresses for a test: one page that breaks, with the site's own pages for what went wrong."""

from django.urls import include, path

from gongkai.config.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


def _break(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [path("broken/", _break), path("", include(urlpatterns))]
