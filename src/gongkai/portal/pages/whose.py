"""Which body a page is about: named in the path, or asked for by `?body=`."""

from django.http import Http404, HttpRequest

from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body


def named(code: str | None) -> Body | None:
    """Return the body of a path; None where the path names none. Raises Http404 in vain."""
    if code is None:
        return None
    body = bodies.by_code(code)
    if body is None:
        raise Http404
    return body


def asked(request: HttpRequest) -> Body | None:
    """Return the body that the address asks for; an unknown one is all bodies."""
    code = request.GET.get("body", "")
    return bodies.by_code(code) if code else None
