"""The advice: one immutable result object with a canonical form."""

from .assemble import advise
from .canonical import canonical, digest
from .model import Advice

__all__ = ["Advice", "advise", "canonical", "digest"]
