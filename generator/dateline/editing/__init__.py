"""The writer's own files: made, changed and moved, and never lost."""
