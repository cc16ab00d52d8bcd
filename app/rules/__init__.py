"""The dated values of the rules and the words of each reason. Imports nothing of ours but domain."""
