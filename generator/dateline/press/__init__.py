"""The least work that is sure to be enough: nothing, a few stories, stories in other templates, or all."""
