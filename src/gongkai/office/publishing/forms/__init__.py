"""The forms of the staff pages: what is asked and how it is read; rules are the actions'."""
