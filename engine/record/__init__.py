"""The decision record: everything that is needed to run an advice again years later, sealed and chained."""

from .model import Body, WrittenWith
from .seal import AlteredError, Fault, Opened, opened, sealed

__all__ = ["AlteredError", "Body", "Fault", "Opened", "WrittenWith", "opened", "sealed"]
