"""Read-only questions to the database, by subject. Each gives rows or small records, never more than a page needs."""
