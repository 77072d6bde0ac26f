"""Dateline: a static site generator for briefings.

This file holds the version and nothing else: importing the package must not load any of its rooms.
"""

__version__ = "0.1.0"
