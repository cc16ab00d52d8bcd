"""Tables, queries, the unit of work and the engine. Imports nothing of ours but domain."""
