"""site.toml as one checked value, each mistake with its place."""
