"""The public pages in words: facts ready for the templates."""
