"""Where Django looks for what ``{% load %}`` loads."""
