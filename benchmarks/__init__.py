"""What gongkai costs: measured, never asserted. `make bench` writes the tables."""
