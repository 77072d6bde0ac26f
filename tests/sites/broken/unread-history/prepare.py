"""Makes the site a shallow clone, as CI does that fetches one commit."""

import subprocess
from pathlib import Path


def prepare(site: Path) -> None:
    """A repository that says of itself that it lacks commits."""
    subprocess.run(["git", "init", "-q", str(site)], check=True)
    (site / ".git" / "shallow").write_text(f"{'0' * 40}\n")
