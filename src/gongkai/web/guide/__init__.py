"""The living style guide: every component with sample data of our own writing."""
