"""One item in words: the line of truth, its story, its document, the scan, what may be done."""
