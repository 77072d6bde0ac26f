"""The tables of site.toml, a room each: the values of one table, and how they are read.

A room knows its own table alone; `config` puts them together, and `reading` knows what a text,
a number or an address looks like.
"""
