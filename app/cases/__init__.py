"""Case files: read, run and written. Imports nothing of ours but domain and rules."""
