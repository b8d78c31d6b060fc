"""公众互动: what readers say about an item, what they subscribe to, and how many read it."""
