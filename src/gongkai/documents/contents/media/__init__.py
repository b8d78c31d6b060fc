"""Pictures: what they say of who took them, where and when, and what hangs on behind their end."""
