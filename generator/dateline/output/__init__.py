"""The output folder: the only rooms that write there."""
