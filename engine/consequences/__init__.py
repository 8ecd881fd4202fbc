"""What follows from a choice and has to be computed.

It reads the profile, and knows nothing of how an advice is written down.
"""
