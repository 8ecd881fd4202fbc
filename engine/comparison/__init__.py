"""What differs between two rule bases, two advices or two situations, and what makes the difference.

Every cause is found by running: a change is named only when the decision was made anew with it and gave the difference.
"""
