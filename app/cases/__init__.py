"""Read, run and write case files: the rules as examples that anyone can check."""
