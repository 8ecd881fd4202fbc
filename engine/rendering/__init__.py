"""An advice put into words: text, Markdown, HTML and JSON, in Dutch and English, from the advice alone."""

from .catalogue import Catalogue, MissingTextError, load_catalogue
from .render import Form, render

__all__ = ["Catalogue", "Form", "MissingTextError", "load_catalogue", "render"]
