"""Finds raw personal data in files: readers, records, detectors, report. It changes no file and prints no raw value."""
