"""The pages of the city about organisations, and of an organisation about itself."""
