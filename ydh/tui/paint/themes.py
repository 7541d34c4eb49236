"""How it looks: dark, light, high contrast, and the sixteen colours of the terminal itself."""

from textual.theme import Theme

from ydh.core.values.words import N_

THEMES: dict[str, tuple[str, str]] = {  # ydh's name: (marked label, Textual's name)
    "dark": (N_("colours: dark"), "ydh-dark"),
    "light": (N_("colours: light"), "ydh-light"),
    "contrast": (N_("colours: high contrast"), "ydh-contrast"),
    "ansi": (N_("colours: the terminal's 16 colours"), "ansi-dark"),
}
OWN = (
    Theme("ydh-dark", primary="#3b6ea5", accent="#e0af68", error="#f7768e", success="#9ece6a", dark=True),
    Theme(
        "ydh-light",
        primary="#2f5d8a",
        accent="#8a4b00",
        error="#a40000",
        success="#1f6b2d",
        background="#ffffff",
        surface="#f2f2f2",
        foreground="#1a1a1a",
        dark=False,
    ),
    Theme(
        "ydh-contrast",
        primary="#0050ff",
        accent="#ffff00",
        error="#ff6060",
        success="#60ff60",
        background="#000000",
        surface="#000000",
        foreground="#ffffff",
        dark=True,
    ),
)
