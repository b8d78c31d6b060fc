"""Staff pages of the organisation."""
