"""What things are and what is allowed: frozen dataclasses and pure functions. Imports the standard library only."""
