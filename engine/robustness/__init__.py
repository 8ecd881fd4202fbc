"""Under how many stated assumptions an advice stands: draws of answers, of our limits and of the order of wishes."""
