"""Names that a checkout on Windows could not make."""

from pathlib import Path


def prepare(site: Path) -> None:
    story = site / "content/harbour/ferry"
    (story / "aux.pdf").write_bytes(b"%PDF-1.7")
    (story / "why?.txt").write_bytes(b"A rope.")
    (story / "***").mkdir()
    (story / "***/plan.txt").write_bytes(b"A plan.")
