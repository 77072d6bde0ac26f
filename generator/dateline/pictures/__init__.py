"""Pictures, cards and icons; only `imaging` knows Pillow."""
