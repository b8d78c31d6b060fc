"""The look answers three addresses: the style sheet, the switches, and the style guide."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.web import appearance, icons, stylesheets
from gongkai.web.facts.lists import Tab
from gongkai.web.guide import exhibits


def _way_back(request: HttpRequest, given: QueryDict) -> str:
    target = given.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return "/"


@require_POST
def remember_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the scheme or elder mode in a cookie and go back to the page."""
    return _remembered(request, request.POST)


@never_cache
@require_safe
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the scheme, elder mode or language of a public page, which carries no token.

    A stranger's link could at most change how the next page looks.
    """
    return _remembered(request, request.GET)


def _remembered(request: HttpRequest, given: QueryDict) -> HttpResponse:
    response = HttpResponseRedirect(_way_back(request, given))
    choices = {
        appearance.THEME_COOKIE: (given.get("theme"), appearance.THEMES),
        appearance.ELDER_COOKIE: (given.get("elder"), ("on", "off")),
        settings.LANGUAGE_COOKIE_NAME: (given.get("language"), tuple(dict(settings.LANGUAGES))),
    }
    for cookie, (value, allowed) in choices.items():
        if value in allowed:
            response.set_cookie(
                cookie,
                value,
                max_age=appearance.COOKIE_AGE_SECONDS,
                samesite="Lax",
                secure=request.is_secure(),
            )
    return response


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the joined style sheet. An old digest gets today's sheet, and is not kept."""
    bundle = stylesheets.bundle(watch=settings.DEBUG)
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        bundle.compressed if takes_gzip else bundle.text, content_type="text/css; charset=utf-8"
    )
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    if digest == bundle.digest:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every component with sample data, in the density of the desk or of the portal."""
    density = "portal" if request.GET.get("density") == "portal" else "desk"
    context = {
        "base": "base_public.html" if density == "portal" else "base_staff.html",
        "densities": (
            Tab(_("工作台"), "?density=desk", is_current=density == "desk"),
            Tab(_("门户"), "?density=portal", is_current=density == "portal"),
        ),
        "groups": exhibits.shown(request),
        "icons": sorted(icons.names()),
    }
    return render(request, "style/guide.html", context)
