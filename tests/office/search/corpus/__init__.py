"""A made-up county's public texts, and questions whose answers are known from how they were made."""
