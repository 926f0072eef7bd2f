"""Scenarios run by the hundred: in processes, as tables, pages and charts. What each comes to is the engine's affair."""
