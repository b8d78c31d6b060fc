"""Sheets for boards and scripts to be read aloud: printed pages, set by typst."""
