"""Pages: what is planned, and the views that templates see."""
