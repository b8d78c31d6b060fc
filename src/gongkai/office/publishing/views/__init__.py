"""Staff pages of publishing: each loads, checks its form, calls one action, and leads on."""
