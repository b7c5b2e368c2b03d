"""CompetentNL, the national skills language, as values."""
