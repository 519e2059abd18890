"""The audit as a suite of Great Expectations.  Needs the extra `auditor[gx]`; nothing else imports this.

Importing it switches off what that library would send over the network.
"""

from __future__ import annotations

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"
