"""Entities across documents: which members, the named things of single documents, are one thing."""
