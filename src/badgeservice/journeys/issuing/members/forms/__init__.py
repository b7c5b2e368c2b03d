"""The forms in which lists of people come in: separated text, a workbook, pasted lines."""
