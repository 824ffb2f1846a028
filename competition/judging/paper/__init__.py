"""Forms filled in on paper: keyed by two clerks who do not see each other's, entered when both read the same."""
