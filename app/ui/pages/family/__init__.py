"""家庭: who shares with whom, whose code I may show, and one sharing closely."""
