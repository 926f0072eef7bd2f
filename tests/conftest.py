"""What all tests share: random cases are held to what is right, never to a clock; programs that are started find their modules
compiled, as installed ones do."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("hegui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hegui")
