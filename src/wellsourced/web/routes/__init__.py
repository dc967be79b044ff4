"""Addresses -> pages: each module has those of one subject."""
