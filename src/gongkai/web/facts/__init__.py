"""What components are given: frozen facts with finished words.

Views and queries build them, templates read them; nothing here reads a database or a clock.
"""
