"""Search: what of a story can be found, and the index of it that Pagefind makes.

Readers search in the browser; there is no server. Only what a briefing says itself is indexed: no source's
text comes in here. Pagefind is an extra, and a site without it has all but the search.
"""
