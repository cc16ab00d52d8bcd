"""The screens. Flet is imported here only; imports services and domain types, never data."""
