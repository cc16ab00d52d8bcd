"""能不能付: an answer before one goes; and one bill under three rules."""
