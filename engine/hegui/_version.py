"""The version of hegui, and nothing else: the build reads this file without importing the package."""

__version__ = "0.1.0"
