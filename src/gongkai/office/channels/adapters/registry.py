"""Which adapter serves a channel: by its kind, and by whether it was told to send by itself."""

from gongkai.office.channels.adapters import by_hand, email, portal, screens, sms, superior, wechat
from gongkai.office.channels.adapters.contract import Adapter
from gongkai.office.channels.models.channel import Channel, ChannelKind

_ALWAYS: dict[str, Adapter] = {
    ChannelKind.PORTAL: portal.OwnPortal(),
    ChannelKind.KIOSK: screens.Kiosk(),
}
_AUTOMATIC: dict[str, Adapter] = {
    ChannelKind.SUPERIOR_PORTAL: superior.SuperiorPush(),
    ChannelKind.SMS: sms.SmsGateway(),
    ChannelKind.WECHAT_OFFICIAL: wechat.OfficialAccount(),
    ChannelKind.LED_SCREEN: screens.LedFeed(),
    ChannelKind.EMAIL: email.MailList(),
}
_BY_HAND: dict[str, Adapter] = {
    ChannelKind.SUPERIOR_PORTAL: superior.SuperiorByHand(),
    ChannelKind.SMS: sms.SmsByHand(),
    ChannelKind.WECHAT_GROUP: by_hand.WechatGroup(),
    ChannelKind.WECHAT_OFFICIAL: by_hand.WechatGroup(),
    ChannelKind.NOTICE_BOARD: by_hand.NoticeBoard(),
    ChannelKind.LED_SCREEN: screens.LedByHand(),
    ChannelKind.BANNER: by_hand.Banner(),
    ChannelKind.LOUDSPEAKER: by_hand.Loudspeaker(),
    ChannelKind.EMAIL: by_hand.Other(),
    ChannelKind.OTHER: by_hand.Other(),
}


def of(channel: Channel) -> Adapter:
    """Return the adapter of a channel."""
    if channel.kind in _ALWAYS:
        return _ALWAYS[channel.kind]
    if is_automatic(channel):
        return _AUTOMATIC[channel.kind]
    return _BY_HAND.get(channel.kind, _BY_HAND[ChannelKind.OTHER])


def is_automatic(channel: Channel) -> bool:
    """Whether the channel was told to send by itself."""
    return channel.kind in _AUTOMATIC and channel.settings.get("way") == "automatic"


def can_be_automatic(channel: Channel) -> bool:
    """Whether there is a choice."""
    return channel.kind in _AUTOMATIC


def both(channel: Channel) -> tuple[Adapter, Adapter | None]:
    """Return the adapter by hand and the automatic one, whose settings the form asks for."""
    if channel.kind in _ALWAYS:
        return _ALWAYS[channel.kind], None
    by_people = _BY_HAND.get(channel.kind, _BY_HAND[ChannelKind.OTHER])
    return by_people, _AUTOMATIC.get(channel.kind)
