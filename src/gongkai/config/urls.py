"""Where each page lives. Staff pages name their body: /office/<code>/…"""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("gongkai.portal.urls")),
    path("", include("gongkai.portal.opendata.urls")),
    path("feeds/", include("gongkai.portal.feeds.urls")),
    path("accounts/", include("gongkai.config.account_urls")),
    path("appearance/", include("gongkai.web.appearance_urls")),
    path("gateway/", include("gongkai.office.channels.gateway_urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("office/", include("gongkai.office.desk.urls")),
    path("office/<slug:code>/organisation/", include("gongkai.office.bodies.urls")),
    path("office/<slug:code>/registers/", include("gongkai.office.registers.urls")),
    path("office/<slug:code>/channels/", include("gongkai.office.channels.urls")),
    path("office/<slug:code>/readers/", include("gongkai.office.audience.urls")),
    path("office/<slug:code>/items/", include("gongkai.office.publishing.urls")),
    path("office/<slug:code>/tokens/", include("gongkai.office.publishing.tokens.urls")),
    path("office/<slug:code>/requests/", include("gongkai.office.requests.urls")),
    path("office/<slug:code>/collected/", include("gongkai.office.collected_reports.urls")),
    path("office/<slug:code>/reports/", include("gongkai.office.annual_reports.urls")),
]

if settings.DEBUG or settings.DEMONSTRATION or settings.STYLE_GUIDE:
    urlpatterns.append(path("style/", include("gongkai.web.urls")))

handler400 = "gongkai.web.errors.bad_request"
handler403 = "gongkai.web.errors.forbidden"
handler404 = "gongkai.web.errors.not_found"
handler500 = "gongkai.web.errors.broken"
