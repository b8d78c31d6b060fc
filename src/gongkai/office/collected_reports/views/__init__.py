"""Staff pages of reports that came as documents."""
