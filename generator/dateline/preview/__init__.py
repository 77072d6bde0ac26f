"""The preview: what is watched, shown, and told to open tabs."""
