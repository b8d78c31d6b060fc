"""What a reader may say and ask for: a word about an item, a letter when something is new."""
