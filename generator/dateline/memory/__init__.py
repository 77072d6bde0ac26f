"""What is known from earlier builds, and its file."""
