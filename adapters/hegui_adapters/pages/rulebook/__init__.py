"""The rulebook as pages of the service: searched, read, compared between two days. The static pages of `site` share what they say."""
