"""Formatted text of an official document (正文): HTML from editors and from the clipboard, cleaned.

What comes out is safe to show on any page and looks like the page, not like the program it was
copied from. It judges no words.
"""

from gongkai.documents.rich_text.cleaning import clean as clean
from gongkai.documents.rich_text.plain import plain as plain
from gongkai.documents.rich_text.problems import Problem as Problem
from gongkai.documents.rich_text.problems import problems as problems
