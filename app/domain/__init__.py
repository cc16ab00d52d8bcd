"""What things are and what is allowed. Standard library only, no I/O, no clock of its own."""
