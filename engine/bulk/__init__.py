"""The rule base over columns: many profiles at once, with the same rules and the same decision. Needs NumPy."""
