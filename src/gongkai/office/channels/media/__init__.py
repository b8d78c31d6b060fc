"""What goes onto a channel, made: sheets, cards, frames, scripts, packages, cut messages."""
