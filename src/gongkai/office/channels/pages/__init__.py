"""The words and tables of the room's pages."""
