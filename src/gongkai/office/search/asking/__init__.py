"""A question and its answer (提问与回答): read, planned, corrected, counted, marked."""
