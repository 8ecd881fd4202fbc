"""The advice and the rules in formats of others: W3C PROV, the Dutch algorithm register, and decision tables in DMN."""
