"""What the command line does: the click classes, and one module for each thing that a command needs.

Nothing here is imported by the rest of the engine. ``shell`` alone serves ``--help``, so it loads nothing but click.
"""
