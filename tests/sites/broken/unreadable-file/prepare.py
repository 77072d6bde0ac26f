"""Links that lead nowhere and out of the site, which git would not keep everywhere."""

from pathlib import Path


def prepare(site: Path) -> None:
    sources = site / "content/harbour/ferry/sources"
    sources.mkdir()
    (sources / "ledger.md").symlink_to("moved-away.md")
    (site / "content/about.md").symlink_to("/etc/hosts")
