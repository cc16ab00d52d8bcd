"""What a user wants, by subject. Imports data, domain, rules, cases and pictures; never ui."""
