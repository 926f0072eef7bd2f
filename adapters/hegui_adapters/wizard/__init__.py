"""The interview that makes a manifest: what to ask next and why, answers into its text. It knows no page and keeps nothing."""
