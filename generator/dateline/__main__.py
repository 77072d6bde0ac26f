"""What `dateline` and `python -m dateline` run: the command line, and nothing else."""

import gc
import os
from typing import NoReturn


def main() -> NoReturn:
    """Load the command line, run it, and exit."""
    gc.disable()  # what modules make stays: nothing is found by looking for circles among it
    try:
        from dateline.cli import main as run
    except KeyboardInterrupt:  # before there is a command line that could say so
        os.write(2, b"stopped\n")
        raise SystemExit(130) from None
    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
