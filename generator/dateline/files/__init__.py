"""Content files: where they are, where they live on the site, and what stands in them."""
