"""The pytest plugin: hegui inside a team's own test suite. Nothing here is imported before a test asks for it but `plugin`."""
