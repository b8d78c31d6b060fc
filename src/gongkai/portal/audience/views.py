"""Pages where a reader says something about an item, asks after it, subscribes, or ends that."""

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_scopes import scope, scopes_disabled

from gongkai.office.audience import actions, queries
from gongkai.office.audience.actions.answering import Word
from gongkai.office.audience.actions.subscribing import Wish
from gongkai.office.audience.models import Subscription
from gongkai.office.bodies.models import Body
from gongkai.office.bodies.views.form_page import refuse
from gongkai.office.publishing import categories
from gongkai.office.publishing.models import PublicItem
from gongkai.office.publishing.queries import public
from gongkai.portal.audience.forms import FeedbackForm, QueryForm, SubscribeForm

UNPROCESSABLE, TOO_MANY = 422, 429


def _public(code: str) -> PublicItem:
    copy = public.by_code(code)
    if copy is None or copy.is_withdrawn:
        raise Http404
    return copy


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, code: str) -> HttpResponse:
    """Take a reader's word about an item; the receipt names its query code."""
    copy = _public(code)
    form = FeedbackForm(request.POST or None, initial={"kind": request.GET.get("kind")})
    if request.method != "POST" or not form.is_valid():
        return _asked(request, copy, form)
    if form.is_machine:
        return redirect(reverse("portal:item", args=[code]))
    if not ratelimit.consume(request, action="say_something"):
        form.add_error(None, _("提交得太频繁，请过几分钟再试。您写的内容还在。"))
        return _asked(request, copy, form, status=TOO_MANY)
    word = Word(*(form.cleaned_data[name] for name in ("kind", "text", "contact")))
    with scope(body=copy.body_id):
        try:
            feedback = actions.receive(copy, word, at=timezone.now())
        except ValidationError as refused:
            refuse(form, refused)
            return _asked(request, copy, form)
    return render(request, "portal/audience/received.html", {"copy": copy, "feedback": feedback})


def _asked(
    request: HttpRequest, copy: PublicItem, form: FeedbackForm, *, status: int = 0
) -> HttpResponse:
    context = {"copy": copy, "form": form}
    faulty = UNPROCESSABLE if form.errors else 200
    return render(request, "portal/audience/say.html", context, status=status or faulty)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_after(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a reader's word, by the query code of the receipt."""
    copy = public.by_code(code)
    if copy is None:
        raise Http404
    form = QueryForm(request.POST or None)
    feedback = None
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="say_something"):
            form.add_error(None, _("查询得太频繁，请过几分钟再试。"))
        else:
            feedback = queries.by_query_code(body_id=copy.body_id, code=form.cleaned_data["code"])
            if feedback is None:
                form.add_error("code", _("没有找到这个查询码，请核对回执上的八位字母和数字。"))
    return render(
        request, "portal/audience/ask_after.html",
        {"copy": copy, "form": form, "feedback": feedback},
        status=UNPROCESSABLE if form.errors else 200,
    )  # fmt: skip


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for letters about what a body newly publishes."""
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise Http404
    initial = {name: request.GET.get(name, "") for name in ("category", "words")}
    form = SubscribeForm(request.POST or None, categories=categories.choices(), initial=initial)
    context = {"body": body, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "portal/audience/subscribe.html", context, status=status)
    if not form.is_machine and not ratelimit.consume(request, action="subscribe"):
        form.add_error(None, _("订阅得太频繁，请一小时后再试。"))
        return render(request, "portal/audience/subscribe.html", context, status=TOO_MANY)
    if not form.is_machine:
        said = form.cleaned_data
        wish = Wish(
            email=said["email"], category=said["category"], words=said["words"],
            rhythm=said["rhythm"], language=get_language() or "zh-hans",
        )  # fmt: skip
        with scope(body=body.pk):
            actions.subscribe(body, wish, at=timezone.now())
    return render(request, "portal/audience/asked_to_confirm.html", context)


def _subscription(token: str) -> Subscription:
    with scopes_disabled():
        found = queries.by_token(token)
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a subscription by a button: a mail scanner that opens links confirms nothing."""
    subscription = _subscription(token)
    if request.method == "POST":
        actions.confirm(subscription, at=timezone.now())
    context = {"subscription": subscription, "is_done": request.method == "POST"}
    return render(request, "portal/audience/confirm.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by the link in a letter."""
    subscription = _subscription(token)
    if request.method == "POST":
        actions.end(subscription, at=timezone.now())
    context = {"subscription": subscription, "is_done": request.method == "POST"}
    return render(request, "portal/audience/end.html", context)
