"""What became of each story, and the pages of its versions."""
