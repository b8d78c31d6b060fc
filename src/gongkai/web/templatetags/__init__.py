"""The tag library `gongkai`."""
