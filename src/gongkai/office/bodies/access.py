"""The door of every staff page: sign in, find the body, check the permission, enter its scope.

Outside the scope that this door opens, a query on any ledger is an error, not a leak.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from gongkai.office.bodies import queries
from gongkai.office.bodies.models import Body
from gongkai.office.bodies.permissions import Permission

View = Callable[..., HttpResponse]


class OfficeRequest(HttpRequest):
    """A request that came through the door: its body and what its staff may do there."""

    office: Body
    permissions: frozenset[Permission]


def staff_page(*permissions: Permission) -> Callable[[View], View]:
    """Make a view a staff page of one body; the URL must name the body as `code`.

    Of several permissions one is enough. A body that is not theirs to see is "not found"; a body
    that is, without the permission, is refused with the reason.
    """

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def page(request: Any, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            request.office = enter(request, code)
            if not any(each in request.permissions for each in permissions):
                raise PermissionDenied(
                    _("您在%(body)s的角色不能办理这一事项，请联系本机关系统管理员调整角色。")
                    % {"body": request.office.name}
                )
            with scope(body=request.office.pk):
                response = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response.render()
                return response

        return page

    return guard


def enter(request: Any, code: str) -> Body:
    """Find the body by its code and note on the request what its staff may do there."""
    body = Body.objects.select_related("parent").filter(code=code).first()
    if body is None:
        raise Http404
    today = timezone.localdate()
    request.permissions = queries.permissions_in(staff=request.user, body=body, on=today)
    if not request.permissions:
        raise Http404
    return body
