"""宝宝参保: an infant's way from birth to being covered."""
