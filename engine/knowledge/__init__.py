"""What is known beside the rules: sources and their passages, options, dated parameters, law."""

from .library import Library, load_library
from .options import Both, Options

__all__ = ["Both", "Library", "Options", "load_library"]
