"""Run the command line as ``python -m collab_graph``."""

import sys

from collab_graph.cli import main

sys.exit(main())
