"""The rulebook as static pages: one for each rule and each instrument, in Chinese and English, with a search that needs no server."""
