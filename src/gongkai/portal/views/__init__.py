"""The public pages, one file for each: find, word, render; nothing is written."""
