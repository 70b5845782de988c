"""Labelled snippets of JavaScript and TypeScript: what is weak, and what only looks like it."""
