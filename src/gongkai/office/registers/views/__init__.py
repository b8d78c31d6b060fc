"""Staff pages of the registers (台账)."""
