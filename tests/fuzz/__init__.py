"""Readers under hostile input: what each must promise (`readers`), and how seeds are changed (`edits`)."""
