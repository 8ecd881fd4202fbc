"""Reasoned advice on steering the care that Dutch municipalities buy under the Jeugdwet and the Wmo 2015."""

__version__ = "0.1.0"
