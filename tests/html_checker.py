"""The Nu HTML checker (npm package `vnu-jar`, run with Java) as one function: pages in, errors out.

`make test` installs it into tests/tools/. Where Java is missing there is no checker, and `missing()` says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

JAR = Path(__file__).parent / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def missing() -> str | None:
    """Why no page can be checked on this machine; None when all is there."""
    if shutil.which("java") is None or subprocess.run(["java", "-version"], capture_output=True).returncode:
        return "no Java on this machine: the HTML was NOT checked"
    return None


def check_html(paths: Iterable[Path]) -> list[str]:
    """Every error in these HTML files, as `file:line:column: message (what stands there)`, without warnings.

    One run of the checker serves all files, for starting Java is what takes the time.
    Raises FileNotFoundError when the checker is not installed or a file is missing (the checker itself would
    pass over it in silence), and RuntimeError when the checker gives no answer.
    """
    files = [str(path) for path in paths]
    if not JAR.is_file():
        raise FileNotFoundError(f"{JAR} is not there: `make test` installs it")
    if absent := [file for file in files if not Path(file).is_file()]:
        raise FileNotFoundError(f"no such page: {', '.join(absent)}")
    if not files:
        return []
    command = ["java", "-Dnu.validator.locale.user.language=en", "-jar", str(JAR)]
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-info-messages"]
    done = subprocess.run([*command, *options, *files], capture_output=True, encoding="utf-8")
    try:
        messages = json.loads(done.stdout)["messages"]
    except (json.JSONDecodeError, KeyError) as error:
        raise RuntimeError(
            f"the HTML checker gave no answer: {done.stdout[:500]}{done.stderr[:2000]}"
        ) from error
    # Not only "error": a file that it could not read is a "non-document-error".
    return [_readable(message) for message in messages if message["type"] != "info"]


def _readable(message: dict[str, object]) -> str:
    """One message of the checker as one line."""
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}:{message.get('lastColumn', '')}"
    extract = " ".join(str(message.get("extract", "")).split())
    return f"{place.removeprefix('file:')}: {message['message']} ({extract})"
