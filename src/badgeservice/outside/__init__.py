"""The only way to other machines."""
