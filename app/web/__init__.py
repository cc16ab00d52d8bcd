"""Serving the app to a browser: static files, headers, the server, and a window to show it in."""
