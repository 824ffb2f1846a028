"""Kit: who did what, hash-chained. Knows no page and no rule of the field; the logbook of marks is not here but in judging."""
