"""gongkai (公开): government information disclosure, from the day's record to the annual report."""

__version__ = "0.1.0"
