"""Makes the benchmark importable, which is no part of the service and is not installed."""

import sys
from pathlib import Path

# At the end: the folders of the tests come first, and only a real package is preferred to them.
sys.path.append(str(Path(__file__).resolve().parent.parent.parent))
