"""What if: a changed scheme, a wrong question, a ruling; who would move and why, before anything is decided."""
