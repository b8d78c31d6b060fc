"""What the pages of the annual report show, as finished words: templates compute nothing."""
