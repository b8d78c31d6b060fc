"""What the pages of the room show, as finished words: templates compute nothing."""
