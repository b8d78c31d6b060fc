"""What a reader chose about the look: scheme and elder mode, kept in two cookies.

Works without script: a form posts the choice and the server remembers it. Nothing about
the person is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "gongkai_theme"
ELDER_COOKIE = "gongkai_elder"
COOKIE_AGE_SECONDS = 365 * 24 * 60 * 60
DARK_MEDIA = {
    "auto": "screen and (prefers-color-scheme: dark)",
    "light": "not all",
    "dark": "screen",
}


@dataclass(frozen=True, slots=True)
class Look:
    """The chosen scheme and whether elder mode (关怀版) is on."""

    theme: str = "auto"
    elder: bool = False

    @property
    def dark_media(self) -> str:
        """The media query under which the dark style sheet applies."""
        return DARK_MEDIA[self.theme]

    @property
    def next_theme(self) -> str:
        """The scheme after this one when the switch is pressed."""
        return THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]


def chosen(cookies: Mapping[str, str]) -> Look:
    """Return the look that the cookies ask for; an unknown value counts as no choice."""
    theme = cookies.get(THEME_COOKIE, "auto")
    return Look(
        theme=theme if theme in THEMES else "auto",
        elder=cookies.get(ELDER_COOKIE) == "on",
    )
