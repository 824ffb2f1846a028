"""揭晓: the result shown in the hall step by step, from the chief's hand."""
