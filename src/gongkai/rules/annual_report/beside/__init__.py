"""Reports set beside each other: the years of one body, two bodies of one year."""
