"""CompetentNL, the national skills language, as values: what is told, found and compared in it.

No database, no network and no clock: a catalogue comes in, an answer goes out.
"""
