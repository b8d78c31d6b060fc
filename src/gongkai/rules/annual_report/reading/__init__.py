"""How printed words and figures are read: labels, numbers, and the three layouts of tables."""
