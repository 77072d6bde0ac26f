"""Parsed files become stories and pages that point at each other."""
