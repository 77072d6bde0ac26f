"""What `python -m dateline` runs: the command line, and nothing else."""

from dateline.cli import main

if __name__ == "__main__":
    main()
