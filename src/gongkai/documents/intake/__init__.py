"""What comes in from strangers: its kind, its limits, its safe unpacking, its refusals."""
