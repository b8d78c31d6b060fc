"""Reads of the registers: a list of a book, and one record through its versions."""
