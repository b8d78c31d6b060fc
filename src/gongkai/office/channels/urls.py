"""Staff pages of the channels of a body; the URL names the body."""

from django.urls import include, path

from gongkai.office.channels.views import (
    boards,
    channels,
    deliveries,
    public,
    recipients,
    settings,
    steps,
)

app_name = "channels"

_delivery = [
    path("", deliveries.show, name="delivery"),
    path("files/<str:name>/", deliveries.media, name="media"),
    path("proofs/<int:pk>/file/", deliveries.proof_file, name="proof_file"),
    path("proofs/<int:pk>/picture/", deliveries.proof_picture, name="proof_picture"),
    path("confirm/", steps.confirm, name="confirm"),
    path("take-down/", steps.take_down, name="take_down"),
    path("retry/", steps.retry, name="retry"),
    path("replan/", steps.replan, name="replan"),
    path("withdraw/", steps.withdraw, name="withdraw"),
    path("give-up/", steps.give_up, name="give_up"),
]
_board = [
    path("", boards.browse, name="board"),
    path("<uuid:key>/", boards.show, name="board_task"),
    path("<uuid:key>/files/<str:name>/", boards.media, name="board_media"),
    path("<uuid:key>/confirm/", boards.confirm, name="board_confirm"),
    path("<uuid:key>/take-down/", boards.take_down, name="board_take_down"),
]
_groups = [
    path("", recipients.browse, name="groups"),
    path("add/", recipients.add_group, name="group_add"),
    path("<int:pk>/", recipients.group, name="group"),
    path("<int:pk>/add/", recipients.add, name="recipient_add"),
    path("<int:pk>/import/", recipients.import_table, name="recipient_import"),
    path("recipients/<int:pk>/out/", recipients.opt_out, name="recipient_out"),
    path("recipients/<int:pk>/in/", recipients.opt_in, name="recipient_in"),
]

urlpatterns = [
    path("", channels.browse, name="list"),
    path("add/", channels.add, name="add"),
    path("<int:pk>/", channels.change, name="change"),
    path("<int:pk>/settings/", settings.configure, name="settings"),
    path("<int:pk>/settings/address/", settings.renew_address, name="renew_address"),
    path("deliveries/", deliveries.browse, name="deliveries"),
    path("deliveries/<uuid:key>/", include(_delivery)),
    path("public/", public.on_day, name="public_on"),
    path("public/<str:item_code>/", public.of_item, name="public_item"),
    path("recipients/", include(_groups)),
    path("boards/", include(_board)),
]
