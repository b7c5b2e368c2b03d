"""A list of people gets an achievement, with a look before and a way back after.

``drafting`` keeps and judges the rows, ``confirming`` makes the awards and signs them, ``undoing``
takes them back while nobody has seen them, ``releasing`` shows them, ``reading`` tells how far a
batch is, ``rounds`` is what the worker does. What is asked for is in ``asked``.
"""
