"""Evidence: which passage of a source stands behind a claim, and what a claim says that no source holds.

Pure text in, values out: this room reads no files, writes no HTML and knows no settings beyond the values
it is given. What it finds is lexical; it says where to look and never that a claim follows from a text.
"""
