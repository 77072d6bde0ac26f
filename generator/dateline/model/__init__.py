"""What a newsroom works with, as values: files as parsed, texts as linked, the site as a whole."""
