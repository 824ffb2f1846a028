"""To the city: nominations. What goes up is taken from a signed snapshot, never from what came after."""
