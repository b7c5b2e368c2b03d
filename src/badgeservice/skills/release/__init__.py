"""Reading releases of CompetentNL, and telling what one changes in the catalogue."""
