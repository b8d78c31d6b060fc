"""The page of an item in words: its metadata, text, table, files, links and versions."""
