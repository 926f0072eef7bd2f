"""What all tests share: random cases are held to what is right, never to a clock."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("hegui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hegui")
