"""What was public where on that day, and how that is known."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.office.bodies.access import OfficeRequest, staff_page
from gongkai.office.bodies.permissions import Permission
from gongkai.office.channels import queries
from gongkai.office.channels.forms.steps import DayForm
from gongkai.office.channels.pages import deliveries as words
from gongkai.office.channels.pages import public


@staff_page(Permission.READ)
def on_day(request: OfficeRequest) -> HttpResponse:
    """What was public on each channel on a day."""
    today = timezone.localdate()
    form = DayForm(request.GET or None, initial={"day": today})
    day = form.chosen(today)
    known = queries.public_on(request.office, day)
    caption = _("%(day)s公开在各渠道的内容") % {"day": words.day(day)}
    table = public.table(known, request.office.code, caption=caption)
    count = _("当天共有%(count)s条在渠道上公开。") % {"count": len(known)}
    return render(
        request, "channels/public_on.html", {"form": form, "table": table, "count": count}
    )


@staff_page(Permission.READ)
def of_item(request: OfficeRequest, item_code: str) -> HttpResponse:
    """Where one item was public, from when until when, and the proof."""
    known = queries.how_do_we_know(item_code)
    if not known:
        raise Http404
    title = known[-1].delivery.title
    table = public.table(known, request.office.code, caption=_("各渠道公开情况"))
    return render(request, "channels/public_item.html", {"item_title": title, "table": table})
