"""What documents of an office suite share: the archive that they are, and what one from outside is held against.

Reading one needs lxml, which the extras ``word`` and ``slides`` bring.
"""
