"""How documents are laid out: measures of GB/T 9704, places and widths of table cells."""
