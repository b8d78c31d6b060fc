"""Settings by place: production (the default), demonstration, development, testing."""
