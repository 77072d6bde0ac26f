"""Chooses how much to build: nothing, the stories that were edited, all story pages anew, or the whole site.

The rooms are named after printing: a *sheet* has what the last full build recorded, *standing* what is read
back of it, a *plate* one story made anew, and to *impose* is to lay the outputs out around it.
"""
