"""The wire to the outside: calls, what they mean, signatures and secrets."""
