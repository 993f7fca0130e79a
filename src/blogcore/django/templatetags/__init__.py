"""The package in which Django looks for template libraries."""
