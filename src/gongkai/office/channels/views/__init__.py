"""Staff pages of the room, and the doors for machines and readers outside."""
