"""Themes: their files, their templates, and what these make of a view."""
