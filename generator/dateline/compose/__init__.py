"""Compose: source articles in, a drafted briefing out, in the sources' own words.

Pure text in, values out: this room reads no file but its own table of words, writes none, and knows no
settings beyond the values it is given. It is extractive: every sentence stands in a source, and cites it.
"""
