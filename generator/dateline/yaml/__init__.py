"""YAML and the front matter in it, each value with its place."""
