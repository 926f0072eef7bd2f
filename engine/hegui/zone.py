"""The zone whose day counts: law starts and ends at midnight in China. It asks no clock."""

from __future__ import annotations

from zoneinfo import ZoneInfo

__all__ = ["ZONE"]

ZONE = ZoneInfo("Asia/Shanghai")
