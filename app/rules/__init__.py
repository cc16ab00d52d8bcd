"""The dated values with their sources (TOML), and what reads them. Imports nothing but domain."""
