"""What git says of a site's files."""
