"""Decisions as text, JSON and other forms. Rendering judges nothing and escapes for its medium."""
