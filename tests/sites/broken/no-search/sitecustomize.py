"""Pagefind is not installed here."""

import sys

sys.modules["pagefind_bin"] = None  # type: ignore[assignment]  # as importlib says that there is none
