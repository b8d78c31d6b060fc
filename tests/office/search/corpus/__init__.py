"""A made-up county's public texts, and questions whose answers are known by their making."""
