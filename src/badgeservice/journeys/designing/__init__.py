"""Somebody designs a badge: what they write, what is wrong or could be better, and making it.

A design is what a form holds, as it was typed; nothing is kept before the badge is made.
"""
