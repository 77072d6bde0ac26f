"""Files read and parsed, those that changed alone."""
