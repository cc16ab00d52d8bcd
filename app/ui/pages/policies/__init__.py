"""政策依据: the rules, where the sources clash, and where things are done."""
