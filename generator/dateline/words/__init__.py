"""Words: all that pages and feeds say of themselves, by key, in the language of the page.

A catalogue is a folder of TOML files, one a language (`words/fr.toml`). Catalogues lie over each other: the
site's own over the theme's, over those of the themes that it extends, over the generator's. A key is looked
up in the page's language first, then in its language without the region, then in English, and in each from
the top, so a word that nobody has translated is there in English. This room knows no page and no template.
"""

from dateline.words.catalogue import Catalogue, tags_of
from dateline.words.library import OWN, Library, own_files
from dateline.words.speech import Speech, WordError, direction, endonym, kept, locale_tag

__all__ = [
    "OWN",
    "Catalogue",
    "Library",
    "Speech",
    "WordError",
    "direction",
    "endonym",
    "kept",
    "locale_tag",
    "own_files",
    "tags_of",
]
