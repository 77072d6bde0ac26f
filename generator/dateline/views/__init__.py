"""What templates see, and nothing more."""
