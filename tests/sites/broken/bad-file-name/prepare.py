"""Names that a checkout on Windows could not make, and drafts that must not be published raw."""

from pathlib import Path


def prepare(site: Path) -> None:
    story = site / "content/harbour/ferry"
    (story / "aux.pdf").write_bytes(b"%PDF-1.7")
    (story / "why?.txt").write_bytes(b"A rope.")
    (story / "***").mkdir()
    (story / "***/plan.txt").write_bytes(b"A plan.")
    draft = "---\ntitle: Strike\npublished: 2026-01-10\ndraft: true\n---\nA strike.\n"
    for name in ("notes.markdown", "strike/Story.md", "strike/story.md.bak", "strike/Sources/scan.pdf"):
        path = site / "content/harbour" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft, encoding="utf-8")
    (story / "sources/quay.MD").write_text(draft, encoding="utf-8")
