"""The program's style sheet; colours are the meanings of the theme, `$stance-supporter`, `$muted` ..."""

CSS = """
Screen { background: $background; color: $foreground; overflow: hidden; }
ModalScreen { background: $background 60%; }
AddScreen { background: $background 0%; }
WelcomeScreen { background: $background; }
#title { height: 1; background: $panel; }
#board { height: 1; background: $surface; }
#middle { height: 1fr; }
#views { width: 1fr; height: 100%; }
View { height: 100%; width: 100%; }
#inspector {
    width: 35; height: 100%; padding: 0 1; background: $surface; border-left: vkey $border;
    scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll;
    scrollbar-background: $surface; scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    &:focus { border-left: vkey $accent; }
}
#strip { height: 7; background: $surface; }
#strip:focus { background: $panel; }
#footer { height: 1; background: $panel; dock: bottom; }
#find { dock: bottom; height: 1; background: $panel; color: $foreground; }
.-short #strip { height: 4; }
.-narrow #inspector { display: none; }
.-narrow.-details #inspector { display: block; width: 40; }
.-no-details #inspector { display: none; }
.-in-full #strip { display: none; }
.-only-view #inspector, .-only-view #strip { display: none; }
.-only-inspector #views, .-only-inspector #strip { display: none; }
.-only-inspector #inspector { display: block; width: 100%; }
.-only-strip #middle { display: none; }
.-only-strip #strip { height: 1fr; }
#map-canvas { width: 100%; height: 100%; scrollbar-size: 1 1; background: $background; }
SmallScreen { background: $background; }
#too-small { height: auto; width: 100%; }
ChooserScreen { align: center top; background: $background 60%; }
#chooser {
    width: 90%; max-width: 100; height: 80%; margin-top: 2; background: $surface;
    border: round $border; padding: 0 1;
}
#chooser-title { height: 1; color: $accent; text-style: bold; }
#chooser-list { height: 1fr; background: $surface; border: none; }
"""
