"""The questionnaire: a workbook that asks for everything a manifest can state, and the way back. It judges nothing."""
