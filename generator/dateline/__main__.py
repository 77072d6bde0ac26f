"""What `dateline` and `python -m dateline` run: the command line, and nothing else."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Load the command line, run it, and exit."""
    gc.disable()  # what modules make stays: nothing is found by looking for circles among it
    from dateline.cli import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
