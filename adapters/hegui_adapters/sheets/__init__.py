"""Sheets a product hands on: how it uses data, which notices it owes to whom. They are drawn of a decision and judge nothing."""
