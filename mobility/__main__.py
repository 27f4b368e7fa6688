"""Run the command line as ``python -m mobility``."""

import sys

from mobility.cli import main

sys.exit(main())
