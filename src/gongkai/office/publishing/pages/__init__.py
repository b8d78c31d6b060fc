"""The staff pages in words: facts ready for the templates; nothing here writes."""
