"""`python -m dreamwriter ...`."""

import sys

from dreamwriter.cli import main

if __name__ == "__main__":
    sys.exit(main())
