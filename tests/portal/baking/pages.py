"""The site with a plain page for each item, so that baking is tested apart from the portal."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from gongkai.config.urls import urlpatterns as site
from gongkai.office.publishing.queries import public
from gongkai.portal import addresses
from gongkai.portal.urls import urlpatterns as portal

PAGE = """{% extends "base_public.html" %}
{% block title %}{{ copy.title }}{% endblock %}
{% block heading %}<h1 data-official>{{ copy.title }}</h1>{% endblock %}
{% block content %}
{% if copy.is_withdrawn %}<p data-official>{{ copy.get_withdrawal_reason_display }}</p>{% else %}
<p data-official>{{ copy.get_validity_display }}</p>{{ copy.html|safe }}
{% for name, url in files %}<p><a href="{{ url }}" data-official>{{ name }}</a></p>{% endfor %}
{% for each in ties %}
<p><a href="/items/{{ each.other.code }}/" data-official>{{ each.other.title }}</a></p>
{% endfor %}
<p><a href="/items/{{ copy.code }}/versions/">版本</a> <a href="/check/">检查</a></p>
<p><a href="?after=1#top">更多</a></p>
<form method="get" action="/search/"><label>词<input name="q"></label></form>
{% include "portal/_jsonld.html" %}{% endif %}
{% endblock %}"""


def item(request: HttpRequest, code: str) -> HttpResponse:
    copy = public.by_code(code)
    if copy is None:
        raise Http404
    files = [(each["name"], addresses.attachment(copy, each)) for each in copy.attachments]
    facts: dict[str, Any] = {"copy": copy, "files": files, "ties": public.ties(copy)}
    text = engines["django"].from_string(PAGE).render(facts, request)
    return HttpResponse(text, status=410 if copy.is_withdrawn else 200)


def versions(request: HttpRequest, code: str) -> HttpResponse:
    copy = public.by_code(code)
    if copy is None or copy.is_withdrawn:
        raise Http404
    lines = [f"<p data-official>{each.version.title}</p>" for each in public.spans(copy)]
    template = (
        '{% extends "base_public.html" %}{% block title %}版本{% endblock %}'
        "{% block heading %}<h1>版本</h1>{% endblock %}"
        "{% block content %}{{ lines|safe }}{% endblock %}"
    )
    return HttpResponse(
        engines["django"].from_string(template).render({"lines": "".join(lines)}, request)
    )


_OWN = [
    path("items/<slug:code>/", item, name="item"),
    path("items/<slug:code>/versions/", versions, name="versions"),
]
_NAMES = {each.name for each in _OWN}
_portal = [*_OWN, *(each for each in portal if each.name not in _NAMES)]
urlpatterns = [path("", include((_portal, "portal"))), *site[1:]]
