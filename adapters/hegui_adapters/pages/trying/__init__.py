"""The editor: a manifest is judged while it is written, and kept by nobody until somebody says so."""
