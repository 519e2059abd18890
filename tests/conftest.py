"""For all tests: nothing is kept from one run to the next, unless a test asks for it."""

from __future__ import annotations

import os

os.environ["AUDITOR_NO_CACHE"] = "1"
os.environ.pop("AUDITOR_CACHE_DIR", None)
