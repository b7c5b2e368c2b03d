"""Pages about skills: find one, see what it means, see who awards it; and the shared badges."""
