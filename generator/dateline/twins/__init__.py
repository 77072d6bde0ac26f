"""Twins: the forms in which a story's twin is published, beside its page and in place of it.

Each form is a pure function of the twin, so nothing that a form shows needs to be kept. `forms` says which
there are; the rooms that make them are loaded when one is made. They know no model and no settings.
"""
