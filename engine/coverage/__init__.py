"""Which rules are held by cases: expectations read from a source, and what they would notice of a changed rule."""
