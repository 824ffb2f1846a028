"""A season that runs before your eyes: seeded people, real clients as robots, four screens on one stage."""
