"""Wellsourced: who said it, who repeated it, and how many independent origins stand behind it."""

__version__ = "0.1.0"
