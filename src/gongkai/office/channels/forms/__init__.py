"""The forms of the room's pages. They read; they decide nothing."""
