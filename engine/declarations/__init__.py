"""Declarations of the back office: read row by row, counted in integers, and told without who the clients are.

It stands before the profile in the way of the data and knows nothing of the reasoning.
"""
