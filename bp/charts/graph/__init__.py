"""Computational graphs as DOT text."""
