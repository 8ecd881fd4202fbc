"""The groups of the command line: thin fronts of click, like ``cli.py`` itself."""
